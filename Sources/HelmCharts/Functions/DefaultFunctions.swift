package import GoTemplates

/// Sprig's functions that choose between values.
package enum DefaultFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("default", [.any, .any], variadic: true, .keeps) { call in
            guard call.count > 1 else { return call[0] }
            if !call[1].isEmptyForSprig { return call[1] }
            return call.origins.decided(call[0], by: call.origins.shallow(call[1]))
        },
        TemplateFunction("coalesce", [.any], variadic: true, .keeps) { call in
            var passed = Origin.none
            for argument in call.arguments {
                if !argument.isEmptyForSprig {
                    return call.origins.decided(argument, by: passed)
                }
                passed = call.origins.union(passed, call.origins.shallow(argument))
            }
            return call.origins.decided(.null, by: passed)
        },
        TemplateFunction("ternary", [.any, .any, .bool], .keeps) { call in
            call.origins.decided(call.bool(2) ? call[0] : call[1], by: call[2].origin)
        },
        TemplateFunction("empty", [.any], .keeps) { call in
            let deciding = call.origins.shallow(call[0])
            return call.origins.decided(.bool(call[0].isEmptyForSprig), by: deciding)
        },
        TemplateFunction("all", [.any], variadic: true, .decides) { call in
            .bool(call.arguments.allSatisfy { !$0.isEmptyForSprig })
        },
        TemplateFunction("any", [.any], variadic: true, .decides) { call in
            .bool(call.arguments.contains { !$0.isEmptyForSprig })
        },
        TemplateFunction("hello", []) { _ in .string("Hello!") },
    ]
}

extension Value {
    /// Sprig's `empty`: nothing, false, zero or without members; the same as what `if` takes for
    /// false.
    var isEmptyForSprig: Bool { !isTrue }
}
