/// Pipelines, commands, variables and fields.
extension Evaluator {
    func evaluate(pipe index: Int32, _ dot: Value) throws(TemplateFailure) -> Value {
        let tree = tree
        node = index
        let pipe = tree.nodes[Int(index)]
        var child = pipe.first
        for _ in 0..<pipe.declared { child = tree.nodes[Int(child)].next }
        var value: Value?
        while child >= 0 {
            value = try evaluate(command: child, dot, final: value)
            if case .null = value?.payload { value?.payload = .invalid }
            value?.isInterface = false
            child = tree.nodes[Int(child)].next
        }
        let result = value ?? .invalid
        var variable = pipe.first
        for _ in 0..<pipe.declared {
            let name = variableName(variable)
            if pipe.flag {
                assign(name, result)
            } else {
                variables.append(Variable(name: name, value: result))
            }
            variable = tree.nodes[Int(variable)].next
        }
        return result
    }

    /// Sets a variable that is there; that it happened here is decided by what decided this.
    func assign(_ name: Int32, _ value: Value) {
        for index in variables.indices.dropFirst(base).reversed()
        where variables[index].name == name {
            variables[index].value = value.with(origins.decided(value.origin, by: condition))
            return
        }
    }

    func evaluate(
        command index: Int32, _ dot: Value, final: Value?
    ) throws(TemplateFailure) -> Value {
        let first = tree.nodes[Int(index)].first
        let word = tree.nodes[Int(first)]
        switch word.kind {
        case .identifier: return try evaluate(function: first, command: index, dot, final: final)
        case .field:
            node = first
            let chain = tree.chains[Int(word.value)]
            return try evaluate(chain[...], of: dot, first, word.next, dot, final)
        case .variable: return try evaluate(variable: first, arguments: word.next, dot, final)
        case .chain: return try evaluate(chain: first, arguments: word.next, dot, final)
        case .pipe:
            try refuseArguments(first, final)
            return try evaluate(pipe: first, dot)
        default: break
        }
        node = first
        try refuseArguments(first, final)
        switch word.kind {
        case .bool: return .bool(word.value == 1)
        case .dot: return dot
        case .nil: throw failure("nil is not a command")
        case .number: return try constant(first)
        case .string: return .string(tree.strings[Int(word.value)])
        default: throw failure("can't evaluate command \(quoted(tree.printed(first)))")
        }
    }

    /// What is no function takes no arguments.
    func refuseArguments(_ first: Int32, _ final: Value?) throws(TemplateFailure) {
        guard tree.nodes[Int(first)].next >= 0 || final != nil else { return }
        let text = String(decoding: tree.printed(first), as: UTF8.self)
        throw failure("can't give argument to non-function \(text)")
    }

    /// The value of a number that no type asks for: an `int`, unless it is written as a float.
    func constant(_ index: Int32) throws(TemplateFailure) -> Value {
        let constant = tree.numbers[Int(tree.nodes[Int(index)].value)]
        node = index
        let text = tree.bytes[Int(tree.nodes[Int(index)].start)..<Int(tree.nodes[Int(index)].end)]
        if constant.isComplex {
            let number = constant.complex
            return Value(
                .object(ComplexValue(real: number.real, imaginary: number.imaginary)))
        }
        let isHex = text.count > 2 && text.prefix(3).contains { $0 | 0x20 == UInt8(ascii: "x") }
        let marks = Bytes((isHex ? "pP" : ".eEpP").utf8)
        if constant.isFloat, !constant.isCharacter, text.contains(where: { marks.contains($0) }) {
            return .float(constant.float)
        }
        if constant.isInt { return .int(constant.int) }
        if constant.isUint {
            throw failure("\(String(decoding: text, as: UTF8.self)) overflows int")
        }
        return .invalid
    }

    func evaluate(
        variable index: Int32, arguments: Int32, _ dot: Value, _ final: Value?
    ) throws(TemplateFailure) -> Value {
        node = index
        let chain = tree.chains[Int(tree.nodes[Int(index)].value)]
        var found: Value?
        for place in variables.indices.dropFirst(base).reversed()
        where variables[place].name == chain[0] {
            found = variables[place].value
            break
        }
        guard let value = found else {
            throw failure("undefined variable: \(text(chain[0]))")
        }
        if chain.count == 1 {
            guard arguments < 0 && final == nil else {
                let text = String(decoding: tree.printed(index), as: UTF8.self)
                throw failure("can't give argument to non-function \(text)")
            }
            return value
        }
        return try evaluate(chain[1...], of: value, index, arguments, dot, final)
    }

    func evaluate(
        chain index: Int32, arguments: Int32, _ dot: Value, _ final: Value?
    ) throws(TemplateFailure) -> Value {
        node = index
        let chain = tree.nodes[Int(index)]
        if tree.nodes[Int(chain.first)].kind == .nil {
            let text = String(decoding: tree.printed(index), as: UTF8.self)
            throw failure("indirection through explicit nil in \(text)")
        }
        let value = try evaluate(argument: chain.first, nil, dot)
        return try evaluate(
            tree.chains[Int(chain.value)][...], of: value, index, arguments, dot, final)
    }

    func text(_ name: Int32) -> String {
        String(decoding: tree.names[Int(name)], as: UTF8.self)
    }
}
