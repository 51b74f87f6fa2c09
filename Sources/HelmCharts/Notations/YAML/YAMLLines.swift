import GoTemplates

/// A text being laid out in lines, and the runs it came with.
struct YAMLLines {
    let bytes: Bytes
    /// How far lines after the first are indented.
    let indentation: Int
    /// Whether a long line may be folded.
    let allowsBreaks: Bool
    private let origin: Origin
    private let traced: TracedText?
    /// Where the next byte of the text stands if it goes on with the stretch that is being copied.
    private var next = -1

    init(
        _ bytes: Bytes, _ indentation: Int, _ allowsBreaks: Bool, _ origin: Origin,
        _ traced: TracedText?
    ) {
        self.bytes = bytes
        self.indentation = indentation
        self.allowsBreaks = allowsBreaks
        self.origin = origin
        self.traced = traced
    }

    /// The byte at a place of the text is copied next.
    @inline(__always)
    mutating func begin(_ place: Int, _ text: inout NotationText) {
        guard let traced, next != place else { return }
        text.turn(to: traced, at: place, decidedBy: .none)
        next = place
    }

    @inline(__always)
    mutating func advance(_ count: Int) {
        next += count
    }

    /// Something is written that does not stand in the text.
    @inline(__always)
    mutating func interrupt(_ text: inout NotationText) {
        guard traced != nil, next != -1 else { return }
        text.turn(to: origin)
        next = -1
    }
}
