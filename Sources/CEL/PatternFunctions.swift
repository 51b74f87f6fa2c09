import Patterns
import SourceText
import Synchronization

/// Patterns that expressions put together while they are evaluated, kept because the same few come
/// up again for every subject.
private let keptPatterns = Mutex<[String: TextPattern]>([:])

/// How many are kept; a pattern made of input is likely to be another each time.
private let mostKeptPatterns = 256

/// A regular expression of `matches` and `regex.…`, in RE2's syntax, compiled when it is first
/// needed.
///
/// A class, so that all who refer to it share what was compiled.
final class TextPattern: Sendable {
    private let text: String
    private let kept = LazyReference<CompiledPattern>()

    private final class CompiledPattern: Sendable {
        let pattern: Pattern
        init(_ pattern: Pattern) { self.pattern = pattern }
    }

    /// A pattern that is compiled later, of which nothing is known yet.
    init(unchecked text: String) { self.text = text }

    /// A pattern that is right.
    convenience init(_ text: String) throws(CELFailure) {
        self.init(unchecked: text)
        _ = try compiled()
    }

    private func compiled() throws(CELFailure) -> CompiledPattern {
        if let kept = kept.load() { return kept }
        do {
            return kept.storeIfNil(CompiledPattern(try Pattern(text)))
        } catch {
            throw CELFailure("the pattern is not valid: \(error.message)")
        }
    }

    /// The pattern of a text that is known only while evaluating.
    static func of(_ text: String) throws(CELFailure) -> TextPattern {
        if let kept = keptPatterns.withLock({ $0[text] }) { return kept }
        let pattern = try TextPattern(text)
        keptPatterns.withLock { kept in
            if kept.count < mostKeptPatterns { kept[text] = pattern }
        }
        return pattern
    }

    /// Whether the pattern matches anywhere in the text.
    func matches(_ text: String) throws(CELFailure) -> Bool {
        try compiled().pattern.matches(text)
    }

    /// The first group of each match, or the whole match of a pattern without groups.
    func extracts(from text: String, limit: Int) throws(CELFailure) -> [CELValue] {
        let pattern = try compiled().pattern
        guard pattern.groupCount <= 1 else {
            throw CELFailure("the pattern has more than one group")
        }
        let bytes = Array(text.utf8)
        return pattern.allMatches(in: bytes, limit: limit).compactMap { match in
            let range = pattern.groupCount == 0 ? match.range : match[1]
            return range.map { .string(String(decoding: bytes[$0], as: UTF8.self)) }
        }
    }

    /// The texts of the matches, whatever groups the pattern has.
    func matched(in text: String, limit: Int) throws(CELFailure) -> [CELValue] {
        let bytes = Array(text.utf8)
        return try compiled().pattern.allMatches(in: bytes, limit: limit).map { match in
            .string(String(decoding: bytes[match.range], as: UTF8.self))
        }
    }

    /// The text with matches replaced; `\1` in the replacement stands for a group.
    func replacing(
        _ text: String, with replacement: String, limit: Int, _ budget: inout CELBudget
    ) throws(CELFailure) -> String {
        let pattern = try compiled().pattern
        let bytes = Array(text.utf8)
        let parts = try Self.parts(of: Array(replacement.utf8), groups: pattern.groupCount)
        var result: [UInt8] = []
        var end = 0
        for match in pattern.allMatches(in: bytes, limit: limit) {
            result += bytes[end..<match.range.lowerBound]
            for part in parts {
                switch part {
                case .text(let text): result += text
                case .group(let group):
                    if let range = match[group] { result += bytes[range] }
                }
            }
            end = match.range.upperBound
            if result.count > budget.size { throw .tooLarge }
        }
        result += bytes[end...]
        try budget.charge(building: result.count)
        return String(decoding: result, as: UTF8.self)
    }

    private enum Part {
        case text([UInt8])
        case group(Int)
    }

    private static func parts(
        of replacement: [UInt8], groups: Int
    ) throws(CELFailure) -> [Part] {
        var parts: [Part] = []
        var text: [UInt8] = []
        var place = 0
        while place < replacement.count {
            guard replacement[place] == UInt8(ascii: "\\") else {
                text.append(replacement[place])
                place += 1
                continue
            }
            let next = place + 1 < replacement.count ? replacement[place + 1] : 0
            switch next {
            case UInt8(ascii: "\\"): text.append(next)
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let group = Int(next - UInt8(ascii: "0"))
                guard group <= groups else {
                    throw CELFailure("the replacement names group \(group), which is not there")
                }
                parts.append(.text(text))
                parts.append(.group(group))
                text = []
            default: throw CELFailure("after `\\` in a replacement stands a digit or `\\`")
            }
            place += 2
        }
        return parts + [.text(text)]
    }
}

/// `matches`, and the library `regex.…`.
enum PatternFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        .global("matches", [Signature([.string, .string], .bool)], .binary(matches)),
        .member("matches", [Signature([.string, .string], .bool)], .binary(matches)),
        .global(
            "regex.extract", [Signature([.string, .string], .optional(.string))],
            .binary { text, pattern, budget throws(CELFailure) in
                .optional(try extracts(text, pattern, limit: 1, &budget).first)
            }),
        .global(
            "regex.extractAll", [Signature([.string, .string], .list(.string))],
            .binary { text, pattern, budget throws(CELFailure) in
                .list(try extracts(text, pattern, limit: .max, &budget))
            }),
        .global(
            "regex.replace", [Signature([.string, .string, .string], .string)], .many(replace)),
        .global(
            "regex.replace", [Signature([.string, .string, .string, .int], .string)],
            .many(replace)),
    ]

    @Sendable private static func matches(
        _ text: CELValue, _ pattern: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case (.string(let text), .string(let pattern)) = (text, pattern) else {
            throw .noOverload("matches", text, pattern)
        }
        // Compiling costs more than matching: about a microsecond a byte of pattern.
        try budget.charge(50 + pattern.utf8.count * 10)
        try budget.charge(reading: text.utf8.count)
        return .bool(try TextPattern.of(pattern).matches(text))
    }

    private static func extracts(
        _ text: CELValue, _ pattern: CELValue, limit: Int, _ budget: inout CELBudget
    ) throws(CELFailure) -> [CELValue] {
        guard case (.string(let text), .string(let pattern)) = (text, pattern) else {
            throw .noOverload("regex.extract", text, pattern)
        }
        try budget.charge(50 + pattern.utf8.count * 10)
        try budget.charge(reading: text.utf8.count)
        let found = try TextPattern.of(pattern).extracts(from: text, limit: limit)
        try budget.charge(found.count)
        return found
    }

    @Sendable private static func replace(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .string(let text) = arguments[0], case .string(let pattern) = arguments[1],
            case .string(let replacement) = arguments[2]
        else { throw .noOverload("regex.replace", arguments[0], arguments[1], arguments[2]) }
        var limit = Int.max
        if arguments.count > 3 {
            guard case .int(let count) = arguments[3] else {
                throw .noOverload("regex.replace", arguments[3])
            }
            if count >= 0 { limit = Int(clamping: count) }
        }
        try budget.charge(50 + pattern.utf8.count * 10)
        try budget.charge(reading: text.utf8.count)
        return .string(
            try TextPattern.of(pattern).replacing(text, with: replacement, limit: limit, &budget))
    }
}
