import SourceText

/// A change of an example that must change nothing about what a rule says of it.
package enum Disguise: String, Sendable, CaseIterable {
    case asWritten = "as written"
    case carriageReturns = "with CRLF line ends"
    case afterComment = "after a comment with an emoji"
    case withByteOrderMark = "with a byte order mark"
    case withoutFinalNewline = "without a newline at the end"

    /// The disguised text, and where an offset of the original stands in it.
    func applied(to bytes: [UInt8]) -> (bytes: [UInt8], offset: (Int) -> Int) {
        switch self {
        case .asWritten: return (bytes, { $0 })
        case .carriageReturns:
            let ends = bytes.indices.filter { bytes[$0] == 0x0A }
            let disguised = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            return (disguised, { offset in offset + ends.count { $0 < offset } })
        case .afterComment:
            let comment = Array("# Built with 🐳 and patience.\n\n".utf8)
            let place = Self.endOfDirectives(bytes)
            return (
                Array(bytes[..<place]) + comment + bytes[place...],
                { $0 >= place ? $0 + comment.count : $0 }
            )
        case .withByteOrderMark: return ([0xEF, 0xBB, 0xBF] + bytes, { $0 + 3 })
        case .withoutFinalNewline:
            return (
                bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes, { min($0, bytes.count - 1) }
            )
        }
    }

    /// The text an example's `fixed` has under the disguise.
    func applied(toFixed bytes: [UInt8]) -> [UInt8] { applied(to: bytes).bytes }

    /// Where the first line starts that is no parser directive.
    static func endOfDirectives(_ bytes: [UInt8]) -> Int {
        var cursor = Cursor(bytes)
        while true {
            let line = cursor.offset
            guard cursor.skip(UInt8(ascii: "#")) else { return line }
            cursor.skip(while: \.isBlank)
            let name = cursor.skip(while: \.isASCIILetter)
            cursor.skip(while: \.isBlank)
            guard !name.isEmpty, cursor.byte == UInt8(ascii: "=") else { return line }
            cursor.skip { $0 != 0x0A }
            guard cursor.skip(0x0A) else { return line }
        }
    }
}
