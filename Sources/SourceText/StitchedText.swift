/// Text put together from pieces of a file, which remembers where each byte came from.
///
/// The shell never sees the continuation backslashes and comment lines of a `RUN`; what it does see
/// is stitched from the rest, and a word found there still knows its place in the Dockerfile.
package struct StitchedText: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var pieces: [Piece] = []

    private struct Piece {
        var start: Int
        var source: Int
    }

    package init() {}

    /// A text of one piece.
    package init(_ range: SourceRange, of source: [UInt8]) {
        append(range, of: source)
    }

    package mutating func append(_ range: SourceRange, of source: [UInt8]) {
        guard !range.isEmpty else { return }
        pieces.append(Piece(start: bytes.count, source: range.start))
        bytes += source[range]
    }

    package var string: String { String(decoding: bytes, as: UTF8.self) }
    package var isEmpty: Bool { bytes.isEmpty }

    /// Where the byte at `offset` stands in the file; the end of the text is the end of its last
    /// piece.
    package func sourceOffset(of offset: Int) -> Int {
        guard offset < bytes.count || bytes.isEmpty else {
            return bytes.isEmpty ? 0 : sourceOffset(of: offset - 1) + 1
        }
        var low = 0
        var high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].start <= offset { low = middle } else { high = middle }
        }
        return pieces[low].source + offset - pieces[low].start
    }

    /// The smallest range of the file that holds a range of this text.
    package func sourceRange(of range: SourceRange) -> SourceRange {
        let start = sourceOffset(of: range.start)
        return range.isEmpty
            ? SourceRange(at: start) : SourceRange(start, sourceOffset(of: range.end - 1) + 1)
    }
}
