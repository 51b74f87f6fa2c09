import GoTemplates
import HelmCharts
import Notations

/// Renders small templates with Go's functions and those of one topic.
struct TemplateProbe {
    private let functions: FunctionTable

    init(_ more: [TemplateFunction]) {
        functions = FunctionTable(BuiltInFunctions.all + more)
    }

    /// What the template writes, or the error.
    func render(_ template: String, _ values: Value = .map(MapValue()), name: String = "t")
        -> String
    {
        do {
            let tree = try TemplateTree.parse(
                name: Bytes(name.utf8), bytes: Bytes(template.utf8), knows: functions.knows)
            var templates = TemplateSet(functions: functions)
            templates.add(tree)
            guard let linked = templates[Bytes(name.utf8)] else { return "" }
            let evaluator = Evaluator(
                templates: templates, origins: OriginTable(isTracking: false))
            return try evaluator.execute(linked, values).text ?? ""
        } catch let error as TemplateFailure {
            return error.message
        } catch let error as TemplateSyntaxError {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    static let all = TemplateProbe(
        SemverFunctions.all + DateFunctions.all + CryptoFunctions.all + CertificateFunctions.all
            + RandomFunctions.all + EncodingFunctions.all + NetworkFunctions.all)
}

extension Value {
    /// A value of JSON; whole numbers become integers only in a schema.
    init(_ json: JSONValue, keepsIntegers: Bool = false) {
        switch json {
        case .null: self = .null
        case .boolean(let value): self = .bool(value)
        case .number(let text):
            if keepsIntegers, let value = Int(text) {
                self = .int(value)
            } else {
                self = .float(Double(text) ?? 0)
            }
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(items.map { Value($0, keepsIntegers: keepsIntegers) })
        case .object(let members):
            self = .map(
                MapValue(
                    unordered: members.map {
                        MapValue.Entry(
                            key: Bytes($0.name.utf8),
                            value: Value($0.value, keepsIntegers: keepsIntegers))
                    }))
        }
    }

    init(json text: String, keepsIntegers: Bool = false) throws {
        self.init(try JSONValue(Bytes(text.utf8)), keepsIntegers: keepsIntegers)
    }
}
