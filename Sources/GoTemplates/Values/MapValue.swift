/// A map of Go with texts as keys, in the order of their bytes, which is the order in which
/// templates see it. It is shared, not copied: `set` changes it for all who hold it. One render
/// runs on one thread, and values that renders share are frozen, so it counts as sendable.
package final class MapValue: @unchecked Sendable {
    package struct Entry: Sendable {
        package let key: Bytes
        package var value: Value

        package init(key: Bytes, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// In the order of the bytes of the keys.
    package private(set) var entries: [Entry]
    package let kind: Kind
    /// What flowed into the making of the map and so into each of its values, such as the text that
    /// was parsed; also the conditions under which it may have been changed.
    package var spread: Origin
    /// The maps that were merged into this one: a key that is missing is missing there, too.
    package var merged: [Origin] = []
    /// Keys that are missing for a reason of their own, with what decided that.
    package var absences: [(key: Bytes, reason: Origin)] = []

    package init(_ entries: [Entry] = [], kind: Kind = .any, spread: Origin = .none) {
        self.entries = entries
        self.kind = kind
        self.spread = spread
    }

    /// A map of entries in any order; of equal keys the last one counts.
    package convenience init(unordered entries: [Entry], kind: Kind = .any) {
        self.init(kind: kind)
        var isOrdered = true
        for (one, next) in zip(entries, entries.dropFirst()) where !Self.precedes(one.key, next.key)
        {
            isOrdered = false
            break
        }
        if isOrdered {
            self.entries = entries
        } else {
            let numbered = entries.enumerated().sorted { left, right in
                if left.element.key == right.element.key { return left.offset < right.offset }
                return Self.precedes(left.element.key, right.element.key)
            }
            self.entries.reserveCapacity(entries.count)
            for (_, entry) in numbered {
                if self.entries.last?.key == entry.key {
                    self.entries[self.entries.count - 1] = entry
                } else {
                    self.entries.append(entry)
                }
            }
        }
    }

    package enum Kind: UInt8, Sendable {
        case any, string, values, strings, anyKeys

        package var typeName: String {
            switch self {
            case .any: "map[string]interface {}"
            case .string: "map[string]string"
            case .values: "common.Values"
            case .strings: "map[string][]string"
            case .anyKeys: "map[interface {}]interface {}"
            }
        }
    }

    package var count: Int { entries.count }
    package var isEmpty: Bool { entries.isEmpty }

    /// The value of a key, as it is stored.
    package subscript(key: Bytes) -> Value? {
        get {
            let place = place(of: key)
            return place.isThere ? entries[place.index].value : nil
        }
        set {
            let place = place(of: key)
            switch (place.isThere, newValue) {
            case (true, let value?): entries[place.index].value = value
            case (true, nil): entries.remove(at: place.index)
            case (false, let value?): entries.insert(Entry(key: key, value: value), at: place.index)
            case (false, nil): break
            }
        }
    }

    package subscript(key: String) -> Value? {
        get { self[Bytes(key.utf8)] }
        set { self[Bytes(key.utf8)] = newValue }
    }

    /// Takes out many entries at once.
    package func removeAll(where isTaken: (Entry) -> Bool) {
        entries.removeAll(where: isTaken)
    }

    /// Another map with the same entries.
    package func copy(kind: Kind? = nil) -> MapValue {
        let copy = MapValue(entries, kind: kind ?? self.kind, spread: spread)
        if !merged.isEmpty { copy.merged = merged }
        if !absences.isEmpty { copy.absences = absences }
        return copy
    }

    private func place(of key: Bytes) -> (index: Int, isThere: Bool) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            switch Self.order(entries[middle].key, key) {
            case 0: return (middle, true)
            case ..<0: low = middle + 1
            default: high = middle
            }
        }
        return (low, false)
    }

    private static func precedes(_ left: Bytes, _ right: Bytes) -> Bool { order(left, right) < 0 }

    /// Below, at or above zero, as the bytes of one stand before, with or after those of the other.
    private static func order(_ left: Bytes, _ right: Bytes) -> Int {
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                let shared = min(left.count, right.count)
                var index = 0
                while index < shared {
                    if left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
                    index += 1
                }
                return left.count - right.count
            }
        }
    }
}
