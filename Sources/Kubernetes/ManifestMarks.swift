import SourceText

/// What the bytes of a YAML or JSON file promise, told without parsing them.
package enum ManifestMarks {
    /// Whether a line begins with `apiVersion:` and another with `kind:`, or a JSON text names
    /// both.
    package static func areIn(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { buffer in
            isThere("apiVersion", in: buffer) && isThere("kind", in: buffer)
        }
    }

    /// Whether a key of this name stands at the beginning of a line, a list's item, or in quotes.
    private static func isThere(_ key: StaticString, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        key.withUTF8Buffer { key in
            var index = 0
            while index + key.count < bytes.count {
                guard bytes[index] == key[0],
                    (1..<key.count).allSatisfy({ bytes[index + $0] == key[$0] })
                else {
                    index += 1
                    continue
                }
                if isKey(at: index, length: key.count, in: bytes) { return true }
                index += key.count
            }
            return false
        }
    }

    private static func isKey(
        at index: Int, length: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let after = bytes[index + length]
        let before = index == 0 ? 0x0A : bytes[index - 1]
        if after == UInt8(ascii: "\"") || after == UInt8(ascii: "'") { return before == after }
        return after == UInt8(ascii: ":")
            && [0x0A, 0x0D, 0x20, 0xBF, UInt8(ascii: "{"), UInt8(ascii: ",")].contains(before)
    }
}
