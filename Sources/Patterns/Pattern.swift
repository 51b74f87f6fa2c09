/// A regular expression in the syntax of RE2, as Go's regexp reads it.
///
/// Searching takes time proportional to the bytes searched; there are no references back and no
/// looking around. Bytes that are not UTF-8 match as U+FFFD does, one at a time. Character classes
/// follow the Unicode version of the Swift runtime, scripts Unicode 17.
package struct Pattern: Sendable {
    /// Which of the matches that begin first is taken.
    package enum Preference: Sendable {
        /// The one found by trying alternatives in order, as in Perl and Go.
        case first
        /// The longest, as in POSIX.
        case longest
    }

    /// The text the pattern was made from.
    package let text: String
    /// The names of the capture groups by number; number 0 is the whole match and has none.
    package let captureNames: [String?]
    private let program: Program
    private let preference: Preference
    private let memory: SearchMemory

    /// Compiles a pattern of at most 64 KiB and 65,536 instructions, nested at most 1,000 deep.
    package init(_ text: String, prefer preference: Preference = .first) throws(PatternError) {
        let tree = try PatternParser.tree(of: text)
        self.text = text
        self.preference = preference
        captureNames = tree.groupNames
        program = try ProgramBuilder.program(for: tree, length: text.utf8.count)
        memory = SearchMemory(program)
    }

    /// How many capture groups there are, without the whole match.
    package var groupCount: Int { captureNames.count - 1 }

    /// The number of the first group of that name.
    package func group(named name: String) -> Int? { captureNames.firstIndex(of: name) }

    /// A pattern that matches exactly `text`: what means something to patterns is escaped.
    package static func quoted(_ text: String) -> String {
        let special = Array(#"\.+*?()|[]{}^$"#.utf8)
        let bytes = text.utf8.flatMap { special.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a match lies anywhere in the bytes.
    package func matches(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { matches($0) }
    }

    /// Whether a match lies anywhere in the text.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        memory.withAutomata { automata in
            switch automata.lazy.search(bytes, from: 0, anyEnd: true) {
            case .noMatch: false
            case .match: true
            case .givenUp:
                automata.threaded.search(bytes, from: 0, slotCount: 2, prefers: preference) != nil
            }
        }
    }

    /// The first match that begins at or after the byte offset `from`, with all its groups.
    ///
    /// What precedes `from` still counts for `^` and `\b`.
    package func firstMatch(in bytes: [UInt8], from: Int = 0) -> Match? {
        guard from >= 0, from <= bytes.count else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            memory.withAutomata { match(in: buffer, from: from, $0) }
        }
    }

    /// The matches from left to right, none overlapping another, at most `limit` of them.
    ///
    /// An empty match right after another match is left out. Where each match makes the search
    /// look far ahead (`.*b|a`), time grows with matches times bytes.
    package func allMatches(in bytes: [UInt8], limit: Int = .max) -> [Match] {
        var reads = 0
        return search(bytes, limit, &reads, maximumReads: .max) ?? []
    }

    /// The same, unless it takes more reads of bytes than allowed: then nil. What it took is added
    /// to `reads`.
    package func allMatches(
        in bytes: [UInt8], limit: Int = .max, reads: inout Int, maximumReads: Int
    ) -> [Match]? {
        search(bytes, limit, &reads, maximumReads: maximumReads)
    }

    private func search(
        _ bytes: [UInt8], _ limit: Int, _ reads: inout Int, maximumReads: Int
    ) -> [Match]? {
        bytes.withUnsafeBufferPointer { buffer in
            memory.withAutomata { automata in
                let before = automata.reads
                defer { reads += automata.reads - before }
                var matches: [Match] = []
                var offset = 0
                var lastEnd = -1
                while matches.count < limit, offset <= buffer.count,
                    let match = match(in: buffer, from: offset, automata)
                {
                    if automata.reads - before > maximumReads { return nil }
                    let range = match.range
                    if !range.isEmpty || range.lowerBound != lastEnd { matches.append(match) }
                    lastEnd = range.upperBound
                    let length = UTF8Reading.scalar(in: buffer, at: offset).length
                    offset =
                        range.upperBound > offset ? range.upperBound : offset + max(1, length)
                }
                return matches
            }
        }
    }

    private func match(
        in bytes: UnsafeBufferPointer<UInt8>, from: Int, _ automata: SearchMemory.Automata
    ) -> Match? {
        var start = from
        if preference == .first {
            switch automata.lazy.search(bytes, from: from, anyEnd: false) {
            case .noMatch: return nil
            case .match(let earliestStart, let end):
                start = earliestStart
                if automata.backtracking.accepts(start..<end) {
                    let slots = automata.backtracking.search(
                        bytes, start..<end, slotCount: program.slotCount)
                    return slots.map { Match(slots: $0) }
                }
            case .givenUp: break
            }
        }
        let slots = automata.threaded.search(
            bytes, from: start, slotCount: program.slotCount, prefers: preference)
        return slots.map { Match(slots: $0) }
    }
}
