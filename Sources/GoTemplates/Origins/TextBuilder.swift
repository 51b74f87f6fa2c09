/// Puts a text together from parts of others and keeps where each part came from.
///
/// Functions on strings use it: `append(value, range)` for what is taken over, `append(bytes)` for
/// what the function writes itself. When origins are not followed, it costs no more than an array.
package struct TextBuilder {
    package private(set) var bytes: Bytes = []
    package private(set) var runs: [Run] = []
    private let origins: OriginTable
    /// What wrote the bytes that have no other source.
    package var site: Site

    /// The place that is being executed.
    package struct Site: Sendable {
        package var frame: Int32
        package var node: Int32

        package init(frame: Int32, node: Int32) {
            self.frame = frame
            self.node = node
        }
    }

    package init(_ origins: OriginTable, _ site: Site) {
        self.origins = origins
        self.site = site
    }

    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    /// Bytes of the function's own, or what it made of something that flowed in.
    package mutating func append(_ more: some Collection<UInt8>, origin: Origin = .none) {
        addRun(origin: origin, kind: .data)
        bytes.append(contentsOf: more)
    }

    package mutating func append(_ byte: UInt8, origin: Origin = .none) {
        addRun(origin: origin, kind: .data)
        bytes.append(byte)
    }

    /// A whole string.
    package mutating func append(_ value: Value) {
        switch value.payload {
        case .string(let text): append(text, origin: value.origin)
        case .text(let text): append(text, 0..<text.bytes.count, decidedBy: value.origin)
        default: break
        }
    }

    /// A part of a string.
    package mutating func append(_ value: Value, _ range: Range<Int>) {
        switch value.payload {
        case .string(let text): append(text[range], origin: value.origin)
        case .text(let text): append(text, range, decidedBy: value.origin)
        default: break
        }
    }

    /// A part of a traced text; what flowed into the value that holds it decided all of it.
    package mutating func append(
        _ text: TracedText, _ range: Range<Int>, decidedBy origin: Origin = .none
    ) {
        if origins.isTracking {
            var index = text.firstRun(at: range.lowerBound)
            while index < text.runs.count, Int(text.runs[index].start) <= range.upperBound {
                var run = text.runs[index]
                let start = max(Int(run.start), range.lowerBound)
                // What begins at the end of a part belongs to the next one.
                let isLast = range.isEmpty || range.upperBound == text.bytes.count
                let isBeyond =
                    start == range.upperBound
                    && (!isLast || text.end(ofRun: index) > start)
                if !isBeyond {
                    if run.kind == .literal { run.source += Int32(start - Int(run.start)) }
                    run.start = Int32(bytes.count + start - range.lowerBound)
                    run.origin = origins.decided(run.origin, by: origin)
                    runs.append(run)
                }
                index += 1
            }
        }
        bytes.append(contentsOf: text.bytes[range])
    }

    /// A whole string that something decided.
    package mutating func append(_ value: Value, decidedBy origin: Origin) {
        switch value.payload {
        case .string(let text): append(text, origin: origins.decided(value.origin, by: origin))
        case .text(let text):
            append(text, 0..<text.bytes.count, decidedBy: origins.decided(value.origin, by: origin))
        default: break
        }
    }

    /// A part of a string that something decided.
    package mutating func append(_ value: Value, _ range: Range<Int>, decidedBy origin: Origin) {
        switch value.payload {
        case .string(let text):
            append(text[range], origin: origins.decided(value.origin, by: origin))
        case .text(let text):
            append(text, range, decidedBy: origins.decided(value.origin, by: origin))
        default: break
        }
    }

    /// Bytes of a template, when origins are not followed.
    mutating func append(literal: ArraySlice<UInt8>) {
        bytes.append(contentsOf: literal)
    }

    /// Bytes of a template, the first of which stands at `source` in its file.
    mutating func append(
        literal: ArraySlice<UInt8>, source: Int, site: Site, origin: Origin
    ) {
        runs.append(
            Run(
                start: Int32(bytes.count), source: Int32(source), frame: site.frame,
                node: site.node, origin: origin, kind: .literal))
        bytes.append(contentsOf: literal)
    }

    /// A value that wrote nothing, such as an empty text.
    package mutating func appendNothing(origin: Origin) {
        if origins.isTracking { addRun(origin: origin, kind: .absent) }
    }

    /// That what stood at a place of a text is left out.
    package mutating func appendNothing(of text: TracedText, at offset: Int) {
        guard origins.isTracking else { return }
        var index = text.firstRun(at: offset)
        while index + 1 < text.runs.count, Int(text.runs[index + 1].start) <= offset { index += 1 }
        guard index < text.runs.count else { return }
        var run = text.runs[index]
        run.start = Int32(bytes.count)
        run.kind = .absent
        runs.append(run)
    }

    /// The text as a string, traced when there is something to tell.
    package consuming func value() -> Value {
        if runs.isEmpty { return Value(.string(bytes)) }
        if runs.count == 1, runs[0].kind == .data {
            return Value(.string(bytes), origin: runs[0].origin)
        }
        return Value(.text(TracedText(bytes, runs)))
    }

    private mutating func addRun(origin: Origin, kind: Run.Kind) {
        guard origins.isTracking else { return }
        if let last = runs.last, kind == .data, last.kind == .data, last.origin == origin,
            last.frame == site.frame, last.node == site.node
        {
            return
        }
        runs.append(
            Run(
                start: Int32(bytes.count), source: -1, frame: site.frame, node: site.node,
                origin: origin, kind: kind))
    }
}
