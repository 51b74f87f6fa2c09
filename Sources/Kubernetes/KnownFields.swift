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

    /// No built-in kind nests deeper.
    private static let depthLimit = 40

    /// All unknown fields of a resource; none for kinds that are not known.
    package static func all(in resource: Resource) -> [UnknownField] {
        let name = "\(resource.apiVersion)/\(resource.kind)"
        guard let type = KnownType.named(name) else { return [] }
        let unknown = resource.root.keptFields(type, limit: depthLimit) { name, leadsOn, type in
            switch type.field(name) {
            case .plain: return .pass
            // What holds nothing holds no field, so its type need not be known.
            case .holder(let holder):
                guard leadsOn, let type = holder.type else { return .pass }
                return .enter(type)
            case .unknown: return .keep
            }
        }
        return unknown.compactMap { UnknownField($0) }
    }

    /// Nil for what a template left behind, which is no field.
    private init?(_ step: YAMLFieldStep<KnownType>) {
        let (key, mapping) = (step.key, step.mapping)
        guard let name = key.string, !name.isEmpty,
            name.utf8.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "{") })
        else { return nil }
        self.key = key
        self.name = name
        path = step.path
        nearest = Spelling.nearest(to: name, in: step.kind.names.filter { mapping[$0] == nil })
    }
}

/// A built-in kind, or something it holds: the words of its row, each a field, and after a colon
/// the type of the field's value if that has fields too. They stand in the order of their bytes.
///
/// A class, since the types that hold each other are asked for again and again.
private final class KnownType: Sendable {
    /// What is known of a field.
    enum Field {
        case unknown, plain
        /// Its value is of a type that has fields.
        case holder(KnownHolder)
    }

    private struct Word {
        /// Where the field's name stands in the table.
        var name: Range<Int>
        var holder: KnownHolder?
    }

    private let words: [Word]

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
        var words: [Word] = []
        knownFieldsTable.withUTF8Buffer { text in
            var start = row.lowerBound
            var colon: Int?
            for place in row.lowerBound...row.upperBound {
                if place < row.upperBound, text[place] == UInt8(ascii: ":") { colon = place }
                guard place == row.upperBound || text[place] == UInt8(ascii: " ") else { continue }
                let holder = colon.map {
                    KnownHolder(String(decoding: text[($0 + 1)..<place], as: UTF8.self))
                }
                words.append(Word(name: start..<(colon ?? place), holder: holder))
                (start, colon) = (place + 1, nil)
            }
        }
        self.words = Array(words.dropFirst())
    }

    /// The names of all fields, in the order of their bytes.
    var names: [String] {
        knownFieldsTable.withUTF8Buffer { text in
            words.map { String(decoding: text[$0.name], as: UTF8.self) }
        }
    }

    /// Searches the words by halves.
    func field(_ name: UnsafeBufferPointer<UInt8>) -> Field {
        knownFieldsTable.withUTF8Buffer { text in
            var places = words.indices
            while !places.isEmpty {
                let middle = places.lowerBound + places.count / 2
                let order = Self.order(name, words[middle].name, text)
                if order == 0 { return words[middle].holder.map { .holder($0) } ?? .plain }
                places =
                    order < 0 ? places.lowerBound..<middle : (middle + 1)..<places.upperBound
            }
            return .unknown
        }
    }

    /// Below 0 if the name stands before the one in the table, above it if behind, 0 if it is that.
    private static func order(
        _ name: UnsafeBufferPointer<UInt8>, _ known: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
    ) -> Int {
        for place in 0..<min(name.count, known.count) {
            let difference = Int(name[place]) - Int(text[known.lowerBound + place])
            if difference != 0 { return difference }
        }
        return name.count - known.count
    }
}

/// The type of a field's value, looked up when it is first asked for.
private final class KnownHolder: Sendable {
    private let name: String
    private let kept = LazyReference<KnownType>()

    init(_ name: String) { self.name = name }

    /// Nil when nothing is known of it.
    var type: KnownType? { kept.load() ?? KnownType.named(name).map { kept.storeIfNil($0) } }
}
