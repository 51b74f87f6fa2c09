import GoTemplates
import SourceText

/// Numbers, dates and times.
extension TOMLReader {
    /// What begins with a digit.
    mutating func numberOrTime() throws(FunctionError) -> Value {
        let start = place
        if bytes[start] == 0x30, start + 1 < bytes.count {
            switch bytes[start + 1] {
            case UInt8(ascii: "x"): return try prefixed("a hexadecimal") { $0.isASCIIHexDigit }
            case UInt8(ascii: "o"): return try prefixed("an octal") { 0x30...0x37 ~= $0 }
            case UInt8(ascii: "b"): return try prefixed("a binary") { 0x30...0x31 ~= $0 }
            case UInt8(ascii: "-"), UInt8(ascii: ":"):
                place += 1
                return .int64(0)
            default: break
            }
        }
        while let byte = try peek(), byte.isASCIIDigit { place += 1 }
        let next = try peek()
        if next == UInt8(ascii: "-") || next == UInt8(ascii: ":") { return try time(start) }
        return try decimal(start)
    }

    mutating func signedNumber() throws(FunctionError) -> Value {
        let start = place
        let isNegative = bytes[place] == UInt8(ascii: "-")
        place += 1
        let next = try peek()
        for (word, number) in [("inf", Double.infinity), ("nan", Double.nan)]
        where next == word.utf8.first {
            guard bytes[place...].starts(with: word.utf8) else {
                throw wrong("invalid float: '\(character)'")
            }
            place += 3
            return .float(isNegative ? -number : number)
        }
        if next == UInt8(ascii: ".") { throw wrong("floats must start with a digit, not '.'") }
        guard let next, next.isASCIIDigit else {
            throw wrong("expected a digit but got \(quotedCharacter())")
        }
        let second = place + 1 < bytes.count ? bytes[place + 1] : 0
        if next == 0x30, [UInt8(ascii: "b"), UInt8(ascii: "o"), UInt8(ascii: "x")].contains(second)
        {
            let text = String(decoding: bytes[start...place + 1], as: UTF8.self)
            throw wrong("cannot use sign with non-decimal numbers: '\(text)'")
        }
        return try decimal(start)
    }

    private mutating func prefixed(
        _ what: String, _ isDigit: (UInt8) -> Bool
    ) throws(FunctionError) -> Value {
        let start = place
        place += 2
        guard let first = try peek(), isDigit(first) else {
            let text = String(decoding: bytes[start..<place], as: UTF8.self)
            throw wrong("not \(what) number: '\(text)\(character)'")
        }
        while let byte = try peek(), isDigit(byte) || byte == UInt8(ascii: "_") { place += 1 }
        return try integer(Bytes(bytes[start..<place]))
    }

    /// The rest of a decimal number: a first approximation, checked afterwards.
    private mutating func decimal(_ start: Int) throws(FunctionError) -> Value {
        while let byte = try peek(), isDecimal(byte) { place += 1 }
        var isFloat = false
        if let byte = try peek(), byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") {
            isFloat = true
            while let byte = try peek(),
                isDecimal(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
                    || byte == UInt8(ascii: "-") || byte | 0x20 == UInt8(ascii: "e")
            { place += 1 }
        }
        let text = Bytes(bytes[start..<place])
        return isFloat ? try float(text) : try integer(text)
    }

    private func isDecimal(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || byte == UInt8(ascii: "_")
    }

    private func integer(_ text: Bytes) throws(FunctionError) -> Value {
        let shown = String(decoding: text, as: UTF8.self)
        guard hasGoodUnderscores(text[...]) else {
            throw wrong(
                "Invalid integer \(Self.quoted(shown)): underscores must be surrounded by digits")
        }
        guard !hasLeadingZero(text[...]) else {
            throw wrong("Invalid integer \(Self.quoted(shown)): cannot have leading zeroes")
        }
        let digits = text.filter { $0 != UInt8(ascii: "_") }
        guard let value = YAMLNumber.integer(digits[...]) else {
            throw wrong("\(shown) is out of range for int64")
        }
        return .int64(value)
    }

    private func float(_ text: Bytes) throws(FunctionError) -> Value {
        let shown = String(decoding: text, as: UTF8.self)
        let name = "Invalid float \(Self.quoted(shown))"
        let parts = text.split { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        guard parts.allSatisfy({ hasGoodUnderscores($0) }) else {
            throw wrong("\(name): underscores must be surrounded by digits")
        }
        guard !(parts.first.map { hasLeadingZero($0) } ?? false) else {
            throw wrong("\(name): cannot have leading zeroes")
        }
        for place in text.indices where text[place] == UInt8(ascii: ".") {
            guard place + 1 < text.count, text[place + 1].isASCIIDigit else {
                throw wrong("\(name): '.' must be followed by one or more digits")
            }
        }
        let digits = String(decoding: text.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        guard let value = Double(digits) else {
            throw wrong("Invalid float value: \(Self.quoted(shown))")
        }
        guard value.isFinite else { throw wrong("\(shown) is out of range for float64") }
        return .float(value)
    }

    private func hasLeadingZero(_ text: ArraySlice<UInt8>) -> Bool {
        let hasSign = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
        if hasSign { return text.count > 2 && text[text.startIndex + 1] == 0x30 }
        return text.count > 1 && text.first == 0x30 && text[text.startIndex + 1].isASCIIDigit
    }

    private func hasGoodUnderscores(_ text: ArraySlice<UInt8>) -> Bool {
        var isDigit = false
        for byte in text {
            if byte == UInt8(ascii: "_"), !isDigit { return false }
            isDigit = byte.isASCIIHexDigit
        }
        return isDigit
    }

    private mutating func time(_ start: Int) throws(FunctionError) -> Value {
        while let byte = try peek() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ":"),
                UInt8(ascii: "T"), UInt8(ascii: "t"), 0x20, UInt8(ascii: "."), UInt8(ascii: "Z"),
                UInt8(ascii: "z"), UInt8(ascii: "+"):
                place += 1
                continue
            default: break
            }
            break
        }
        var text = Bytes(bytes[start..<place])
        while text.last == 0x20 { text.removeLast() }
        guard let time = TOMLTime(text) else {
            let shown = String(decoding: text, as: UTF8.self)
            throw wrong("invalid datetime: \(Self.quoted(shown))")
        }
        return Value(.object(time))
    }
}
