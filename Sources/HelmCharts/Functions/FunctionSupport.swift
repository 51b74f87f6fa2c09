import GoTemplates

/// What the functions may produce at most, so that no template fills the memory.
enum FunctionLimits {
    /// Bytes of one text.
    static let bytes = 64 << 20
    /// Items of one list.
    static let items = 1_000_000
    /// Containers within containers.
    static let depth = 1_000

    static func check(bytes: Int) throws(FunctionError) {
        if bytes > Self.bytes {
            throw FunctionError("the text would be larger than 64 MiB", isLimit: true)
        }
    }

    static func check(items: Int) throws(FunctionError) {
        if items > Self.items {
            throw FunctionError("the list would have more than 1000000 items", isLimit: true)
        }
    }
}

extension FunctionError {
    /// What Go says when it is asked for the type of a nil, as Sprig does.
    static let nilDereference = FunctionError(
        "runtime error: invalid memory address or nil pointer dereference")
    static let tooDeep = FunctionError(
        "containers are nested deeper than 1000", isLimit: true)
}

extension TemplateFunction {
    /// The same function under another name.
    func named(_ name: String) -> TemplateFunction {
        TemplateFunction(name, parameters, variadic: isVariadic, flow, body)
    }

    /// A function and its twin `mustX`, which differ in Go only in how an error is raised.
    static func twins(
        _ name: String, _ parameters: [Parameter], variadic: Bool = false, _ flow: Flow = .keeps,
        _ body: @escaping @Sendable (inout FunctionCall) throws(FunctionError) -> Value
    ) -> [TemplateFunction] {
        let function = TemplateFunction(name, parameters, variadic: variadic, flow, body)
        let must = "must" + name.prefix(1).uppercased() + name.dropFirst()
        return [function, function.named(must)]
    }
}

extension FunctionCall {
    /// A part of a string argument, with where it came from.
    func part(_ index: Int, _ range: Range<Int>, decidedBy deciding: Origin = .none) -> Value {
        part(of: arguments[index], range, decidedBy: deciding)
    }

    /// A part of a string.
    func part(of value: Value, _ range: Range<Int>, decidedBy deciding: Origin = .none) -> Value {
        switch value.payload {
        case .string(let bytes):
            let origin = origins.decided(value.origin, by: deciding)
            return Value(
                .string(range.count == bytes.count ? bytes : Bytes(bytes[range])), origin: origin)
        case .text(let text):
            if range.count == text.bytes.count { return origins.decided(value, by: deciding) }
            var builder = builder()
            builder.append(text, range, decidedBy: origins.decided(value.origin, by: deciding))
            return builder.value()
        default: return value
        }
    }

    /// A value as Sprig turns it into a string (`strval`): as `%v` prints it, and bytes as text.
    func string(of value: Value) -> Value {
        switch value.payload {
        case .string, .text: return value
        case .list(let list) where list.kind == .byte:
            let bytes = list.items.map { item -> UInt8 in
                guard case .integer(let byte, _) = item.payload else { return 0 }
                return UInt8(truncatingIfNeeded: byte)
            }
            return Value(.string(bytes), origin: origins.total(value))
        default: return printed(value)
        }
    }

    /// A value as `%v` prints it.
    func printed(_ value: Value) -> Value {
        switch value.payload {
        case .string, .text: value
        default: Value(.string(GoFormat.text(value)), origin: origins.total(value))
        }
    }

    /// A value as a list of strings (Sprig's `strslice`): nils are left out, and what is no list is
    /// a list of one.
    func strings(of value: Value) -> [Value] {
        switch value.payload {
        case .invalid, .null: []
        case .list(let list):
            origins.items(of: list, value.origin).compactMap { $0.isNil ? nil : string(of: $0) }
        default: [string(of: value)]
        }
    }
}

extension Value {
    /// The items of a slice. A nil has no type to ask for, and other kinds are refused in the words
    /// that a function has for it, such as `Cannot find first on type`.
    func items(or refusal: String) throws(FunctionError) -> ListValue {
        switch payload {
        case .list(let list): return list
        case .invalid, .null: throw .nilDereference
        default: throw FunctionError("\(refusal) \(kindName)")
        }
    }
}
