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
                switch type.field(name) {
                case .plain: break
                case .holder(let inside): enter(name, inner, inside)
                case .unknown: add(key, name, type, beside: value)
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
        let free = type.names.filter { value[$0] == nil }
        found.append(
            UnknownField(
                key: key, name: name, path: path, nearest: Spelling.nearest(to: name, in: free)))
    }
}

/// A built-in kind, or something it holds: the words of its row, each a field, and after a colon
/// the type of the field's value if that has fields too. They stand in the order of their bytes.
private struct KnownType {
    /// What is known of a field.
    enum Field {
        case unknown, plain
        /// Its value is of a type that has fields.
        case holder(String)
    }

    /// Where each word stands in the table.
    private let words: [Range<Int>]

    /// The types that were asked for so far: a manifest needs few of some hundred.
    private static let read = Mutex<[String: KnownType]>([:])

    /// The type of that name, read from its row when it is first asked for.
    static func named(_ name: String) -> KnownType? {
        read.withLock { read in
            if let type = read[name] { return type }
            guard let row = FactTable(knownFieldsTable).range(ofRow: name) else { return nil }
            let type = KnownType(row: row)
            read[name] = type
            return type
        }
    }

    private init(row: Range<Int>) {
        var words: [Range<Int>] = []
        knownFieldsTable.withUTF8Buffer { text in
            var start = row.lowerBound
            for place in row where text[place] == UInt8(ascii: " ") {
                words.append(start..<place)
                start = place + 1
            }
            words.append(start..<row.upperBound)
        }
        self.words = Array(words.dropFirst())
    }

    /// The names of all fields, in the order of their bytes.
    var names: [String] {
        knownFieldsTable.withUTF8Buffer { text in
            words.map { word in
                let name = text[word].prefix { $0 != UInt8(ascii: ":") }
                return String(decoding: name, as: UTF8.self)
            }
        }
    }

    /// Searches the words by halves.
    func field(_ name: String) -> Field {
        var name = name
        return name.withUTF8 { name in
            knownFieldsTable.withUTF8Buffer { text in
                var places = words.indices
                while !places.isEmpty {
                    let middle = places.lowerBound + places.count / 2
                    let word = text[words[middle]]
                    switch Self.order(name, word) {
                    case 0:
                        guard word.count > name.count else { return .plain }
                        let type = word.dropFirst(name.count + 1)
                        return .holder(String(decoding: type, as: UTF8.self))
                    case ..<0: places = places.lowerBound..<middle
                    default: places = middle + 1..<places.upperBound
                    }
                }
                return .unknown
            }
        }
    }

    /// Below 0 if the name stands before the field of a word, above it if behind, 0 if it is that.
    private static func order(
        _ name: UnsafeBufferPointer<UInt8>, _ word: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Int {
        let start = word.startIndex
        for place in name.indices {
            guard place < word.count, word[start + place] != UInt8(ascii: ":") else { return 1 }
            let difference = Int(name[place]) - Int(word[start + place])
            if difference != 0 { return difference }
        }
        let isWhole = word.count == name.count || word[start + name.count] == UInt8(ascii: ":")
        return isWhole ? 0 : -1
    }
}
