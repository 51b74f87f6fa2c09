import SourceText

// Names, fields and elements.
extension CELChecker {
    /// Names that stand for types.
    static let typeNames: [String: CELType] = {
        let types: [CELType] = [
            .bool, .int, .uint, .double, .string, .bytes, .null, .list(.dyn), .map(.dyn, .dyn),
            .type(.dyn), .optional(.dyn), .timestamp, .duration, .address, .network,
            .quantity, .url, .version, .format,
        ]
        return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
    }()

    mutating func identifier(
        _ name: String, isRooted: Bool, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        if !isRooted, let local = local(name) {
            return add(local.type, .local, node.range, local.slot, nesting: local.nesting)
        }
        if let found = declared((isRooted ? "." : "") + name, node.range) { return found }
        let candidates = locals.map(\.name) + environment.variables.map(\.name)
        var error = CELError.undeclared(
            name, node.range, candidates: isLenient ? [] : candidates)
        if error.help == nil, !environment.functions(named: name).isEmpty {
            error.help = "it is a function: \(name)(…)"
        }
        return try failed(error)
    }

    /// The variable or type of that name.
    private mutating func declared(_ name: String, _ range: SourceRange) -> Checked? {
        for candidate in environment.candidates(name) {
            if let slot = environment.slots[candidate] {
                return add(
                    environment.variables[slot].type, .variable, range, Int32(slot))
            }
            if let type = CELChecker.typeNames[candidate] {
                return constant(.type(candidate), .type(type), range)
            }
            if environment.objectType(candidate) != nil {
                return constant(.type(candidate), .type(.object(candidate)), range)
            }
        }
        return nil
    }

    /// The name a chain of selections writes, unless a macro's name starts it.
    func globalName(_ index: Int) -> String? {
        switch syntax[index].kind {
        case .identifier(let name, let isRooted):
            if isRooted { return "." + name }
            return local(name) == nil ? name : nil
        case .select(let operand, let field, isOptional: false):
            return globalName(operand).map { $0 + "." + field }
        default: return nil
        }
    }

    /// Whether a chain of selections may be one declared name, such as `net.IP`.
    private func mayBeQualified(_ index: Int) -> Bool {
        var index = index
        while case .select(let operand, _, false) = syntax[index].kind { index = operand }
        guard case .identifier(let name, _) = syntax[index].kind else { return false }
        return environment.hasQualifiedNames || name == "google" || name == "net"
            || name == "kubernetes"
    }

    mutating func select(
        _ index: Int, _ operand: Int, _ field: String, isOptional: Bool
    ) throws(CELError) -> Checked {
        let node = syntax[index]
        if !isOptional, mayBeQualified(index), let name = globalName(index),
            let found = declared(name, node.range)
        {
            return found
        }
        return try selectField(try check(operand), field, isOptional: isOptional, node)
    }

    private mutating func selectField(
        _ operand: Checked, _ field: String, isOptional: Bool, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let (type, fieldIndex, isChained) = try fieldType(field, of: operand, node)
        let result = isOptional || isChained ? CELType.optional(type) : type
        let name = builder.constant(.string(field))
        if let fieldIndex, !isChained {
            return add(
                result, isOptional ? .optionalField : .field, node.focus, operand.node,
                Int32(fieldIndex), name, nesting: operand.nesting + 1)
        }
        return add(
            result, isOptional ? .optionalSelect : .select, node.focus, operand.node, name,
            nesting: operand.nesting + 1)
    }

    mutating func has(
        _ operand: Int, _ field: String, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let operand = try check(operand)
        let (_, fieldIndex, isChained) = try fieldType(field, of: operand, node)
        let name = builder.constant(.string(field))
        if let fieldIndex, !isChained {
            return add(.bool, .hasField, node.focus, operand.node, Int32(fieldIndex), name)
        }
        return add(.bool, .has, node.focus, operand.node, name)
    }

    /// The type of a field, its index if the operand's type has such, and whether the operand is
    /// optional, so that what is selected from it is too.
    private mutating func fieldType(
        _ field: String, of operand: Checked, _ node: CELSyntax.Node
    ) throws(CELError) -> (CELType, index: Int?, isChained: Bool) {
        guard !isLenient else { return (.dyn, nil, false) }
        var type = solver.resolved(operand.type)
        var isChained = false
        if case .optional(let inner) = type {
            type = inner
            isChained = true
        }
        switch type {
        case .dyn: return (.dyn, nil, isChained)
        case .variable:
            _ = solver.assign(.dyn, to: type)
            return (.dyn, nil, isChained)
        case .map(let key, let value):
            guard solver.assign(.string, to: key) else {
                throw .noSelection(field, from: solver.final(type), node.focus)
            }
            return (value, nil, isChained)
        case .object(let name):
            guard let object = environment.objectType(name) else { return (.dyn, nil, isChained) }
            guard let index = object.index(of: field) else {
                throw .noField(
                    field, of: type, node.focus, candidates: object.fields.map(\.name))
            }
            return (object.fields[index].type, index, isChained)
        default: throw .noSelection(field, from: solver.final(type), node.focus)
        }
    }

    // MARK: Elements

    mutating func subscription(
        _ operand: Int, _ key: Int, isOptional: Bool, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let container = try check(operand)
        let subscriptKey = try check(key)
        let operation: ProgramNode.Operation = isOptional ? .optionalIndex : .index
        guard !isLenient else {
            return add(
                .dyn, operation, node.range, container.node, subscriptKey.node,
                nesting: container.nesting + 1)
        }
        var type = solver.resolved(container.type)
        var isChained = isOptional
        if case .optional(let inner) = type {
            type = solver.resolved(inner)
            isChained = true
        }
        let result: CELType
        switch type {
        case .list(let element):
            try require(subscriptKey, .int, "a list's index", at: key)
            result = element
        case .map(let keyType, let value):
            try require(subscriptKey, keyType, "the map's key", at: key)
            result = value
        case .dyn: result = .dyn
        case .variable:
            _ = solver.assign(.dyn, to: type)
            result = .dyn
        default:
            throw .check(
                node.range, "`\(solver.final(type))` has no elements, so `[…]` cannot be used")
        }
        return add(
            isChained ? .optional(result) : result, operation, node.range, container.node,
            subscriptKey.node, nesting: container.nesting + (isChained ? 1 : 0))
    }
}
