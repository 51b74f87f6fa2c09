/// Evaluates a program's nodes. As deep as the expression, which the parser bounds.
struct Evaluator {
    let code: ProgramCode
    let values: [CELValue]
    /// The values of names that macros bring into scope, by slot.
    var locals: [CELValue]
    var budget: CELBudget

    init(_ code: ProgramCode, values: [CELValue], limits: CELLimits) {
        self.code = code
        self.values = values
        budget = CELBudget(limits)
        locals = code.localCount == 0 ? [] : [CELValue](repeating: .null, count: code.localCount)
    }

    mutating func value(_ index: Int32) throws(CELFailure) -> CELValue {
        let node = code.nodes[Int(index)]
        do {
            try budget.charge(1)
            return try value(of: node)
        } catch {
            throw error.placed(at: index)
        }
    }

    private mutating func value(of node: ProgramNode) throws(CELFailure) -> CELValue {
        switch node.operation {
        case .constant: return code.constants[Int(node.a)]
        case .variable:
            guard Int(node.a) < values.count else { throw CELFailure("the variable has no value") }
            return values[Int(node.a)]
        case .local: return locals[Int(node.a)]
        case .fail: throw CELFailure(name(node.a))
        case .field, .optionalField, .hasField: return try field(node)
        case .select: return try select(try value(node.a), node.b)
        case .optionalSelect: return try optionalSelect(try value(node.a), node.b)
        case .has: return try has(try value(node.a), node.b)
        case .index: return try element(try value(node.a), try value(node.b))
        case .optionalIndex: return try optionalElement(try value(node.a), try value(node.b))
        case .not: return .bool(!(try condition(node.a)))
        case .negate: return try Arithmetic.negate(try value(node.a))
        case .conjunction: return try logical(node, stop: false)
        case .disjunction: return try logical(node, stop: true)
        case .conditional: return try value(try condition(node.a) ? node.b : node.c)
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual:
            return try compare(node)
        case .add, .subtract, .multiply, .divide, .remainder:
            return try Arithmetic.value(
                node.operation, try value(node.a), try value(node.b), &budget)
        case .in: return .bool(try isMember(try value(node.a), of: try value(node.b)))
        case .list: return try list(node)
        case .map: return try map(node)
        case .callUnary, .callBinary, .callMany: return try call(node)
        case .matches: return try matches(try value(node.a), code.patterns[Int(node.b)])
        case .loop: return try loop(code.loops[Int(node.a)])
        case .bind:
            locals[Int(node.b)] = try value(node.a)
            return try value(node.c)
        case .optionalMap, .optionalFlatMap: return try optionalMap(node)
        case .optionalOr, .optionalOrValue: return try alternative(node)
        }
    }

    /// A text among the constants.
    func name(_ constant: Int32) -> String { code.constants[Int(constant)].stringValue ?? "" }

    mutating func condition(_ index: Int32) throws(CELFailure) -> Bool {
        guard case .bool(let value) = try value(index) else {
            throw CELFailure.notBoolean.placed(at: index)
        }
        return value
    }

    // MARK: Logic

