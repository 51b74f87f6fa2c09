/// Where a text occurs in another.
struct ByteSearch {
    private let needle: [UInt8]
    /// For each prefix of a long needle, how long its own prefix is that also ends it (Knuth,
    /// Morris and Pratt); empty for short ones, which are compared at every place.
    private let fallback: [Int]

    private static let shortNeedle = 32

    init(_ needle: [UInt8]) {
        self.needle = needle
        fallback = needle.count > Self.shortNeedle ? Self.fallback(of: needle) : []
    }

    /// The first occurrence that begins at or after `start`; an empty text occurs everywhere.
    func first(in bytes: [UInt8], from start: Int = 0) -> Int? {
        if needle.isEmpty { return start <= bytes.count ? start : nil }
        return bytes.withUnsafeBufferPointer { bytes in
            needle.withUnsafeBufferPointer { needle in
                fallback.isEmpty
                    ? Self.compare(needle, bytes, start) : search(needle, bytes, start)
            }
        }
    }

    private static func compare(
        _ needle: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int? {
        let head = needle[0]
        var place = start
        while place + needle.count <= bytes.count {
            if bytes[place] == head {
                var index = 1
                while index < needle.count, bytes[place + index] == needle[index] { index += 1 }
                if index == needle.count { return place }
            }
            place += 1
        }
        return nil
    }

    private func search(
        _ needle: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int
    ) -> Int? {
        var matched = 0
        var place = start
        while place < bytes.count {
            while matched > 0, bytes[place] != needle[matched] { matched = fallback[matched - 1] }
            if bytes[place] == needle[matched] { matched += 1 }
            place += 1
            if matched == needle.count { return place - matched }
        }
        return nil
    }

    private static func fallback(of needle: [UInt8]) -> [Int] {
        var lengths = [0]
        lengths.reserveCapacity(needle.count)
        var matched = 0
        for byte in needle.dropFirst() {
            while matched > 0, byte != needle[matched] { matched = lengths[matched - 1] }
            if byte == needle[matched] { matched += 1 }
            lengths.append(matched)
        }
        return lengths
    }
}
