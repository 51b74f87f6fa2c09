import SourceText

// Calls of functions.
extension CELChecker {
    mutating func call(
        _ name: String, _ target: Int?, _ arguments: [Int], _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        if let target, mayBeNamespace(target), let space = globalName(target),
            let functions = globalFunctions(space + "." + name)
        {
            return try call(functions, arguments, node)
        }
        if let target { return try memberCall(name, target, arguments, node) }
        guard let functions = globalFunctions(name) else {
            return try failed(unknown(name, isMember: false, arguments.count, node))
        }
        return try call(functions, arguments, node)
    }

    /// Whether a chain of selections may begin the name of a function, such as `math.greatest`.
    private func mayBeNamespace(_ index: Int) -> Bool {
        guard environment.container.isEmpty else { return true }
        var index = index
        while case .select(let operand, _, false) = syntax[index].kind { index = operand }
        guard case .identifier(let name, _) = syntax[index].kind else { return false }
        return environment.namespaces.contains(name)
    }

    private func globalFunctions(_ name: String) -> [CELFunction]? {
        for candidate in environment.candidates(name) {
            let functions = environment.functions(named: candidate).filter { !$0.isMember }
            if !functions.isEmpty { return functions }
        }
        return nil
    }

    private mutating func memberCall(
        _ name: String, _ target: Int, _ arguments: [Int], _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        // A misspelt receiver is the first mistake a reader meets.
        let receiver = try check(target)
        let type = objectType(of: receiver)
        let methods = type?.methods(named: name) ?? []
        let count = arguments.count + 1
        if let method = methods.first(where: { $0.parameterCount == count }) {
            return try call(method, arguments, node, on: receiver)
        }
        let known = environment.functions(named: name).filter(\.isMember)
        guard let function = known.first(where: { $0.parameterCount == count }) else {
            let functions = methods + known
            return try failed(
                functions.isEmpty
                    ? unknown(name, isMember: true, arguments.count, node, type)
                    : wrongCount(functions, count, node))
        }
        return try call(function, arguments, node, on: receiver)
    }

    /// The type of an object with fields and methods.
    private func objectType(of checked: Checked) -> CELObjectType? {
        guard case .object(let name) = solver.resolved(checked.type) else { return nil }
        return environment.objectType(name)
    }

    private mutating func call(
        _ functions: [CELFunction], _ arguments: [Int], _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        guard let function = functions.first(where: { $0.parameterCount == arguments.count }) else {
            if arguments.count > 2, StandardFunctions.isVariadic(functions[0].name) {
                return try variadicCall(functions, arguments, node)
            }
            return try failed(wrongCount(functions, arguments.count, node))
        }
        return try call(function, arguments, node)
    }

    private mutating func call(
        _ function: CELFunction, _ arguments: [Int], _ node: CELSyntax.Node,
        on receiver: Checked? = nil
    ) throws(CELError) -> Checked {
        if case .unbound = function.body, isLenient {
            return try failed(.check(node.focus, "`\(function.name)` has no implementation"))
        }
        var checked = receiver.map { [$0] } ?? []
        for argument in arguments { checked.append(try check(argument)) }
        var type = CELType.dyn
        if !isLenient {
            guard let result = result(of: function.signatures, checked.map(\.type)) else {
                throw noOverload(function, checked.map(\.type), node)
            }
            type = result
        }
        let nesting = checked.reduce(0) { max($0, $1.nesting) } + 1
        return try add(function, type, checked.map(\.node), nesting: nesting, node)
    }

    /// `math.greatest(a, b, c, …)`: as if the arguments stood in a list.
    private mutating func variadicCall(
        _ functions: [CELFunction], _ arguments: [Int], _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        guard let function = functions.first(where: { $0.parameterCount == 1 }) else {
            return try failed(wrongCount(functions, arguments.count, node))
        }
        var types: [CELType] = []
        var nodes: [Int32] = []
        for argument in arguments {
            let checked = try check(argument)
            if !isLenient, result(of: function.signatures, [checked.type]) == nil {
                throw noOverload(function, [checked.type], node)
            }
            types.append(solver.resolved(checked.type))
            nodes.append(checked.node)
        }
        let type = types.allSatisfy { $0 == types[0] } ? types[0] : .dyn
        let list = add(
            .list(type), .list, node.range, builder.operands(nodes), Int32(nodes.count))
        return try add(function, type, [list.node], nesting: 0, node)
    }

