/// A function that templates may call.
package final class TemplateFunction: Sendable {
    package let name: Bytes
    package let parameters: [Parameter]
    /// Whether the last parameter may be given any number of times, none included.
    package let isVariadic: Bool
    package let flow: Flow
    package let body: @Sendable (inout FunctionCall) throws(FunctionError) -> Value

    /// The Go type of a parameter, which the evaluator holds arguments to.
    package enum Parameter: UInt8, Sendable {
        /// `interface {}`; a nil may be given.
        case any
        /// `reflect.Value`, as the built-in functions of text/template take.
        case reflected
        case string, bool, int, int64, float64
        /// `map[string]interface {}`
        case map
        /// `[]interface {}`
        case list
        /// `[]string`
        case strings
        /// `error`, `time.Time` and other types of one kind of `ObjectValue`, by its type name.
        case object

        /// The type as Go prints it in errors.
        package var typeName: String {
            switch self {
            case .any: "interface {}"
            case .reflected: "reflect.Value"
            case .string: "string"
            case .bool: "bool"
            case .int: "int"
            case .int64: "int64"
            case .float64: "float64"
            case .map: "map[string]interface {}"
            case .list: "[]interface {}"
            case .strings: "[]string"
            case .object: "object"
            }
        }
    }

    /// How origins go through a function.
    package enum Flow: Sendable {
        /// The result is made of all arguments: it has the union of their origins, and if it is a
        /// container, all its members have.
        case blends
        /// The result says something about the arguments but shows nothing of them (a comparison, a
        /// test): all their origins become conditions.
        case decides
        /// The body puts the origins into the result itself: with a `TextBuilder`, or by giving out
        /// values as they came in.
        case keeps
    }

    package init(
        _ name: String, _ parameters: [Parameter], variadic: Bool = false, _ flow: Flow = .blends,
        _ body: @escaping @Sendable (inout FunctionCall) throws(FunctionError) -> Value
    ) {
        self.name = Bytes(name.utf8)
        self.parameters = parameters
        isVariadic = variadic
        self.flow = flow
        self.body = body
    }
}

/// One call of a function: its arguments, already of the right number and types.
package struct FunctionCall {
    package let arguments: [Value]
    /// Who calls: for functions that execute templates, and for the table of origins.
    package let evaluator: Evaluator
    /// Where the call stands.
    package let site: TextBuilder.Site

    package var origins: OriginTable { evaluator.origins }
    package var count: Int { arguments.count }

    package subscript(index: Int) -> Value { arguments[index] }

    /// A string argument's bytes. Only for parameters of type `string`.
    package func bytes(_ index: Int) -> Bytes { arguments[index].bytes ?? [] }

    /// A string argument's text. Only for parameters of type `string`.
    package func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }

    /// An integer argument. Only for parameters of type `int` or `int64`.
    package func int(_ index: Int) -> Int {
        if case .integer(let value, _) = arguments[index].payload { value } else { 0 }
    }

    package func float(_ index: Int) -> Double {
        if case .float(let value) = arguments[index].payload { value } else { 0 }
    }

    package func bool(_ index: Int) -> Bool {
        if case .bool(let value) = arguments[index].payload { value } else { false }
    }

    package func builder() -> TextBuilder { TextBuilder(origins, site) }
}

/// What a function says when it cannot go on: Go's `error`.
package struct FunctionError: Error, Sendable {
    package var message: String
    /// The failure of a template that the function executed, to be told as it is.
    package var failure: TemplateFailure?
    /// Whether `message` is the failure's own, so that errors are told as a chain.
    package var isPlainCause = false
    /// Whether it is a refusal of the chart itself (`fail`, `required`).
    package var isRefusal = false
    /// Whether a limit of ours or of Helm's ended it.
    package var isLimit = false

    package init(_ message: String, isLimit: Bool = false) {
        self.message = message
        self.isLimit = isLimit
    }

    /// The failure of a template that the function executed, with words before it.
    package init(_ failure: TemplateFailure, prefix: String = "") {
        message = prefix + failure.message
        self.failure = failure
        isPlainCause = prefix.isEmpty
    }
}
