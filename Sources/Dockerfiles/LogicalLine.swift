import SourceText

/// An instruction's text joined over its continuation lines, which knows where each byte stands.
///
/// Most instructions are one line: then `text` is the file itself and nothing is copied.
struct LogicalLine {
    let text: [UInt8]
    /// The joined text within `text`.
    let range: SourceRange
    /// Where the pieces of `text` start and stand; empty when `text` is the file.
    private let starts: [Int]
    private let sources: [Int]

    /// Joins pieces of a file; there is at least one.
    init(_ pieces: [SourceRange], of file: [UInt8]) {
        guard pieces.count > 1 else {
            text = file
            range = pieces[0]
            starts = []
            sources = []
            return
        }
        var joined: [UInt8] = []
        joined.reserveCapacity(pieces.reduce(0) { $0 + $1.length })
        var starts: [Int] = []
        for piece in pieces {
            starts.append(joined.count)
            joined += file[piece]
        }
        text = joined
        range = SourceRange(0, joined.count)
        self.starts = starts
        sources = pieces.map(\.start)
    }

    private func piece(at offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Where a byte of the text stands in the file.
    func sourceOffset(of offset: Int) -> Int {
        guard !starts.isEmpty else { return offset }
        let piece = piece(at: offset)
        return sources[piece] + offset - starts[piece]
    }

    /// The smallest range of the file that holds a range of the text.
    func source(_ range: SourceRange) -> SourceRange {
        guard !starts.isEmpty else { return range }
        if range.isEmpty {
            let atEnd = range.start == text.count && range.start > 0
            return SourceRange(
                at: atEnd ? sourceOffset(of: range.start - 1) + 1 : sourceOffset(of: range.start))
        }
        return SourceRange(sourceOffset(of: range.start), sourceOffset(of: range.end - 1) + 1)
    }

    /// A range of the text, stitched from its pieces of the file.
    func stitched(_ range: SourceRange, of file: [UInt8]) -> StitchedText {
        guard !starts.isEmpty else { return StitchedText(range, of: file) }
        var result = StitchedText()
        var piece = piece(at: range.start)
        var offset = range.start
        while offset < range.end {
            let end = piece + 1 < starts.count ? min(starts[piece + 1], range.end) : range.end
            let source = sources[piece] + offset - starts[piece]
            result.append(SourceRange(source, source + end - offset), of: file)
            offset = max(offset, end)
            piece += 1
        }
        return result
    }

    /// A word of the text, as written.
    func word(_ range: SourceRange) -> Word { Word(text.text(range), source(range)) }
}
