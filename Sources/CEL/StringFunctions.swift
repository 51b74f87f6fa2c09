/// Functions of strings. Places count code points.
enum StringFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        test("contains") { text, part in
            ByteSearch(Array(part.utf8)).first(in: Array(text.utf8)) != nil
        },
        test("startsWith") { $0.startsWithBytes(of: $1) },
        test("endsWith") { $0.endsWithBytes(of: $1) },
        plain("lowerAscii") { text in mapped(text, 0x41...0x5A) { $0 | 0x20 } },
        plain("upperAscii") { text in mapped(text, 0x61...0x7A) { $0 & 0xDF } },
        plain("trim", trimmed),
        .member(
            "charAt", [Signature([.string, .int], .string)],
            .binary { text, index, budget throws(CELFailure) in
                guard case (.string(let text), .int(let index)) = (text, index) else {
                    throw .noOverload("charAt", text, index)
                }
                let points = try CodePoints(text, &budget)
                let place = try points.checked(index)
                return .string(points.text(place, min(place + 1, points.count)))
            }),
        .member("substring", [Signature([.string, .int], .string)], .many(substring)),
        .member("substring", [Signature([.string, .int, .int], .string)], .many(substring)),
        .member("indexOf", AggregateFunctions.searches, .many(indexOf)),
        .member("indexOf", [Signature([.string, .string, .int], .int)], .many(indexOf)),
        .member("lastIndexOf", AggregateFunctions.searches, .many(lastIndexOf)),
        .member("lastIndexOf", [Signature([.string, .string, .int], .int)], .many(lastIndexOf)),
        .member("replace", [Signature([.string, .string, .string], .string)], .many(replace)),
        .member(
            "replace", [Signature([.string, .string, .string, .int], .string)], .many(replace)),
        .member("split", [Signature([.string, .string], .list(.string))], .many(split)),
        .member("split", [Signature([.string, .string, .int], .list(.string))], .many(split)),
        .member("join", [Signature([.list(.string)], .string)], .many(join)),
        .member("join", [Signature([.list(.string), .string], .string)], .many(join)),
        .member(
            "format", [Signature([.string, .list(.dyn)], .string)],
            .binary { text, arguments, budget throws(CELFailure) in
                guard case (.string(let text), .list(let arguments)) = (text, arguments) else {
                    throw .noOverload("format", text, arguments)
                }
                return .string(try FormatText.formatted(text, arguments, &budget))
            }),
        .global(
            "strings.quote", [Signature([.string], .string)],
            .unary { value, budget throws(CELFailure) in
                guard case .string(let text) = value else {
                    throw .noOverload("strings.quote", value)
                }
                try budget.charge(building: text.utf8.count * 2)
                return .string(quoted(text))
            }),
    ]

    // MARK: Shapes of functions

    private static func test(
        _ name: String, _ answer: @escaping @Sendable (String, String) -> Bool
    ) -> CELFunction {
        .member(
            name, [Signature([.string, .string], .bool)],
            .binary { text, part, budget throws(CELFailure) in
                guard case (.string(let text), .string(let part)) = (text, part) else {
                    throw .noOverload(name, text, part)
                }
                try budget.charge(reading: text.utf8.count + part.utf8.count)
                return .bool(answer(text, part))
            })
    }

    private static func plain(
        _ name: String, _ change: @escaping @Sendable (String) -> String
    ) -> CELFunction {
        .member(
            name, [Signature([.string], .string)],
            .unary { value, budget throws(CELFailure) in
                guard case .string(let text) = value else { throw .noOverload(name, value) }
                try budget.charge(building: text.utf8.count)
                return .string(change(text))
            })
    }

    // MARK: Case and space

    private static func mapped(
        _ text: String, _ letters: ClosedRange<UInt8>, _ change: (UInt8) -> UInt8
    ) -> String {
        String(decoding: text.utf8.map { letters.contains($0) ? change($0) : $0 }, as: UTF8.self)
    }

    /// Without white space at either end, as Unicode's property White_Space has it.
    @Sendable private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let rest = scalars.drop { $0.properties.isWhitespace }
        guard let last = rest.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(rest[...last])
    }

    static func reversed(
        _ text: String, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        try budget.charge(building: text.utf8.count)
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.reversed())
        return .string(String(result))
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{B}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    // MARK: Places

    /// A text and arguments that are numbers of code points.
    @Sendable private static func substring(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .string(let text) = arguments[0], case .int(let start) = arguments[1] else {
            throw .noOverload("substring", arguments[0], arguments[1])
        }
        let points = try CodePoints(text, &budget)
        guard arguments.count > 2 else {
            return .string(points.text(try points.checked(start), points.count))
        }
        guard case .int(let end) = arguments[2] else {
            throw .noOverload("substring", arguments[0], arguments[1], arguments[2])
        }
        if start > end {
            throw CELFailure("invalid substring range. start: \(start), end: \(end)")
        }
        return .string(points.text(try points.checked(start), try points.checked(end)))
    }

    @Sendable private static func indexOf(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        if case .list(let elements) = arguments[0], arguments.count == 2 {
            return try AggregateFunctions.index(
                of: arguments[1], in: elements, elements.indices, &budget)
        }
        let (text, part, offset) = try searched("indexOf", arguments)
        let points = try CodePoints(text, &budget)
        let start = try points.checked(offset ?? 0)
        let found = ByteSearch(Array(part.utf8)).first(in: points.bytes, from: points.starts[start])
        return .int(found.map { Int64(points.place(ofByte: $0)) } ?? -1)
    }

    @Sendable private static func lastIndexOf(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        if case .list(let elements) = arguments[0], arguments.count == 2 {
            return try AggregateFunctions.index(
                of: arguments[1], in: elements, elements.indices.reversed(), &budget)
        }
        let (text, part, offset) = try searched("lastIndexOf", arguments)
        let points = try CodePoints(text, &budget)
        let start = points.starts[try points.checked(offset ?? Int64(points.count))]
        let needle = Array(part.utf8)
        // Searched backwards: what is first in the reversed bytes is last here.
        let end = min(points.bytes.count, start + needle.count)
        guard end >= needle.count else { return .int(-1) }
        let found = ByteSearch(needle.reversed()).first(in: points.bytes[..<end].reversed())
        return .int(found.map { Int64(points.place(ofByte: end - $0 - needle.count)) } ?? -1)
    }

    private static func searched(
        _ name: String, _ arguments: [CELValue]
    ) throws(CELFailure) -> (String, String, Int64?) {
        guard case .string(let text) = arguments[0], case .string(let part) = arguments[1] else {
            throw .noOverload(name, arguments[0], arguments[1])
        }
        guard arguments.count > 2 else { return (text, part, nil) }
        guard case .int(let offset) = arguments[2] else {
            throw .noOverload(name, arguments[0], arguments[1], arguments[2])
        }
        return (text, part, offset)
    }

    // MARK: Parts

    @Sendable private static func replace(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .string(let text) = arguments[0], case .string(let old) = arguments[1],
            case .string(let new) = arguments[2]
        else { throw .noOverload("replace", arguments[0], arguments[1], arguments[2]) }
        var limit = Int.max
        if arguments.count > 3 {
            guard case .int(let count) = arguments[3] else {
                throw .noOverload("replace", arguments[0], arguments[3])
            }
            if count >= 0 { limit = Int(clamping: count) }
        }
        let bytes = Array(text.utf8)
        let places = try occurrences(of: old, in: text, limit: limit, &budget)
        let growth = places.count.multipliedReportingOverflow(by: new.utf8.count)
        guard !growth.overflow else { throw .tooLarge }
        try budget.charge(building: bytes.count + growth.partialValue)
        var result: [UInt8] = []
        var end = 0
        for place in places {
            result += bytes[end..<place]
            result += new.utf8
            end = place + old.utf8.count
        }
        result += bytes[end...]
        return .string(String(decoding: result, as: UTF8.self))
    }

    /// Where `part` stands; an empty one stands before each code point and at the end.
    private static func occurrences(
        of part: String, in text: String, limit: Int, _ budget: inout CELBudget
    ) throws(CELFailure) -> [Int] {
        let points = try CodePoints(text, &budget)
        let needle = Array(part.utf8)
        if needle.isEmpty { return Array(points.starts.prefix(limit)) }
        return ByteSearch(needle).all(in: points.bytes, limit: limit)
    }

    @Sendable private static func split(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        let (text, separator, count) = try searched("split", arguments)
        if count == 0 { return .list([]) }
        let limit = count.map { $0 < 0 ? .max : Int(clamping: $0) } ?? Int.max
        let bytes = Array(text.utf8)
        var places = try occurrences(of: separator, in: text, limit: .max, &budget)
        // An empty separator cuts between code points only.
        if separator.isEmpty { places = Array(places.dropFirst().dropLast()) }
        places = Array(places.prefix(limit - 1))
        try budget.charge(places.count)
        var parts: [CELValue] = []
        var start = 0
        for place in places {
            parts.append(.string(String(decoding: bytes[start..<place], as: UTF8.self)))
            start = place + separator.utf8.count
        }
        if !separator.isEmpty || !bytes.isEmpty {
            parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
        }
        return .list(parts)
    }

    @Sendable private static func join(
        _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .list(let elements) = arguments[0] else {
            throw .noOverload("join", arguments[0])
        }
        var separator = ""
        if arguments.count > 1 {
            guard case .string(let text) = arguments[1] else {
                throw .noOverload("join", arguments[0], arguments[1])
            }
            separator = text
        }
        var result = ""
        for (index, element) in elements.enumerated() {
            guard case .string(let text) = element else { throw .noOverload("join", element) }
            if index > 0 { result += separator }
            result += text
            try budget.charge((text.utf8.count + separator.utf8.count) >> 4 + 1)
            if result.utf8.count > budget.size { throw .tooLarge }
        }
        return .string(result)
    }
}

/// A text's bytes and where its code points start.
private struct CodePoints {
    let bytes: [UInt8]
    /// One more than there are code points: the last is the end.
    let starts: [Int]

    init(_ text: String, _ budget: inout CELBudget) throws(CELFailure) {
        // The table of places takes more memory than the text.
        try budget.charge(building: text.utf8.count)
        bytes = Array(text.utf8)
        var starts: [Int] = []
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            starts.append(offset)
        }
        self.starts = starts + [bytes.count]
    }

    var count: Int { starts.count - 1 }

    /// The place, if it is within the text or at its end.
    func checked(_ index: Int64) throws(CELFailure) -> Int {
        guard index >= 0, index <= count else { throw .indexOutside(index) }
        return Int(index)
    }

    func text(_ start: Int, _ end: Int) -> String {
        String(decoding: bytes[starts[start]..<starts[end]], as: UTF8.self)
    }

    /// The code point that starts at a byte.
    func place(ofByte offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
