package import GoTemplates

/// Sprig's functions that take something away from a string.
package enum TrimmingFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("trim", [.string], .keeps) { call in
            let bytes = call.bytes(0)
            return trimmed(&call, 0, range(of: bytes) { CharacterClass.isSpace($0) })
        },
        trimAll, trimAll.named("trimall"),
        TemplateFunction("trimPrefix", [.string, .string], .keeps) { call in
            let (prefix, bytes) = (call.bytes(0), call.bytes(1))
            let start = bytes.starts(with: prefix) ? prefix.count : 0
            return trimmed(&call, 1, start..<bytes.count)
        },
        TemplateFunction("trimSuffix", [.string, .string], .keeps) { call in
            let (suffix, bytes) = (call.bytes(0), call.bytes(1))
            let end = bytes.hasSuffix(suffix) ? bytes.count - suffix.count : bytes.count
            return trimmed(&call, 1, 0..<end)
        },
        TemplateFunction("nospace", [.string], .keeps, withoutSpace),
    ]

    private static let trimAll = TemplateFunction("trimAll", [.string, .string], .keeps) { call in
        let set = Set(runes(call.bytes(0)))
        let bytes = call.bytes(1)
        return trimmed(&call, 1, range(of: bytes) { set.contains($0) })
    }

    /// What is left of a string argument, decided by the argument before it.
    private static func trimmed(
        _ call: inout FunctionCall, _ index: Int, _ range: Range<Int>
    ) -> Value {
        var decider = index > 0 ? call.origins.shallow(call[index - 1]) : .none
        guard call.origins.isTracking, case .text(let text) = call[index].payload else {
            return call.part(index, range, decidedBy: decider)
        }
        // What was taken away may have been something else.
        for part in [0..<range.lowerBound, range.upperBound..<text.bytes.count]
        where !part.isEmpty {
            decider = call.origins.union(decider, text.origin(in: part, call.origins))
        }
        guard range.isEmpty, !text.bytes.isEmpty else {
            return call.part(index, range, decidedBy: decider)
        }
        var builder = call.builder()
        builder.appendNothing(of: text, at: 0)
        return call.origins.decided(builder.value(), by: decider)
    }

    /// The bytes between those runes at both ends that are in a set.
    private static func range(
        of bytes: Bytes, without isTrimmed: (UInt32) -> Bool
    ) -> Range<Int> {
        var start = 0
        while start < bytes.count {
            let (rune, size) = GoRune.decode(bytes, at: start)
            guard isTrimmed(rune) else { break }
            start += size
        }
        var end = bytes.count
        while end > start {
            let last = GoRune.lastStart(in: bytes, before: end, notBefore: start)
            guard isTrimmed(GoRune.decode(bytes, at: last).rune) else { break }
            end = last
        }
        return start..<end
    }

    static func runes(_ bytes: Bytes) -> [UInt32] {
        var result: [UInt32] = []
        var index = 0
        while index < bytes.count {
            let (rune, size) = GoRune.decode(bytes, at: index)
            result.append(rune)
            index += size
        }
        return result
    }

    /// The string without white space. Each byte is read as a code point, and unless all stay they
    /// are written as such: what is not ASCII does not survive it.
    private static func withoutSpace(_ call: inout FunctionCall) -> Value {
        let bytes = call.bytes(0)
        guard bytes.contains(where: { CharacterClass.isSpace(UInt32($0)) }) else { return call[0] }
        var builder = call.builder()
        var start = 0
        for (index, byte) in bytes.enumerated() {
            let isSpace = CharacterClass.isSpace(UInt32(byte))
            guard isSpace || byte >= 0x80 else { continue }
            if start < index { builder.append(call[0], start..<index) }
            start = index + 1
            if isSpace { continue }
            let origin = call.origins.origin(of: call[0], in: index..<index + 1)
            builder.append(GoRune.encode(UInt32(byte)), origin: origin)
        }
        if start < bytes.count { builder.append(call[0], start..<bytes.count) }
        if builder.bytes.isEmpty { builder.appendNothing(origin: call.origins.shallow(call[0])) }
        return builder.value()
    }
}

extension GoRune {
    /// Where the last rune of a part begins.
    static func lastStart(in bytes: Bytes, before end: Int, notBefore start: Int) -> Int {
        var place = end - 1
        let limit = max(start, end - 4)
        while place > limit, bytes[place] & 0xC0 == 0x80 { place -= 1 }
        return place + decode(bytes, at: place).size == end ? place : end - 1
    }
}
