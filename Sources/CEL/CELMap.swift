/// A map with its entries in the order they were written. Keys are bool, int, uint or string;
/// numbers that are equal are one key.
package struct CELMap: Sendable {
    /// A key and its value.
    package typealias Entry = (key: CELValue, value: CELValue)

    package private(set) var entries: [Entry]
    /// Where a key stands in `entries`; built only when a search by eye would be slower.
    private var indexes: [Key: Int]

    private static let smallCount = 8

    package init() {
        entries = []
        indexes = [:]
    }

    /// A map with string keys, such as a document's mapping. Of equal keys the last value counts.
    package init(_ members: [(String, CELValue)]) {
        self.init()
        for (name, value) in members where !insert(.string(name), value) {
            if let place = place(of: Key(bytes: name)) { entries[place].value = value }
        }
    }

    package var count: Int { entries.count }

    /// Adds an entry; false if there was one with that key, or the key is of a type that cannot be
    /// one.
    package mutating func insert(_ key: CELValue, _ value: CELValue) -> Bool {
        guard let plain = Key(writing: key), place(of: plain) == nil else { return false }
        entries.append((key, value))
        if entries.count == CELMap.smallCount + 1 {
            for (place, entry) in entries.enumerated() {
                if let plain = Key(writing: entry.key) { indexes[plain] = place }
            }
        } else if entries.count > CELMap.smallCount {
            indexes[plain] = entries.count - 1
        }
        return true
    }

    /// The value of a key; a double finds the int or uint it equals.
    package subscript(_ key: CELValue) -> CELValue? {
        guard let plain = Key(reading: key), let place = place(of: plain) else { return nil }
        return entries[place].value
    }

    private func place(of key: Key) -> Int? {
        if entries.count > CELMap.smallCount { return indexes[key] }
        return entries.firstIndex { Key(writing: $0.key) == key }
    }

    /// Whether a value of that type can be a key.
    static func isKey(_ value: CELValue) -> Bool { Key(writing: value) != nil }

    /// A key in one form for all numbers, compared by bytes.
    private enum Key: Hashable {
        case bool(Bool)
        case int(Int64)
        /// Beyond what an int holds.
        case uint(UInt64)
        case string(ByteString)

        init(bytes text: String) { self = .string(ByteString(text: text)) }

        init?(writing value: CELValue) {
            switch value {
            case .bool(let value): self = .bool(value)
            case .int(let value): self = .int(value)
            case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .uint(value)
            case .string(let text): self = .string(ByteString(text: text))
            default: return nil
            }
        }

        init?(reading value: CELValue) {
            guard case .double(let value) = value else {
                self.init(writing: value)
                return
            }
            if let value = Int64(exactly: value) {
                self = .int(value)
            } else if let value = UInt64(exactly: value) {
                self = .uint(value)
            } else {
                return nil
            }
        }
    }
}

/// A string that equals another only if their bytes do. Swift's own equality lets `é` equal `e`
/// with an accent, which CEL does not.
struct ByteString: Hashable {
    let text: String

    static func == (left: ByteString, right: ByteString) -> Bool {
        left.text.hasSameBytes(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
