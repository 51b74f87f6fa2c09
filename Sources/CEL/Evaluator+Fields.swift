// Fields and elements.
extension Evaluator {
    /// A field whose index the checker knows.
    mutating func field(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        let operand = try value(node.a)
        guard case .object(let object) = operand else {
            switch node.operation {
            case .field: return try select(operand, node.c)
            case .optionalField: return try optionalSelect(operand, node.c)
            default: return try has(operand, node.c)
            }
        }
        let field = object.field(Int(node.b))
        switch node.operation {
        case .field:
            guard let field else { throw .absentField(name(node.c)) }
            return field
        case .optionalField: return .optional(field)
        default: return .bool(field != nil)
        }
    }

    func select(_ operand: CELValue, _ name: Int32) throws(CELFailure) -> CELValue {
        switch operand {
        case .map(let map):
            let key = code.constants[Int(name)]
            guard let value = map[key] else { throw .noKey(key) }
            return value
        case .object(let object):
            guard let index = object.objectType.index(of: self.name(name)) else {
                throw .noField(self.name(name), of: operand)
            }
            guard let value = object.field(index) else { throw .absentField(self.name(name)) }
            return value
        case .absent: return .absent
        case .present(let inner): return try optionalSelect(inner, name)
        default: throw .noField(self.name(name), of: operand)
        }
    }

    /// `operand.?name`.
    func optionalSelect(_ operand: CELValue, _ name: Int32) throws(CELFailure) -> CELValue {
        switch operand {
        case .map(let map): return .optional(map[code.constants[Int(name)]])
        case .object(let object):
            guard let index = object.objectType.index(of: self.name(name)) else {
                throw .noField(self.name(name), of: operand)
            }
            return .optional(object.field(index))
        case .absent: return .absent
        case .present(let inner): return try optionalSelect(inner, name)
        default: throw .noField(self.name(name), of: operand)
        }
    }

    func has(_ operand: CELValue, _ name: Int32) throws(CELFailure) -> CELValue {
        guard case .present = try optionalSelect(operand, name) else { return .bool(false) }
        return .bool(true)
    }

    func element(_ operand: CELValue, _ key: CELValue) throws(CELFailure) -> CELValue {
        switch operand {
        case .absent: return .absent
        case .present(let inner): return try optionalElement(inner, key)
        case .list, .map:
            if let value = try found(operand, key) { return value }
            if case .list = operand { throw CELFailure("index out of range: \(key)") }
            throw .noKey(key)
        default: throw .noOverload("[]", operand, key)
        }
    }

    /// `operand[?key]`.
    func optionalElement(_ operand: CELValue, _ key: CELValue) throws(CELFailure) -> CELValue {
        switch operand {
        case .absent: .absent
        case .present(let inner): try optionalElement(inner, key)
        default: .optional(try found(operand, key))
        }
    }

    private func found(_ operand: CELValue, _ key: CELValue) throws(CELFailure) -> CELValue? {
        switch operand {
        case .map(let map): return map[key]
        case .list(let elements):
            guard let index = wholeNumber(key) else {
                throw CELFailure("\(key.shortDescription) is not an index of a list")
            }
            return elements.indices.contains(index) ? elements[index] : nil
        default: throw .noOverload("[?]", operand, key)
        }
    }

    /// A number as an index, if it is whole.
    private func wholeNumber(_ value: CELValue) -> Int? {
        switch value {
        case .int(let value): Int(exactly: value)
        case .uint(let value): Int(clamping: value)
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }
}
