import SourceText
package import YAMLTrees

/// A key in a built-in kind that Kubernetes does not know there.
package struct UnknownField: Sendable {
    /// The key as a node; the value is that of its entry.
    package let key: YAMLValue
    package let name: String
    /// The keys that lead to the mapping it stands in, without places in lists.
    package let path: [String]
    /// The field that was meant, if one is spelt nearly so and is not there already.
    package let nearest: String?

    /// All unknown fields of a resource; none for kinds that are not known.
    package static func all(in resource: Resource) -> [UnknownField] {
        var search = FieldSearch()
        search.visit(resource.root, type: "\(resource.apiVersion)/\(resource.kind)", path: [])
        return search.found
    }
}

private struct FieldSearch {
    var found: [UnknownField] = []

    /// No built-in kind nests deeper.
    private static let depthLimit = 40

    mutating func visit(_ value: YAMLValue, type: String, path: [String]) {
        guard path.count < Self.depthLimit else { return }
        guard value.target.kind != .sequence else {
            for item in value.items { visit(item, type: type, path: path) }
            return
        }
        guard value.target.kind == .mapping, let row = FactTable(knownFieldsTable).row(type) else {
            return
        }
        let fields = KnownFields(row: row)
        for (key, inner) in value.entries {
            guard let name = key.string else { continue }
            switch fields[name] {
            case .plain?: break
            case .typed(let type)?: visit(inner, type: type, path: path + [name])
            case nil: add(key, name, path, fields, beside: value)
            }
        }
    }

    private mutating func add(
        _ key: YAMLValue, _ name: String, _ path: [String], _ fields: KnownFields,
        beside value: YAMLValue
    ) {
        // What a template left behind is no field.
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "{") }) else {
            return
        }
        let free = fields.names.filter { value[$0] == nil }
        found.append(
            UnknownField(
                key: key, name: name, path: path, nearest: Spelling.nearest(to: name, in: free)))
    }
}

/// The fields of one type.
private struct KnownFields {
    enum Field {
        case plain
        case typed(String)
    }

    private let words: [Substring]

    init(row: Substring) { words = row.split(separator: " ").dropFirst().map { $0 } }

    var names: [String] { words.map { String($0.prefix { $0 != ":" }) } }

    subscript(name: String) -> Field? {
        let count = name.utf8.count
        for word in words where word.utf8.starts(with: name.utf8) {
            if word.utf8.count == count { return .plain }
            let rest = word.utf8.dropFirst(count)
            if rest.first == UInt8(ascii: ":") {
                return .typed(String(Substring(rest.dropFirst())))
            }
        }
        return nil
    }
}
