package import GoTemplates

/// Sprig's functions that write values as strings.
package enum QuotingFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("quote", [.any], variadic: true, .keeps) { (call) throws(FunctionError) in
            try list(&call, separated: " ") { call, value, builder in
                GoQuote.quote(call.string(of: value), call.origins, into: &builder)
            }
        },
        TemplateFunction("squote", [.any], variadic: true, .keeps) { (call) throws(FunctionError) in
            try list(&call, separated: " ") { call, value, builder in
                builder.append(UInt8(ascii: "'"))
                builder.append(call.printed(value))
                builder.append(UInt8(ascii: "'"))
            }
        },
        TemplateFunction("cat", [.any], variadic: true, .keeps) { (call) throws(FunctionError) in
            try list(&call, separated: " ") { call, value, builder in
                builder.append(call.printed(value))
            }
        },
        TemplateFunction("toString", [.any], .keeps) { call in call.string(of: call[0]) },
        TemplateFunction("toStrings", [.any], .keeps) { call in
            let strings = ListValue(call.strings(of: call[0]), .string)
            return Value(.list(strings), origin: call.origins.shallow(call[0]))
        },
    ]

    /// All arguments that are not nil.
    private static func list(
        _ call: inout FunctionCall, separated separator: String,
        _ write: (FunctionCall, Value, inout TextBuilder) -> Void
    ) throws(FunctionError) -> Value {
        var builder = call.builder()
        var isFirst = true
        for argument in call.arguments {
            if argument.isNil {
                builder.appendNothing(origin: argument.origin)
                continue
            }
            if !isFirst { builder.append(separator.utf8) }
            isFirst = false
            write(call, argument, &builder)
            try FunctionLimits.check(bytes: builder.bytes.count)
        }
        return builder.value()
    }
}
