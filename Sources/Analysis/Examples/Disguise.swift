import SourceText

/// A change of an example that must change nothing about what a rule says of it.
package enum Disguise: String, Sendable, CaseIterable {
    case asWritten = "as written"
    case carriageReturns = "with CRLF line ends"
    case afterComment = "after a comment with an emoji"
    case withByteOrderMark = "with a byte order mark"
    case withoutFinalNewline = "without a newline at the end"
    case secondDocument = "as second document"
    case listItem = "indented as items of a list"
    case inFolder = "in a folder of its own"

    /// The disguises that suit a kind of file.
    static func all(for kind: FileKind) -> [Disguise] {
        allCases.filter { disguise in
            switch disguise {
            case .secondDocument, .listItem: kind == .manifest
            case .inFolder: kind == .chart
            default: true
            }
        }
    }

    /// The disguised text, and where an offset of the original stands in it.
    func applied(
        to bytes: [UInt8], kind: FileKind
    ) -> (bytes: [UInt8], offset: (Int) -> Int) {
        switch self {
        case .asWritten, .inFolder: return (bytes, { $0 })
        case .carriageReturns:
            let ends = bytes.indices.filter { bytes[$0] == 0x0A }
            let disguised = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            return (disguised, { offset in offset + ends.count { $0 < offset } })
        case .afterComment:
            let comment = Array("# Built with 🐳 and patience.\n\n".utf8)
            let place = kind == .dockerfile ? Self.endOfDirectives(bytes) : 0
            return (
                Array(bytes[..<place]) + comment + bytes[place...],
                { $0 >= place ? $0 + comment.count : $0 }
            )
        case .withByteOrderMark: return ([0xEF, 0xBB, 0xBF] + bytes, { $0 + 3 })
        case .withoutFinalNewline:
            return (
                bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes, { min($0, bytes.count - 1) }
            )
        case .secondDocument:
            let first = Self.firstDocument
            return (first + bytes, { $0 + first.count })
        case .listItem: return Self.inList(bytes)
        }
    }

    /// Where the example begins in the disguised text: what is found before is not its own.
    var ownStart: Int { self == .secondDocument ? Self.firstDocument.count : 0 }

    /// A resource that no rule of ours knows anything about.
    private static let firstDocument = Array(
        """
        apiVersion: examples.plimsoll.dev/v1
        kind: Example
        metadata:
          name: first
          namespace: examples
        ---

        """.utf8)

    /// The documents as items of a `List`, each line four columns further in.
    private static func inList(_ bytes: [UInt8]) -> (bytes: [UInt8], offset: (Int) -> Int) {
        var result = Array("apiVersion: v1\nkind: List\nitems:\n".utf8)
        var starts: [(line: Int, shift: Int)] = []
        var isFirst = true
        for range in Self.lines(of: bytes) {
            if bytes[range].starts(with: "---".utf8) {
                isFirst = true
                starts.append((range.start, result.count - range.start))
                continue
            }
            let isBlank = bytes[range].allSatisfy { $0 == 0x0A || $0 == 0x0D }
            if !isBlank { result += Array((isFirst ? "  - " : "    ").utf8) }
            if !isBlank { isFirst = false }
            starts.append((range.start, result.count - range.start))
            result += bytes[range]
        }
        let table = starts
        return (
            result,
            { offset in offset + (table.last { $0.line <= offset }?.shift ?? 0) }
        )
    }

    /// The text an example's `fixed` has under the disguise.
    func applied(toFixed bytes: [UInt8], kind: FileKind) -> [UInt8] {
        applied(to: bytes, kind: kind).bytes
    }

    private static func lines(of bytes: [UInt8]) -> [SourceRange] {
        var lines: [SourceRange] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            lines.append(SourceRange(start, end))
            start = end
        }
        return lines
    }

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
