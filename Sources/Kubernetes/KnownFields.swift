import SourceText
import Synchronization
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
    /// The keys that lead to where the search stands.
    private var path: [String] = []

    /// No built-in kind nests deeper.
    private static let depthLimit = 40

    mutating func visit(_ resource: Resource) {
        let name = "\(resource.apiVersion)/\(resource.kind)"
        if let type = KnownType.named(name) { visit(resource.root, type) }
    }

    private mutating func visit(_ value: YAMLValue, _ type: KnownType) {
        guard path.count < Self.depthLimit else { return }
        switch value.target.kind {
        case .sequence: for item in value.items { visit(item, type) }
        case .mapping:
            for (key, inner) in value.entries {
                guard let name = key.string else { continue }
                switch type.fields[name] {
                case .some(nil): break
                case .some(let inside?): enter(name, inner, inside)
                case nil: add(key, name, type, beside: value)
                }
            }
        case .scalar, .alias: break
        }
    }

    private mutating func enter(_ name: String, _ value: YAMLValue, _ type: String) {
        // What holds no mapping holds no field, so its type need not be known.
        guard !value.isEmpty, let type = KnownType.named(type) else { return }
        path.append(name)
        visit(value, type)
        path.removeLast()
    }

    private mutating func add(
        _ key: YAMLValue, _ name: String, _ type: KnownType, beside value: YAMLValue
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

/// A built-in kind, or something it holds, with its fields.
private struct KnownType {
    /// For each field the name of its value's type, if that has fields too.
    let fields: [String: String?]

    /// The types that were asked for so far: a manifest needs few of some hundred.
    private static let read = Mutex<[String: KnownType]>([:])

    /// The type of that name, read from its row when it is first asked for.
    static func named(_ name: String) -> KnownType? {
        read.withLock { read in
            if let type = read[name] { return type }
            guard let row = FactTable(knownFieldsTable).row(name) else { return nil }
            let type = KnownType(row: row)
            read[name] = type
            return type
        }
    }

    private init(row: Substring) {
        var fields: [String: String?] = [:]
        for word in row.utf8.split(separator: UInt8(ascii: " ")).dropFirst() {
            let parts = word.split(separator: UInt8(ascii: ":"))
                .map { String(decoding: $0, as: UTF8.self) }
            fields.updateValue(parts.count > 1 ? parts[1] : nil, forKey: parts[0])
        }
        self.fields = fields
    }
}
