import SourceText

/// A file a report quotes from: places are clamped to it, so a file that changed since it was
/// analysed costs a wrong quotation, never a crash.
struct SourceFile: Sendable {
    let path: String
    /// Whether there is a file to quote from.
    let isReadable: Bool
    let bytes: [UInt8]
    let lines: LineTable
    private let codePoints: CodePointCounts

    init(path: String, bytes: [UInt8]?) {
        self.path = path
        isReadable = bytes != nil
        self.bytes = bytes ?? []
        lines = LineTable(self.bytes)
        codePoints = CodePointCounts(self.bytes)
    }

    var whole: SourceRange { SourceRange(0, bytes.count) }

    /// The line and column, from 1, of an offset; at any column of a line of any length this takes
    /// a bounded number of steps.
    func position(at offset: Int) -> LineTable.Position {
        let offset = min(max(offset, 0), bytes.count)
        let line = lines.line(at: offset)
        let start = lines.starts[line - 1]
        let column =
            codePoints.count(before: offset, in: bytes)
            - codePoints.count(before: start, in: bytes)
        return LineTable.Position(line: line, column: column + 1)
    }

    /// The start and end of a range as people count them.
    func span(of range: SourceRange) -> (start: LineTable.Position, end: LineTable.Position) {
        (position(at: range.start), position(at: range.end))
    }

    /// The start of the character at `offset`, which may be inside it.
    func characterStart(_ offset: Int) -> Int {
        var start = min(offset, bytes.count)
        let lowest = max(0, start - 3)
        while start > lowest, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }
}

/// How many code points start before each block of a file: what makes columns cheap in long lines.
struct CodePointCounts: Sendable {
    private let blockSize = 1024
    /// Empty when every byte is a code point.
    private let countsBeforeBlock: [Int]

    init(_ bytes: [UInt8]) {
        var counts: [Int] = []
        var count = 0
        bytes.withUnsafeBufferPointer { buffer in
            guard buffer.contains(where: { $0 >= 0x80 }) else { return }
            var block = 0
            while block < buffer.count {
                counts.append(count)
                let end = min(block + 1024, buffer.count)
                for offset in block..<end where buffer[offset] & 0xC0 != 0x80 { count += 1 }
                block = end
            }
            counts.append(count)
        }
        countsBeforeBlock = counts
    }

    /// The number of code points that start before `offset`.
    func count(before offset: Int, in bytes: [UInt8]) -> Int {
        guard !countsBeforeBlock.isEmpty else { return offset }
        let block = offset / blockSize
        var count = countsBeforeBlock[block]
        for index in (block * blockSize)..<offset where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
