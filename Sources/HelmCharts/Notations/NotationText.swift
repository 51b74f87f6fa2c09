import GoTemplates

/// A text in the making whose parts have origins. It collects bytes and leaves runs to the end,
/// since most of what is written goes into one array.
struct NotationText {
    private(set) var bytes: Bytes = []
    private let isTracking: Bool
    private var pieces: [Piece] = []

    /// A stretch of one origin, which ends where the next begins.
    private struct Piece {
        let start: Int
        let origin: Origin
        /// The text of which the stretch is a part, when it stands there with these bytes.
        var text: TracedText?
        var place = 0
    }

    init(_ origins: OriginTable) {
        isTracking = origins.isTracking
        bytes.reserveCapacity(256)
    }

    /// What is written from here on comes from `origin`.
    @inline(__always)
    mutating func turn(to origin: Origin) {
        if isTracking { addPiece(origin) }
    }

    private mutating func addPiece(_ origin: Origin) {
        if let last = pieces.last, last.text == nil, last.origin == origin { return }
        if pieces.last?.start == bytes.count { pieces.removeLast() }
        pieces.append(Piece(start: bytes.count, origin: origin))
    }

    /// What is written from here on stands in a text with the same bytes.
    mutating func turn(to text: TracedText, at place: Int, decidedBy origin: Origin) {
        guard isTracking else { return }
        if pieces.last?.start == bytes.count { pieces.removeLast() }
        pieces.append(Piece(start: bytes.count, origin: origin, text: text, place: place))
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }
    mutating func append(_ more: Bytes) { bytes.append(contentsOf: more) }

    mutating func append(_ byte: UInt8, times count: Int) {
        bytes.append(contentsOf: repeatElement(byte, count: count))
    }

    /// The text without one line end at its end, which Helm takes away.
    mutating func trimLineEnd() {
        if bytes.last == 0x0A { bytes.removeLast() }
    }

    /// The text as a value.
    consuming func value(_ builder: TextBuilder) -> Value {
        guard isTracking else { return Value(.string(bytes)) }
        if pieces.count == 1, pieces[0].text == nil {
            return Value(.string(bytes), origin: pieces[0].origin)
        }
        var builder = builder
        builder.reserve(bytes.count)
        for (index, piece) in pieces.enumerated() {
            let next = index + 1 < pieces.count ? pieces[index + 1].start : bytes.count
            let end = min(next, bytes.count)
            guard piece.start < end else { continue }
            if let text = piece.text {
                let range = piece.place..<piece.place + end - piece.start
                builder.append(text, range, decidedBy: piece.origin)
            } else {
                builder.append(bytes[piece.start..<end], origin: piece.origin)
            }
        }
        return builder.value()
    }
}
