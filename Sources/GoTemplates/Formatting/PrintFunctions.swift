/// The built-in functions that print: those of `fmt`, and those that escape what they print.
package enum PrintFunctions {
    package static let all: [TemplateFunction] = [print, println, printf] + EscapingFunctions.all

    private static let print = TemplateFunction(
        "print", [.any], variadic: true, .keeps
    ) { call throws(FunctionError) in
        var builder = call.builder()
        try GoFormat.print(call.arguments, call.origins, into: &builder)
        return builder.value()
    }

    private static let println = TemplateFunction(
        "println", [.any], variadic: true, .keeps
    ) { call throws(FunctionError) in
        var builder = call.builder()
        try GoFormat.println(call.arguments, call.origins, into: &builder)
        return builder.value()
    }

    private static let printf = TemplateFunction(
        "printf", [.string, .any], variadic: true, .keeps
    ) { call throws(FunctionError) in
        var builder = call.builder()
        try GoFormat.printf(
            call[0], Array(call.arguments.dropFirst()), call.origins, into: &builder)
        return builder.value()
    }
}