    /// `&&` or `||`: the first operand that decides does so, also after ones that failed.
    private mutating func logical(
        _ node: ProgramNode, stop: Bool
    ) throws(CELFailure) -> CELValue {
        var failure: CELFailure?
        for place in Int(node.a)..<Int(node.a + node.b) {
            do {
                if try condition(code.operands[place]) == stop { return .bool(stop) }
            } catch {
                if budget.steps < 0 { throw error }
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return .bool(!stop)
    }

    private mutating func compare(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        let left = try value(node.a)
        let right = try value(node.b)
        switch node.operation {
        case .equal: return .bool(try left.isEqual(to: right, &budget))
        case .notEqual: return .bool(!(try left.isEqual(to: right, &budget)))
        default: break
        }
        guard let order = left.order(right) else {
            throw .noOverload(Arithmetic.symbol(node.operation), left, right)
        }
        switch node.operation {
        case .less: return .bool(order == .before)
        case .lessEqual: return .bool(order == .before || order == .equal)
        case .greater: return .bool(order == .after)
        default: return .bool(order == .after || order == .equal)
        }
    }

    private mutating func isMember(
        _ value: CELValue, of container: CELValue
    ) throws(CELFailure) -> Bool {
        switch container {
        case .list(let elements):
            for element in elements {
                try budget.charge(1)
                if try element.isEqual(to: value, &budget) { return true }
            }
            return false
        case .map(let map): return map[value] != nil
        default: throw .noOverload("in", value, container)
        }
    }

    // MARK: Lists, maps and calls

    private mutating func list(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        var elements: [CELValue] = []
        elements.reserveCapacity(Int(node.b))
        for operand in code.operands[Int(node.a)..<Int(node.a + node.b)] {
            if operand >= 0 {
                elements.append(try value(operand))
            } else if let element = try optional(~operand) {
                elements.append(element)
            }
        }
        return .list(elements)
    }

    private mutating func map(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        var map = CELMap()
        for pair in 0..<node.b {
            let keyNode = code.operands[Int(node.a + pair * 2)]
            let valueNode = code.operands[Int(node.a + pair * 2 + 1)]
            let key = try value(keyNode < 0 ? ~keyNode : keyNode)
            let entry = keyNode < 0 ? try optional(valueNode) : try value(valueNode)
            if let entry { try insert(key, entry, into: &map) }
        }
        return .map(map)
    }

    func insert(
        _ key: CELValue, _ value: CELValue, into map: inout CELMap
    ) throws(CELFailure) {
        guard !map.insert(key, value) else { return }
        throw CELFailure(
            CELMap.isKey(key)
                ? "the key \(key.shortDescription) is repeated"
                : "unsupported key type: \(key.typeName)")
    }

    /// What an optional value holds.
    private mutating func optional(_ index: Int32) throws(CELFailure) -> CELValue? {
        switch try value(index) {
        case .present(let value): return value
        case .absent: return nil
        case let other: throw CELFailure.noOverload("?", other).placed(at: index)
        }
    }

    private mutating func call(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        switch code.functions[Int(node.c)] {
        case .constant(let value): return value
        case .unary(let body): return try body(try value(node.a), &budget)
        case .binary(let body): return try body(try value(node.a), try value(node.b), &budget)
        case .many(let body):
            return try body(try values(Int(node.a), Int(node.b)), &budget)
        case .method(let type, let index):
            guard case .object(let object) = try value(code.operands[Int(node.a)]),
                object.objectType === type
            else { throw CELFailure("this value has no such method") }
            return object.call(index, try values(Int(node.a) + 1, Int(node.b) - 1))
        case .unbound: throw CELFailure("the function has no implementation")
        }
    }

    /// The values of some operands.
    private mutating func values(_ first: Int, _ count: Int) throws(CELFailure) -> [CELValue] {
        guard count > 0 else { return [] }
        var values: [CELValue] = []
        values.reserveCapacity(count)
        for place in first..<first + count { values.append(try value(code.operands[place])) }
        return values
    }

    private mutating func matches(
        _ value: CELValue, _ pattern: TextPattern
    ) throws(CELFailure) -> CELValue {
        guard case .string(let text) = value else { throw .noOverload("matches", value) }
        try budget.charge(reading: text.utf8.count)
        return .bool(try pattern.matches(text))
    }

    // MARK: Optionals

    private mutating func optionalMap(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        switch try value(node.a) {
        case .absent: return .absent
        case .present(let inner):
            locals[Int(node.b)] = inner
            let result = try value(node.c)
            if node.operation == .optionalMap { return .present(result) }
            switch result {
            case .absent, .present: return result
            default: throw .noOverload("optFlatMap", result)
            }
        case let other: throw .noOverload("optMap", other)
        }
    }

    /// `a.or(b)` and `a.orValue(b)`; `b` is evaluated only if `a` is absent.
    private mutating func alternative(_ node: ProgramNode) throws(CELFailure) -> CELValue {
        let isValue = node.operation == .optionalOrValue
        if let inner = try content(node.a, isValue ? "orValue" : "or") {
            return isValue ? inner : .present(inner)
        }
        let other = try value(node.b)
        if isValue { return other }
        switch other {
        case .present, .absent: return other
        default: throw .noOverload("or", other)
        }
    }

    /// What an optional value holds, without the value around it where that is a field.
    private mutating func content(
        _ index: Int32, _ function: String
    ) throws(CELFailure) -> CELValue? {
        let node = code.nodes[Int(index)]
        if node.operation == .optionalField {
            do {
                try budget.charge(1)
                let operand = try value(node.a)
                if case .object(let object) = operand { return object.field(Int(node.b)) }
                return try optionalSelect(operand, node.c).presentValue
            } catch {
                throw error.placed(at: index)
            }
        }
        switch try value(index) {
        case .present(let inner): return inner
        case .absent: return nil
        case let other: throw .noOverload(function, other)
        }
    }
}
