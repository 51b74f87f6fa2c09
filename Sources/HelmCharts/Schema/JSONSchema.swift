package import GoTemplates

/// Why a document is no schema, in the words of Helm.
package struct JSONSchemaError: Error, Hashable, Sendable {
    package let message: String
}

/// A JSON Schema, of draft 4 to 2020-12: what `values.schema.json` holds.
///
/// References reach within the document only; nothing is ever loaded. Formats are checked up to
/// draft 7, as in Helm; dynamic references count as plain ones.
package struct JSONSchema: Sendable {
    private let nodes: [SchemaNode]

    /// Reads a schema. Throws when it is not one, or refers to what is not there.
    package init(_ document: Value) throws(JSONSchemaError) {
        var compiler = SchemaCompiler(document)
        nodes = try compiler.compile()
    }

    /// What is wrong with a value: lines as Helm prints them after the name of the chart, such as
    /// `- at '/a/b': got string, want number`; lines that tell more of the one before are indented.
    /// None when the value is right.
    package func violations(of value: Value) -> [String] {
        var validator = SchemaValidator(nodes)
        guard let violation = validator.violation(of: value) else { return [] }
        var lines: [String] = []
        for cause in violation.ungrouped { cause.write(to: &lines, indent: 0) }
        return lines
    }

    /// What a schema itself is called in messages.
    static let location = "file:///values.schema.json"
}

/// The versions of JSON Schema.
enum SchemaDraft: Int, Comparable, Sendable {
    case draft4 = 4
    case draft6 = 6
    case draft7 = 7
    case draft2019 = 2019
    case draft2020 = 2020

    /// The draft that `$schema` names; the newest one if nothing is named.
    init?(_ url: String?) {
        guard let url else {
            self = .draft2020
            return
        }
        var name = url[...]
        if name.hasSuffix("#") { name.removeLast() }
        for scheme in ["http://", "https://"] where name.hasPrefix(scheme) {
            name = name.dropFirst(scheme.count)
        }
        switch name {
        case "json-schema.org/schema", "json-schema.org/draft/2020-12/schema": self = .draft2020
        case "json-schema.org/draft/2019-09/schema": self = .draft2019
        case "json-schema.org/draft-07/schema": self = .draft7
        case "json-schema.org/draft-06/schema": self = .draft6
        case "json-schema.org/draft-04/schema": self = .draft4
        default: return nil
        }
    }

    var metaschema: String {
        switch self {
        case .draft2020: "https://json-schema.org/draft/2020-12/schema"
        case .draft2019: "https://json-schema.org/draft/2019-09/schema"
        case .draft7: "http://json-schema.org/draft-07/schema"
        case .draft6: "http://json-schema.org/draft-06/schema"
        case .draft4: "http://json-schema.org/draft-04/schema"
        }
    }

    static func < (left: SchemaDraft, right: SchemaDraft) -> Bool { left.rawValue < right.rawValue }
}
