import GoTemplates
import SourceText
import YAMLTrees

/// A value in a YAML file that Go cannot put into the field it is for.
package struct GoTypeError: Error, Sendable {
    /// As `encoding/json` words it.
    let message: String
    let range: SourceRange
}

/// Reads values of YAML into the fields of a Go struct, as `sigs.k8s.io/yaml` does: numbers and
/// bools become texts where a text is wanted.
struct GoStructReader {
    /// The struct as errors name it, and the field of the outermost struct that it stands in.
    private let structure: String
    private let outer: String

    init(_ structure: String, within outer: String = "") {
        self.structure = structure
        self.outer = outer.isEmpty ? "" : "\(outer)."
    }

    func string(_ value: YAMLValue, _ field: String) throws(GoTypeError) -> String {
        guard let scalar = value.scalar else { throw mismatch(value, field, "string") }
        return Self.text(scalar)
    }

    func bool(_ value: YAMLValue, _ field: String) throws(GoTypeError) -> Bool {
        guard case .bool(let flag) = value.scalar else { throw mismatch(value, field, "bool") }
        return flag
    }

    /// A list of texts; a null in it is an empty one.
    func strings(_ value: YAMLValue, _ field: String) throws(GoTypeError) -> [String] {
        var strings: [String] = []
        for item in try items(value, field, type: "[]string") {
            strings.append(try string(item, field))
        }
        return strings
    }

    /// A mapping of texts to texts, in the order of the keys.
    func stringMap(
        _ value: YAMLValue, _ field: String
    ) throws(GoTypeError) -> [(key: String, value: String)] {
        guard value.target.kind == .mapping else {
            throw mismatch(value, field, "map[string]string")
        }
        var texts: [String: String] = [:]
        for (key, value) in value.entries {
            texts[key.scalar.map(Self.text) ?? ""] = try string(value, field)
        }
        return texts.sorted { Array($0.key.utf8).lexicographicallyPrecedes($1.key.utf8) }
    }

    func items(
        _ value: YAMLValue, _ field: String, type: String
    ) throws(GoTypeError) -> YAMLItems {
        guard value.target.kind == .sequence else { throw mismatch(value, field, type) }
        return value.items
    }

    /// A mapping in a list; nil for a null.
    func member(
        _ value: YAMLValue, _ field: String, type: String
    ) throws(GoTypeError) -> YAMLValue? {
        if value.isNull { return nil }
        guard value.target.kind == .mapping else { throw mismatch(value, field, type) }
        return value.target
    }

    /// A whole document, which must be a mapping; nil for a null.
    func mapping(_ value: YAMLValue, type: String) throws(GoTypeError) -> YAMLValue? {
        if value.isNull { return nil }
        guard value.target.kind == .mapping else {
            throw GoTypeError(
                message: "json: cannot unmarshal \(Self.kind(value)) into Go value of type \(type)",
                range: value.range)
        }
        return value.target
    }

    private func mismatch(_ value: YAMLValue, _ field: String, _ type: String) -> GoTypeError {
        let path = "\(structure).\(outer)\(field)"
        return GoTypeError(
            message: "json: cannot unmarshal \(Self.kind(value)) into Go struct field \(path) "
                + "of type \(type)",
            range: value.range)
    }

    /// What JSON calls a value.
    static func kind(_ value: YAMLValue) -> String {
        switch value.target.kind {
        case .mapping: "object"
        case .sequence: "array"
        case .scalar, .alias:
            switch value.scalar {
            case .bool: "bool"
            case .int, .float: "number"
            case .string, .null, nil: "string"
            }
        }
    }

    /// A scalar as a text; nothing for a null.
    private static func text(_ scalar: YAMLScalar) -> String {
        switch scalar {
        case .null: ""
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .float(let value): String(decoding: GoNumberText.float(value), as: UTF8.self)
        case .string(let text): text
        }
    }

    /// What `%v` prints of a value of a map.
    static func printed(_ value: YAMLValue?) -> String {
        let decoder = YAMLDecoder(OriginTable(isTracking: false))
        guard let value, let decoded = try? decoder.value(value) else { return "<nil>" }
        return String(decoding: GoFormat.text("%v", [decoded]), as: UTF8.self)
    }
}
