/// Where the lines of a file start. A line ends after LF or CRLF; the last line may lack an end.
package struct LineTable: Sendable {
    /// Offsets of the first byte of each line; the first is 0.
    package let starts: [Int]
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) {
        var starts = [0]
        bytes.withUnsafeBufferPointer { buffer in
            for offset in buffer.indices where buffer[offset] == UInt8(ascii: "\n") {
                starts.append(offset + 1)
            }
        }
        self.starts = starts
        self.bytes = bytes
    }

    /// A place as people count it: line and column from 1, the column in Unicode code points.
    package struct Position: Sendable, Hashable {
        package var line: Int
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// The number of lines; a final line end starts no further line that counts.
    package var count: Int {
        starts.count > 1 && starts.last == bytes.count ? starts.count - 1 : starts.count
    }

    /// The line, from 1, in which `offset` stands.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    package func position(at offset: Int) -> Position {
        let line = line(at: offset)
        return Position(
            line: line, column: 1 + codePoints(from: starts[line - 1], to: min(offset, bytes.count))
        )
    }

    /// The bytes of a line without its line end.
    package func range(ofLine line: Int) -> SourceRange {
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return SourceRange(start, end)
    }

    /// The bytes of a line with its line end.
    package func rangeWithEnd(ofLine line: Int) -> SourceRange {
        SourceRange(starts[line - 1], line < starts.count ? starts[line] : bytes.count)
    }

    private func codePoints(from start: Int, to end: Int) -> Int {
        var count = 0
        for offset in start..<max(start, end) where bytes[offset] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
