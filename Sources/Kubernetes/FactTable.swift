/// Rows of words that are part of the program, in the order of the bytes of their first words. A
/// binary search finds a row: nothing is built for it when the program starts.
struct FactTable: Sendable {
    private let text: StaticString

    init(_ text: StaticString) { self.text = text }

    /// All rows, in order.
    var rows: [Substring] { "\(text)".split(separator: "\n") }

    /// The row that begins with `key`, which is one word or several.
    func row(_ key: String) -> Substring? {
        range(ofRow: key).map { line in
            text.withUTF8Buffer { Substring(decoding: $0[line], as: UTF8.self) }
        }
    }

    /// The bytes of that row in the text.
    func range(ofRow key: String) -> Range<Int>? {
        let key = Array(key.utf8)
        return text.withUTF8Buffer { text in
            var rows = 0..<text.count
            while !rows.isEmpty {
                let line = Self.line(around: rows.lowerBound + rows.count / 2, text)
                let words = text[line].prefix(key.count + 1)
                if words.starts(with: key), words.last == UInt8(ascii: " ") { return line }
                let isAfter = words.lexicographicallyPrecedes(key)
                rows =
                    isAfter
                    ? min(line.upperBound + 1, rows.upperBound)..<rows.upperBound
                    : rows.lowerBound..<max(line.lowerBound, rows.lowerBound)
            }
            return nil
        }
    }

    /// The bytes of the line that holds a byte, without the newline.
    private static func line(
        around offset: Int, _ text: UnsafeBufferPointer<UInt8>
    ) -> Range<Int> {
        let newline = UInt8(ascii: "\n")
        let start = text[..<offset].lastIndex(of: newline).map { $0 + 1 } ?? 0
        return start..<(text[offset...].firstIndex(of: newline) ?? text.count)
    }
}
