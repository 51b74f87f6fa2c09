import SourceText

// Macros that bring names into scope.
extension CELChecker {
    mutating func comprehension(
        _ macro: CELSyntax.Comprehension, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let operand = try check(macro.operand)
        let (keyType, elementType, isList) = try visited(operand, macro, node)
        let isDouble = macro.secondName != nil
        let nameType = isDouble || !isList ? keyType : elementType
        let slot = try begin(macro.name, nameType, nesting: operand.nesting, node)
        var secondSlot: Int32 = -1
        if let name = macro.secondName {
            secondSlot = try begin(name, elementType, nesting: operand.nesting, node)
        }
        var filter: Int32 = -1
        if let index = macro.filter {
            let checked = try check(index)
            try require(checked, .bool, "a condition", at: index)
            filter = checked.node
        }
        let body = try check(macro.body)
        let type = try resultType(macro, nameType, keyType, body.type)
        endLocals(isDouble ? 2 : 1)
        let loop = ProgramLoop(
            kind: macro.kind, operand: operand.node, slot: slot, secondSlot: secondSlot,
            filter: filter, body: body.node)
        return add(
            type, .loop, node.range, builder.loop(loop),
            nesting: max(operand.nesting, body.nesting) + 1)
    }

    /// The types of what is visited: a list's index and element, or a map's key and value.
    private mutating func visited(
        _ operand: Checked, _ macro: CELSyntax.Comprehension, _ node: CELSyntax.Node
    ) throws(CELError) -> (key: CELType, element: CELType, isList: Bool) {
        guard !isLenient else { return (.dyn, .dyn, true) }
        let type = solver.resolved(operand.type)
        switch type {
        case .list(let element): return (.int, element, true)
        case .map(let key, let value) where macro.kind != .sortBy: return (key, value, false)
        case .dyn: return (.dyn, .dyn, true)
        case .variable:
            _ = solver.assign(.dyn, to: type)
            return (.dyn, .dyn, true)
        default:
            throw .check(
                syntax[macro.operand].range,
                "`\(syntaxName(node))` goes through a list or a map, not `\(solver.final(type))`")
        }
    }

    private func syntaxName(_ node: CELSyntax.Node) -> String {
        if case .comprehension(let macro) = node.kind { return "\(macro.kind)" }
        return "it"
    }

    private mutating func resultType(
        _ macro: CELSyntax.Comprehension, _ name: CELType, _ key: CELType, _ body: CELType
    ) throws(CELError) -> CELType {
        guard !isLenient else { return .dyn }
        switch macro.kind {
        case .all, .exists, .existsOne, .filter:
            try require(Checked(type: body, node: 0), .bool, "a condition", at: macro.body)
            return macro.kind == .filter ? .list(name) : .bool
        case .map: return .list(body)
        case .sortBy: return .list(name)
        case .transformMap: return .map(key, body)
        case .transformMapEntry:
            let wanted = CELType.map(solver.fresh(), solver.fresh())
            try require(Checked(type: body, node: 0), wanted, "the new entry", at: macro.body)
            return wanted
        }
    }

    mutating func bind(
        _ name: String, _ value: Int, _ body: Int, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let checkedValue = try check(value)
        let slot = try begin(name, checkedValue.type, nesting: checkedValue.nesting, node)
        let checkedBody = try check(body)
        endLocals(1)
        return add(
            checkedBody.type, .bind, node.range, checkedValue.node, slot, checkedBody.node,
            nesting: checkedBody.nesting)
    }

    mutating func optionalMap(
        _ target: Int, _ name: String, _ body: Int, isFlat: Bool, _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        let operand = try check(target)
        var inner = CELType.dyn
        if !isLenient {
            inner = solver.fresh()
            try require(operand, .optional(inner), "what `optMap` is called on", at: target)
            inner = solver.resolved(inner)
        }
        let slot = try begin(name, inner, nesting: operand.nesting, node)
        let result = try check(body)
        endLocals(1)
        if isFlat, !isLenient {
            let wanted = CELType.optional(solver.fresh())
            try require(result, wanted, "what `optFlatMap` gives", at: body)
        }
        return add(
            isFlat ? result.type : .optional(result.type),
            isFlat ? .optionalFlatMap : .optionalMap, node.range, operand.node, slot, result.node,
            nesting: result.nesting + 1)
    }
}
