import SourceText

/// A call that may be a macro, its arguments already read.
struct MacroCall {
    let name: String
    let target: Int?
    let arguments: [Int]
    let range: SourceRange
    let focus: SourceRange
}

/// What a call of each macro looks like, for messages.
enum MacroForms {
    static let forms: [String: String] = [
        "has": "has(operand.field)",
        "all": "list.all(name, condition)",
        "exists": "list.exists(name, condition)",
        "exists_one": "list.exists_one(name, condition)",
        "existsOne": "list.existsOne(name, condition)",
        "filter": "list.filter(name, condition)",
        "map": "list.map(name, value) or list.map(name, condition, value)",
        "sortBy": "list.sortBy(name, key)",
        "transformList": "list.transformList(index, name, value)",
        "transformMap": "map.transformMap(key, name, value)",
        "transformMapEntry": "map.transformMapEntry(key, name, {key: value})",
        "optMap": "optional.optMap(name, value)",
        "optFlatMap": "optional.optFlatMap(name, optional)",
        "bind": "cel.bind(name, value, expression)",
    ]
}

extension CELParser {
    /// The node a macro stands for, or nil if the call is none.
    mutating func expand(_ call: MacroCall) throws(CELError) -> Int? {
        guard let target = call.target else {
            return call.name == "has" && call.arguments.count == 1 ? try has(call) : nil
        }
        switch (call.name, call.arguments.count) {
        case ("all", 2...3): return try comprehension(.all, target, call)
        case ("exists", 2...3): return try comprehension(.exists, target, call)
        case ("exists_one", 2...3), ("existsOne", 2...3):
            return try comprehension(.existsOne, target, call)
        case ("filter", 2): return try comprehension(.filter, target, call)
        case ("sortBy", 2): return try comprehension(.sortBy, target, call)
        case ("map", 2): return try comprehension(.map, target, call)
        case ("map", 3): return try comprehension(.map, target, call, hasFilter: true)
        case ("transformList", 3...4):
            return try comprehension(.map, target, call, hasFilter: call.arguments.count == 4)
        case ("transformMap", 3...4):
            return try comprehension(
                .transformMap, target, call, hasFilter: call.arguments.count == 4)
        case ("transformMapEntry", 3...4):
            return try comprehension(
                .transformMapEntry, target, call, hasFilter: call.arguments.count == 4)
        case ("bind", 3): return try bind(target, call)
        case ("optMap", 2), ("optFlatMap", 2): return try optionalMap(target, call)
        default: return nil
        }
    }

    private mutating func has(_ call: MacroCall) throws(CELError) -> Int {
        let argument = syntax[call.arguments[0]]
        guard case .select(let operand, let field, false) = argument.kind else {
            throw .syntax(argument.range, "`has` takes a field, such as `has(a.b)`")
        }
        return try add(
            .has(operand, field: field), call.range, focus: argument.focus, above: operand)
    }

    private mutating func comprehension(
        _ kind: CELSyntax.Comprehension.Kind, _ target: Int, _ call: MacroCall,
        hasFilter: Bool = false
    ) throws(CELError) -> Int {
        let arguments = call.arguments
        let body = arguments[arguments.count - 1]
        let filter = hasFilter ? arguments[arguments.count - 2] : nil
        let name = try name(arguments[0], call)
        let nameCount = arguments.count - (hasFilter ? 2 : 1)
        let secondName = nameCount == 2 ? try self.name(arguments[1], call) : nil
        if name == secondName {
            throw .syntax(syntax[arguments[1]].range, "both names are `\(name)`")
        }
        let macro = CELSyntax.Comprehension(
            kind: kind, operand: target, name: name, secondName: secondName, filter: filter,
            body: body)
        return try add(
            .comprehension(macro), call.range, focus: call.focus,
            above: target, body, filter ?? body)
    }

    private mutating func bind(_ target: Int, _ call: MacroCall) throws(CELError) -> Int? {
        guard case .identifier("cel", _) = syntax[target].kind else { return nil }
        let (value, body) = (call.arguments[1], call.arguments[2])
        return try add(
            .bind(name: try name(call.arguments[0], call), value: value, body: body), call.range,
            focus: call.focus, above: value, body)
    }

    private mutating func optionalMap(_ target: Int, _ call: MacroCall) throws(CELError) -> Int {
        let body = call.arguments[1]
        return try add(
            .optionalMap(
                target, name: try name(call.arguments[0], call), body: body,
                isFlat: call.name == "optFlatMap"),
            call.range, focus: call.focus, above: target, body)
    }

    private func name(_ node: Int, _ call: MacroCall) throws(CELError) -> String {
        guard case .identifier(let name, false) = syntax[node].kind else {
            throw .syntax(
                syntax[node].range, "`\(call.name)` needs a plain name here",
                help: MacroForms.forms[call.name].map { "it is written \($0)" })
        }
        return name
    }
}
