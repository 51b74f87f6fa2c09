package import GoTemplates

/// Sprig's functions that tell the Go types of values and compare them.
package enum TypeFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("kindOf", [.any], .decides) { call in .string(call[0].kindName) },
        TemplateFunction("kindIs", [.string, .any], .decides) { call in
            .bool(call.text(0) == call[1].kindName)
        },
        TemplateFunction("typeOf", [.any], .decides) { call in .string(call[0].typeName) },
        TemplateFunction("typeIs", [.string, .any], .decides) { call in
            .bool(call.text(0) == call[1].typeName)
        },
        TemplateFunction("typeIsLike", [.string, .any], .decides) { call in
            let (wanted, type) = (call.text(0), call[1].typeName)
            return .bool(wanted == type || "*" + wanted == type)
        },
        TemplateFunction("deepEqual", [.any, .any], .decides) { (call) throws(FunctionError) in
            .bool(try DeepEquality.areEqual(call[0], call[1]))
        },
    ]
}
