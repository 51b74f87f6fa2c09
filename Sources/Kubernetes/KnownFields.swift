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
        search.visit(resource)
        return search.found
    }
}

private struct FieldSearch {
    var found: [UnknownField] = []

    /// No built-in kind nests deeper.
    private static let depthLimit = 40

    mutating func visit(_ resource: Resource) {
        let name = "\(resource.apiVersion)/\(resource.kind)"
        guard let type = KnownType.numbers[name] else { return }
        visit(resource.root, KnownType.all[type], path: [])
    }

    private mutating func visit(_ value: YAMLValue, _ type: KnownType, path: [String]) {
        guard path.count < Self.depthLimit else { return }
        switch value.target.kind {
        case .sequence: for item in value.items { visit(item, type, path: path) }
        case .mapping:
            for (key, inner) in value.entries {
                guard let name = key.string else { continue }
                switch type.fields[name] {
                case .some(nil): break
                case .some(let number?): visit(inner, KnownType.all[number], path: path + [name])
                case nil: add(key, name, path, type, beside: value)
                }
            }
        case .scalar, .alias: break
        }
    }

    private mutating func add(
        _ key: YAMLValue, _ name: String, _ path: [String], _ type: KnownType,
        beside value: YAMLValue
    ) {
        // What a template left behind is no field.
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "{") }) else {
            return
        }
        let free = type.fields.keys.filter { value[$0] == nil }.sorted()
        found.append(
            UnknownField(
                key: key, name: name, path: path, nearest: Spelling.nearest(to: name, in: free)))
    }
}

/// A built-in kind, or something it holds, with its fields. The table is read when the first
/// manifest is looked at.
private struct KnownType {
    /// For each field the number of its value's type, if that has fields too.
    var fields: [String: Int?]

    /// The number of each type by its name.
    static let numbers: [String: Int] = {
        let names = FactTable(knownFieldsTable).rows.map { String($0.prefix { $0 != " " }) }
        return Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    }()

    static let all: [KnownType] = FactTable(knownFieldsTable).rows.map { row in
        var fields: [String: Int?] = [:]
        for word in row.split(separator: " ").dropFirst() {
            let parts = word.split(separator: ":").map(String.init)
            fields.updateValue(parts.count > 1 ? numbers[parts[1]] : nil, forKey: parts[0])
        }
        return KnownType(fields: fields)
    }
}
