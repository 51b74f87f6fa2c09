// Strings as CEL sees them: compared by code point, which for UTF-8 is by byte.
extension String {
    @inline(__always)
    func hasSameBytes(as other: String) -> Bool {
        let count = utf8.count
        guard count == other.utf8.count else { return false }
        let answer = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                for index in 0..<count where left[index] != right[index] { return false }
                return true
            }
        }
        return (answer ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

    func startsWithBytes(of prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    func endsWithBytes(of suffix: String) -> Bool {
        utf8.reversed().starts(with: suffix.utf8.reversed())
    }

    /// How many code points it has.
    var codePointCount: Int {
        let count = utf8.withContiguousStorageIfAvailable { bytes in
            var count = 0
            for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 }
            return count
        }
        return count ?? unicodeScalars.count
    }

    /// The bytes as a text, or nil if they are not UTF-8.
    init?(validBytes bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        self = text
    }
}

/// Finding bytes in bytes in linear time.
struct ByteSearch {
    private let needle: [UInt8]
    /// For each place, how much of the needle's start is repeated there (Knuth, Morris and Pratt).
    private let fallbacks: [Int]

    init(_ needle: [UInt8]) {
        self.needle = needle
        var fallbacks = [Int](repeating: 0, count: needle.count)
        var length = 0
        for index in needle.indices.dropFirst() {
            while length > 0, needle[index] != needle[length] { length = fallbacks[length - 1] }
            if needle[index] == needle[length] { length += 1 }
            fallbacks[index] = length
        }
        self.fallbacks = fallbacks
    }

    /// Where the needle first starts at or after `start`.
    func first(in bytes: [UInt8], from start: Int = 0) -> Int? {
        if needle.isEmpty { return start <= bytes.count ? start : nil }
        var length = 0
        for index in bytes.indices.dropFirst(start) {
            while length > 0, bytes[index] != needle[length] { length = fallbacks[length - 1] }
            if bytes[index] == needle[length] { length += 1 }
            if length == needle.count { return index + 1 - length }
        }
        return nil
    }

    /// Where the needle stands, without overlaps, at most `limit` times.
    func all(in bytes: [UInt8], limit: Int) -> [Int] {
        var places: [Int] = []
        var start = 0
        while places.count < limit, let place = first(in: bytes, from: start) {
            places.append(place)
            start = place + needle.count
        }
        return places
    }
}
