package import GoTemplates
import Patterns

/// Sprig's functions with regular expressions in RE2's syntax.
package enum RegexFunctions {
    package static let all: [TemplateFunction] =
        [
            TemplateFunction("regexMatch", [.string, .string], .decides) { call in
                // What is no expression matches nothing.
                let pattern = try? PatternCache.pattern(call.bytes(0))
                return .bool(pattern?.matches(call.bytes(1)) ?? false)
            },
            TemplateFunction("mustRegexMatch", [.string, .string], .decides) {
                (call) throws(FunctionError) in
                .bool(try PatternCache.pattern(call.bytes(0)).matches(call.bytes(1)))
            },
            TemplateFunction("regexQuoteMeta", [.string], .keeps, quoted),
        ]
        + pair("regexFind", [.string, .string], found)
        + pair("regexFindAll", [.string, .string, .int], foundAll)
        + pair("regexSplit", [.string, .string, .int], split)
        + pair("regexReplaceAll", [.string, .string, .string], replaced)
        + pair("regexReplaceAllLiteral", [.string, .string, .string], replacedLiterally)

    private typealias Body = @Sendable (FunctionCall, Pattern) throws(FunctionError) -> Value

    /// A function and its twin `mustX`: what is no expression is told by the first as a panic of
    /// Go's `regexp.MustCompile`, and by the other as it is.
    private static func pair(
        _ name: String, _ parameters: [TemplateFunction.Parameter], _ body: @escaping Body
    ) -> [TemplateFunction] {
        let function = TemplateFunction(name, parameters, .keeps) { (call) throws(FunctionError) in
            let pattern: Pattern
            do throws(FunctionError) {
                pattern = try PatternCache.pattern(call.bytes(0))
            } catch {
                let text = PatternCache.quoted(call.bytes(0))
                throw FunctionError("regexp: Compile(\(text)): \(error.message)")
            }
            return try call.decided(body(call, pattern))
        }
        let must = TemplateFunction(
            "mustR" + name.dropFirst(), parameters, .keeps
        ) { (call) throws(FunctionError) in
            try call.decided(body(call, PatternCache.pattern(call.bytes(0))))
        }
        return [function, must]
    }

    // MARK: Finding

    private static func found(_ call: FunctionCall, _ pattern: Pattern) -> Value {
        guard let match = pattern.firstMatch(in: call.bytes(1)) else {
            return Value(.string([]), origin: call.origins.decided(.none, by: call.whole(1)))
        }
        return call.part(1, match.range, decidedBy: call.whole(1))
    }

    private static func foundAll(
        _ call: FunctionCall, _ pattern: Pattern
    ) throws(FunctionError) -> Value {
        let limit = call.int(2)
        let matches = try matches(of: pattern, in: call, limit < 0 ? .max : limit)
        let parts = matches.map { call.part(1, $0.range) }
        return Value(
            .list(parts.isEmpty ? .nilList(.string) : ListValue(parts, .string)),
            origin: call.pieces(of: 1))
    }

    private static func split(
        _ call: FunctionCall, _ pattern: Pattern
    ) throws(FunctionError) -> Value {
        let limit = call.int(2)
        let most = limit < 0 ? FunctionLimits.items + 1 : limit
        let bytes = call.bytes(1)
        let parts = try searched(call) {
            pattern.split(bytes, limit: most, reads: &$0, maximumReads: $1)
        }
        if limit < 0 { try FunctionLimits.check(items: parts.count) }
        return Value(
            .list(
                limit == 0
                    ? .nilList(.string) : ListValue(parts.map { call.part(1, $0) }, .string)),
            origin: call.pieces(of: 1))
    }

    private static func matches(
        of pattern: Pattern, in call: FunctionCall, _ limit: Int = .max
    ) throws(FunctionError) -> [Match] {
        let bytes = call.bytes(1)
        let most = min(limit, FunctionLimits.items + 1)
        let matches = try searched(call) {
            pattern.allMatches(in: bytes, limit: most, reads: &$0, maximumReads: $1)
        }
        try FunctionLimits.check(items: matches.count)
        return matches
    }

    /// How often an expression may read its text, and how many bytes in addition: one such as
    /// `.*b|a` looks ahead to the end of the text at each of its matches.
    private static let mostReads = (times: 8, more: 1 << 26)
    /// How many reads cost a step of the template.
    private static let readsOfStep = 16

    /// What a search gives, paid for in steps.
    private static func searched<Found>(
        _ call: FunctionCall, _ search: (inout Int, Int) -> Found?
    ) throws(FunctionError) -> Found {
        var reads = 0
        let most = mostReads.times * call.bytes(1).count + mostReads.more
        let found = search(&reads, most)
        call.evaluator.charge(reads / readsOfStep)
        guard let found else {
            throw FunctionError("the expression reads its text too often", isLimit: true)
        }
        return found
    }

    // MARK: Replacing

    private static func replaced(
        _ call: FunctionCall, _ pattern: Pattern
    ) throws(FunctionError) -> Value {
        let template = ReplacementText(call.bytes(2), names: pattern.captureNames)
        return try replaced(call, pattern) { match, builder in
            for part in template.parts {
                switch part {
                case .text(let range): builder.append(call[2], range)
                case .groups(let groups):
                    // Several groups may have one name: the first that took part counts.
                    if let range = groups.lazy.compactMap({ match[$0] }).first {
                        builder.append(call[1], range)
                    }
                }
            }
        }
    }

    private static func replacedLiterally(
        _ call: FunctionCall, _ pattern: Pattern
    ) throws(FunctionError) -> Value {
        try replaced(call, pattern) { _, builder in builder.append(call[2]) }
    }

    private static func replaced(
        _ call: FunctionCall, _ pattern: Pattern, _ write: (Match, inout TextBuilder) -> Void
    ) throws(FunctionError) -> Value {
        let bytes = call.bytes(1)
        let matches = try matches(of: pattern, in: call)
        if matches.isEmpty { return call[1] }
        var builder = call.builder()
        var offset = 0
        for match in matches {
            if offset < match.range.lowerBound {
                builder.append(call[1], offset..<match.range.lowerBound)
            }
            write(match, &builder)
            try FunctionLimits.check(bytes: builder.bytes.count)
            offset = match.range.upperBound
        }
        if offset < bytes.count { builder.append(call[1], offset..<bytes.count) }
        if builder.bytes.isEmpty { builder.appendNothing(origin: call.whole(1)) }
        return call.origins.decided(builder.value(), by: call.whole(1))
    }

    private static func quoted(_ call: inout FunctionCall) -> Value {
        let special = Bytes(#"\.+*?()|[]{}^$"#.utf8)
        let bytes = call.bytes(0)
        var builder = call.builder()
        var start = 0
        for (index, byte) in bytes.enumerated() where special.contains(byte) {
            if start < index { builder.append(call[0], start..<index) }
            builder.append(UInt8(ascii: "\\"))
            start = index
        }
        if builder.bytes.isEmpty { return call[0] }
        builder.append(call[0], start..<bytes.count)
        return builder.value()
    }
}

extension FunctionCall {
    fileprivate func whole(_ index: Int) -> Origin { origins.shallow(arguments[index]) }

    /// A result, which the expression decided.
    fileprivate func decided(_ value: Value) -> Value {
        origins.decided(value, by: origins.shallow(arguments[0]))
    }
}
