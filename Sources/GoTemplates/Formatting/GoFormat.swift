/// Go's `fmt` for the values of templates.
///
/// Strings that are printed as they are keep where each of their bytes came from, as does the
/// format itself.
package enum GoFormat {
    /// `fmt.Sprintf`. Mistakes in the format are told in the text itself, as `%!d(string=hi)`.
    ///
    /// - Throws: when the text would have more than 64 MiB, or when containers are nested deeper
    ///   than 1,000.
    package static func printf(
        _ format: Value, _ arguments: [Value], _ origins: OriginTable,
        into builder: inout TextBuilder
    ) throws(FunctionError) {
        try run(origins, &builder) { printer in
            var format = GoFormatString(format, arguments)
            format.print(by: &printer)
        }
    }

    /// `fmt.Sprint`: a space between two arguments when neither is a string. Throws as `printf`.
    package static func print(
        _ arguments: [Value], _ origins: OriginTable, into builder: inout TextBuilder
    ) throws(FunctionError) {
        try run(origins, &builder) { printer in
            var wasString = true
            for value in arguments {
                let isString = value.kindName == "string"
                if !isString, !wasString { printer.put(" ") }
                printer.print(value, "v")
                wasString = isString
            }
        }
    }

    /// `fmt.Sprintln`: a space between all arguments, a line feed at the end. Throws as `printf`.
    package static func println(
        _ arguments: [Value], _ origins: OriginTable, into builder: inout TextBuilder
    ) throws(FunctionError) {
        try run(origins, &builder) { printer in
            for (index, value) in arguments.enumerated() {
                if index > 0 { printer.put(" ") }
                printer.print(value, "v")
            }
            printer.put("\n")
        }
    }

    /// What an action writes: `<no value>` for nothing, else as `fmt.Fprint`. Throws as `printf`.
    package static func print(
        value: Value, _ origins: OriginTable, into builder: inout TextBuilder
    ) throws(FunctionError) {
        switch value.payload {
        case .string(let bytes) where !bytes.isEmpty: builder.append(value)
        case .invalid, .null: builder.append("<no value>".utf8, origin: value.origin)
        case .object(let object) where object.written != object.printed:
            builder.append(object.written, origin: value.origin)
        default: try print([value], origins, into: &builder)
        }
    }

    /// A value as `%v` prints it, whatever its origins; cut where `printf` would throw.
    package static func text(_ value: Value) -> Bytes { text(value, verb: "v") }

    /// A value as one verb without flags prints it, such as `s`.
    package static func text(_ value: Value, verb: Unicode.Scalar) -> Bytes {
        switch (value.payload, verb) {
        case (.string(let bytes), "v"), (.string(let bytes), "s"): return bytes
        default:
            var printer = GoPrinter(untracked)
            printer.print(value, GoPrinter.Verb(unicodeScalarLiteral: verb))
            return printer.builder.bytes
        }
    }

    /// A format without origins, for messages.
    package static func text(_ format: String, _ arguments: [Value]) -> Bytes {
        var printer = GoPrinter(untracked)
        var format = GoFormatString(.string(format), arguments)
        format.print(by: &printer)
        return printer.builder.bytes
    }

    private static let untracked = OriginTable(isTracking: false)

    private static func run(
        _ origins: OriginTable, _ builder: inout TextBuilder, _ body: (inout GoPrinter) -> Void
    ) throws(FunctionError) {
        var printer = GoPrinter(origins)
        swap(&printer.builder, &builder)
        body(&printer)
        swap(&printer.builder, &builder)
        switch printer.limit {
        case nil: break
        case .size: throw FunctionError("printing more than 64 MiB", isLimit: true)
        case .depth: throw FunctionError("printing values nested too deep", isLimit: true)
        }
    }
}
