package import GoTemplates

/// Sprig's functions that test, cut and put together strings.
package enum StringFunctions {
    package static let all: [TemplateFunction] =
        tests + cuts + compositions + TrimmingFunctions.all + CaseFunctions.all
        + QuotingFunctions.all + LayoutFunctions.all + SplittingFunctions.all

    private static let tests = [
        TemplateFunction("contains", [.string, .string], .decides) { call in
            .bool(ByteSearch(call.bytes(0)).first(in: call.bytes(1)) != nil)
        },
        TemplateFunction("hasPrefix", [.string, .string], .decides) { call in
            .bool(call.bytes(1).starts(with: call.bytes(0)))
        },
        TemplateFunction("hasSuffix", [.string, .string], .decides) { call in
            .bool(call.bytes(1).hasSuffix(call.bytes(0)))
        },
    ]

    private static let cuts = [
        TemplateFunction("trunc", [.int, .string], .keeps, truncated),
        TemplateFunction("substr", [.int, .int, .string], .keeps, substring),
        TemplateFunction("abbrev", [.int, .string], .keeps) { call in
            let width = call.int(0)
            return width < 4 ? call[1] : abbreviated(&call, 1, from: 0, width: width)
        },
        TemplateFunction("abbrevboth", [.int, .int, .string], .keeps) { call in
            let (left, width) = (call.int(0), call.int(1))
            if width < 4 || left > 0 && width < 7 { return call[2] }
            return abbreviated(&call, 2, from: left, width: width)
        },
        TemplateFunction("initials", [.string], .blends, initials),
        // Shuffling would make every render another one: the order stays.
        TemplateFunction("shuffle", [.string], .keeps) { call in call[0] },
    ]

    private static let compositions = [
        TemplateFunction("repeat", [.int, .string], .keeps, repeated),
        TemplateFunction("replace", [.string, .string, .string], .keeps, replaced),
        TemplateFunction("plural", [.string, .string, .int], .keeps) { call in
            let chosen = call.int(2) == 1 ? call[0] : call[1]
            return call.origins.decided(chosen, by: call[2].origin)
        },
    ]

    // MARK: Cutting

    /// The first bytes, or with a negative number the last; never runes.
    private static func truncated(_ call: inout FunctionCall) -> Value {
        let (length, count) = (call.int(0), call.bytes(1).count)
        let decider = call[0].origin
        if length < 0, -length < count {
            return call.part(1, (count + length)..<count, decidedBy: decider)
        }
        if length >= 0, length < count { return call.part(1, 0..<length, decidedBy: decider) }
        return call.origins.decided(call[1], by: decider)
    }

    private static func substring(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let (start, end, count) = (call.int(0), call.int(1), call.bytes(2).count)
        let range: Range<Int>
        if start < 0 {
            if end < 0 { throw outOfRange("[:\(end)]") }
            if end > count { throw outOfRange("[:\(end)] with length \(count)") }
            range = 0..<end
        } else if end < 0 || end > count {
            if start > count { throw outOfRange("[\(start):\(count)]") }
            range = start..<count
        } else {
            if start > end { throw outOfRange("[\(start):\(end)]") }
            range = start..<end
        }
        let decider = call.origins.union(call[0].origin, call[1].origin)
        return call.part(2, range, decidedBy: decider)
    }

    private static func outOfRange(_ what: String) -> FunctionError {
        FunctionError("runtime error: slice bounds out of range \(what)")
    }

    /// At most `width` bytes with dots for what is left out, at the end and before `left` too.
    private static func abbreviated(
        _ call: inout FunctionCall, _ index: Int, from left: Int, width: Int
    ) -> Value {
        let text = call[index]
        let count = call.bytes(index).count
        guard count > width else { return text }
        let room = width - 3
        var start = min(left, count)
        if count - start < room { start = count - room }
        var builder = call.builder()
        if start <= 4 {
            builder.append(text, 0..<room)
            builder.append("...".utf8)
        } else if start + room < count {
            builder.append("...".utf8)
            builder.append(text, start..<start + room - 3)
            builder.append("...".utf8)
        } else {
            builder.append("...".utf8)
            builder.append(text, count - room..<count)
        }
        return builder.value()
    }

    /// The first byte of each word, each byte read as a code point.
    private static func initials(_ call: inout FunctionCall) -> Value {
        var result: Bytes = []
        var isAfterSpace = true
        for byte in call.bytes(0) {
            if CharacterClass.isSpace(UInt32(byte)) {
                isAfterSpace = true
            } else if isAfterSpace {
                result += GoRune.encode(UInt32(byte))
                isAfterSpace = false
            }
        }
        return .string(result)
    }

    // MARK: Putting together

    private static func repeated(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let (count, text) = (call.int(0), call[1])
        if count < 0 { throw FunctionError("strings: negative Repeat count") }
        let (size, overflow) = call.bytes(1).count.multipliedReportingOverflow(by: count)
        if overflow { throw FunctionError("strings: Repeat output length overflow") }
        try FunctionLimits.check(bytes: size)
        guard size > 0, case .text = text.payload else {
            let result = Value(.string(repeating(call.bytes(1), size)), origin: text.origin)
            return call.origins.decided(result, by: call[0].origin)
        }
        // Runs cost more than bytes.
        try FunctionLimits.check(items: count)
        var builder = call.builder()
        for _ in 0..<count { builder.append(text) }
        return call.origins.decided(builder.value(), by: call[0].origin)
    }

    /// A text again and again, up to a size that is a multiple of its own.
    private static func repeating(_ bytes: Bytes, _ size: Int) -> Bytes {
        var result: Bytes = []
        result.reserveCapacity(size)
        if size > 0 { result += bytes }
        while result.count < size { result += result.prefix(size - result.count) }
        return result
    }

    private static func replaced(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let (old, new, text) = (call.bytes(0), call[1], call[2])
        let bytes = call.bytes(2)
        let search = ByteSearch(old)
        let addition = call.bytes(1).count
        var builder = call.builder()
        var (start, found) = (0, search.first(in: bytes))
        if found == nil { return call.origins.decided(text, by: call[0].origin) }
        builder.reserve(bytes.count + addition)
        while let place = found {
            if place > start { builder.append(text, start..<place) }
            start = place + old.count
            builder.append(new, decidedBy: call.origins.origin(of: text, in: place..<start))
            try FunctionLimits.check(bytes: builder.bytes.count)
            var next = start
            if old.isEmpty {
                guard place < bytes.count else { break }
                next = place + GoRune.decode(bytes, at: place).size
            }
            found = search.first(in: bytes, from: next)
        }
        if start < bytes.count { builder.append(text, start..<bytes.count) }
        return call.origins.decided(builder.value(), by: call[0].origin)
    }
}

extension [UInt8] {
    func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }
}
