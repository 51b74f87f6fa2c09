/// `'%s is %d'.format([…])`.
struct FormatText {
    private let arguments: [CELValue]
    private var next = 0
    private var result = ""

    static func formatted(
        _ format: String, _ arguments: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> String {
        try budget.charge(building: format.utf8.count)
        var text = FormatText(arguments: arguments)
        try text.write(Array(format.utf8), &budget)
        return text.result
    }

    private init(arguments: [CELValue]) { self.arguments = arguments }

    private mutating func write(
        _ format: [UInt8], _ budget: inout CELBudget
    ) throws(CELFailure) {
        var place = 0
        while place < format.count {
            let literal = format[place...].prefix { $0 != UInt8(ascii: "%") }
            result += String(decoding: literal, as: UTF8.self)
            place += literal.count
            guard place < format.count else { break }
            place += 1
            if place < format.count, format[place] == UInt8(ascii: "%") {
                result += "%"
                place += 1
                continue
            }
            let precision = try precision(format, &place)
            guard place < format.count else { throw CELFailure("`%` at the end of a format") }
            try clause(format[place], precision, &budget)
            place += 1
            if result.utf8.count > budget.size { throw .tooLarge }
        }
    }

    private func precision(_ format: [UInt8], _ place: inout Int) throws(CELFailure) -> Int? {
        guard place < format.count, format[place] == UInt8(ascii: ".") else { return nil }
        place += 1
        let digits = format[place...].prefix { (0x30...0x39).contains($0) }
        place += digits.count
        guard let value = Int(String(decoding: digits, as: UTF8.self)),
            value <= DoubleText.finestPrecision
        else { throw CELFailure("the precision in a format is missing or too large") }
        return value
    }

    private mutating func clause(
        _ letter: UInt8, _ precision: Int?, _ budget: inout CELBudget
    ) throws(CELFailure) {
        let letters = Array("sdfebxXo".utf8)
        guard letters.contains(letter) else {
            let name = String(decoding: [letter], as: UTF8.self)
            throw CELFailure("`%\(name)` is not known in a format")
        }
        guard next < arguments.count else { throw .indexOutside(Int64(next)) }
        let argument = arguments[next]
        next += 1
        switch letter {
        case UInt8(ascii: "s"): try string(argument, &budget)
        case UInt8(ascii: "d"): result += try decimal(argument)
        case UInt8(ascii: "f"):
            result += DoubleText.fixed(try number(argument, "f"), precision: precision ?? 6)
        case UInt8(ascii: "e"):
            result += DoubleText.scientific(try number(argument, "e"), precision: precision ?? 6)
        case UInt8(ascii: "b"): result += try binary(argument)
        case UInt8(ascii: "o"): result += try integer(argument, radix: 8, "o")
        default:
            let text = try hexadecimal(argument, &budget)
            result += letter == UInt8(ascii: "X") ? text.uppercased() : text
        }
    }

    // MARK: Numbers

    private func decimal(_ value: CELValue) throws(CELFailure) -> String {
        guard case .double(let number) = value else { return try integer(value, radix: 10, "d") }
        return DoubleText.shortest(number)
    }

    private func integer(
        _ value: CELValue, radix: Int, _ clause: String
    ) throws(CELFailure) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        default: throw .noOverload("%\(clause)", value)
        }
    }

    private func number(_ value: CELValue, _ clause: String) throws(CELFailure) -> Double {
        switch value {
        case .double(let number): return number
        case .int(let number): return Double(number)
        case .uint(let number): return Double(number)
        default: throw .noOverload("%\(clause)", value)
        }
    }

    private func binary(_ value: CELValue) throws(CELFailure) -> String {
        if case .bool(let flag) = value { return flag ? "1" : "0" }
        return try integer(value, radix: 2, "b")
    }

    private func hexadecimal(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> String {
        let bytes: [UInt8]
        switch value {
        case .string(let text): bytes = Array(text.utf8)
        case .bytes(let value): bytes = value
        default: return try integer(value, radix: 16, "x")
        }
        try budget.charge(building: bytes.count * 2)
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Strings

    /// Writes any value as `%s` does; what is inside lists and maps is written the same way.
    private mutating func string(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) {
        try budget.charge(1)
        if result.utf8.count > budget.size { throw .tooLarge }
        switch value {
        case .null: result += "null"
        case .type(let name): result += name
        case .list(let elements):
            result += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { result += ", " }
                try string(element, &budget)
            }
            result += "]"
        case .map(let map): try write(map, &budget)
        default:
            guard case .string(let text) = try ConversionFunctions.string(value) else { return }
            try budget.charge(building: text.utf8.count)
            result += text
        }
    }

    /// A map with its entries in the order of their keys' texts.
    private mutating func write(
        _ map: CELMap, _ budget: inout CELBudget
    ) throws(CELFailure) {
        var keys: [(text: String, value: CELValue)] = []
        for entry in map.entries {
            guard case .string(let text) = try ConversionFunctions.string(entry.key) else {
                continue
            }
            keys.append((text, entry.value))
        }
        try budget.charge(keys.count * (Int.bitWidth - keys.count.leadingZeroBitCount))
        keys.sort { $0.text.precedesByBytes($1.text) }
        result += "{"
        for (index, key) in keys.enumerated() {
            if index > 0 { result += ", " }
            result += key.text + ": "
            try string(key.value, &budget)
        }
        result += "}"
    }
}