    private mutating func add(
        _ function: CELFunction, _ type: CELType, _ arguments: [Int32], nesting: Int,
        _ node: CELSyntax.Node
    ) throws(CELError) -> Checked {
        if var special = try special(function, type, arguments, node) {
            special.nesting = nesting
            return special
        }
        switch function.body {
        case .constant(let value): return constant(value, type, node.range)
        case .unary:
            return add(
                type, .callUnary, node.range, arguments[0], 0, builder.function(function.body),
                nesting: nesting)
        case .binary:
            return add(
                type, .callBinary, node.range, arguments[0], arguments[1],
                builder.function(function.body), nesting: nesting)
        case .many, .method:
            return add(
                type, .callMany, node.range, builder.operands(arguments), Int32(arguments.count),
                builder.function(function.body), nesting: nesting)
        case .unbound:
            let message = "`\(function.name)` has no implementation"
            return add(type, .fail, node.range, builder.constant(.string(message)))
        }
    }

    /// Functions that are more than a body: lazy ones, and `matches` with a pattern known here.
    private mutating func special(
        _ function: CELFunction, _ type: CELType, _ arguments: [Int32], _ node: CELSyntax.Node
    ) throws(CELError) -> Checked? {
        switch (function.name, arguments.count) {
        case ("or", 2) where function.isMember:
            return add(type, .optionalOr, node.range, arguments[0], arguments[1])
        case ("orValue", 2) where function.isMember:
            return add(type, .optionalOrValue, node.range, arguments[0], arguments[1])
        case ("matches", 2):
            guard case .string(let text)? = builder.constantValue(of: arguments[1]) else {
                return nil
            }
            do {
                let pattern =
                    environment.checksPatterns
                    ? try TextPattern(text) : TextPattern(unchecked: text)
                return add(
                    type, .matches, node.range, arguments[0], builder.pattern(pattern))
            } catch {
                return try failed(
                    .check(builder.ranges[Int(arguments[1])], error.message))
            }
        default: return nil
        }
    }

    // MARK: What went wrong

    private func unknown(
        _ name: String, isMember: Bool, _ count: Int, _ node: CELSyntax.Node,
        _ type: CELObjectType? = nil
    ) -> CELError {
        // The message is enough for what is met when evaluated.
        if isLenient { return .check(node.focus, "there is no function `\(name)`") }
        let style = !environment.functions(named: name).isEmpty
        if let form = MacroForms.forms[name] {
            return .check(
                node.focus, "`\(name)` has the wrong number of arguments",
                help: "it is written \(form)")
        }
        if style {
            return .check(
                node.focus,
                isMember ? "`\(name)` is not called on a value" : "`\(name)` is called on a value",
                help: isMember ? "it is written \(name)(…)" : "it is written value.\(name)(…)")
        }
        let names = environment.functionNames(isMember: isMember)
        return .check(
            node.focus, "there is no function `\(name)`",
            help: Suggestion.sentence(
                name,
                among: names.sorted() + MacroForms.forms.keys.sorted()
                    + (type?.methods.map(\.name) ?? [])))
    }

    private func wrongCount(
        _ functions: [CELFunction], _ count: Int, _ node: CELSyntax.Node
    ) -> CELError {
        let isMember = functions[0].isMember
        let shift = isMember ? 1 : 0
        let counts = Set(functions.map { $0.parameterCount - shift }).sorted()
        let wanted = counts.map(String.init).joined(separator: " or ")
        let word = counts == [1] ? "argument" : "arguments"
        return .check(
            node.focus,
            "no such overload: `\(functions[0].name)` takes \(wanted) \(word), not \(count - shift)"
        )
    }

    private func noOverload(
        _ function: CELFunction, _ types: [CELType], _ node: CELSyntax.Node
    ) -> CELError {
        let found = types.map { solver.final($0).description }.joined(separator: ", ")
        let known = function.signatures.prefix(4).map(\.description).joined(separator: ", ")
        return .check(
            node.focus, "no such overload: `\(function.name)` does not apply to (\(found))",
            help: "it takes \(known)")
    }
}
