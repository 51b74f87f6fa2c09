/// The functions that templates may call, by name.
package struct FunctionTable: Sendable {
    private var functions: [Bytes: TemplateFunction] = [:]

    package init(_ functions: [TemplateFunction] = []) {
        add(functions)
    }

    /// Adds functions; one of a name that is there replaces it.
    package mutating func add(_ more: [TemplateFunction]) {
        for function in more { functions[function.name] = function }
    }

    package subscript(name: Bytes) -> TemplateFunction? { functions[name] }

    /// Whether a template may name it: `and` and `or` are part of the language.
    package func knows(_ name: Bytes) -> Bool {
        functions[name] != nil || SpecialForm(name) != nil
    }

    package var names: [Bytes] { Array(functions.keys) }
}

/// What looks like a function but does not evaluate all of its arguments, or needs to know their
/// text.
enum SpecialForm {
    case and, or

    init?(_ name: Bytes) {
        switch name {
        case Bytes("and".utf8): self = .and
        case Bytes("or".utf8): self = .or
        default: return nil
        }
    }
}
