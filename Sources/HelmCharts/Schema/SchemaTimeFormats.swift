import GoTemplates

/// The formats of schemas that tell times, those of RFC 3339.
enum SchemaTimeFormats {
    static func date(_ text: Bytes) -> String? {
        do throws(TimeParsingError) {
            _ = try Moment(text, layout: Bytes("2006-01-02".utf8))
            return nil
        } catch {
            return error.message
        }
    }

    static func dateTime(_ text: Bytes) -> String? {
        if text.count < 20 { return "less than 20 characters long" }
        guard text[10] | 0x20 == UInt8(ascii: "t") else { return "11th character must be t or T" }
        if let fault = date(Bytes(text[..<10])) { return "invalid date element: " + fault }
        return time(text[11...]).map { "invalid time element: " + $0 }
    }

    /// `hh:mm:ss`, perhaps a fraction, and `Z` or an offset.
    static func time(_ text: ArraySlice<UInt8>) -> String? {
        let text = Bytes(text)
        if text.count < 9 { return "less than 9 characters long" }
        guard text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":") else {
            return "missing colon in correct place"
        }
        guard let hour = number(text[0..<2]), let minute = number(text[3..<5]),
            let second = number(text[6..<8])
        else { return "invalid hour/min/sec" }
        if hour > 23 || minute > 59 || second > 60 { return "hour/min/sec out of range" }
        var rest = text[8...]
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: VersionScan.isDigit)
            if digits.isEmpty { return "no digits in second fraction" }
            rest = rest[digits.endIndex...]
        }
        var minutes = hour * 60 + minute
        if rest.count != 1 || rest.first.map({ $0 | 0x20 }) != UInt8(ascii: "z") {
            if let fault = offsetFault(rest) { return fault }
            let offset = Bytes(rest)
            let size = (number(offset[1..<3]) ?? 0) * 60 + (number(offset[4..<6]) ?? 0)
            minutes += offset[0] == UInt8(ascii: "+") ? -size : size
            if minutes < 0 { minutes += 24 * 60 }
        }
        return second >= 60 && minutes != 23 * 60 + 59 ? "invalid leap second" : nil
    }

    private static func offsetFault(_ text: ArraySlice<UInt8>) -> String? {
        let text = Bytes(text)
        if text.count != 6 { return "offset must be 6 characters long" }
        guard text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-") else {
            return "offset must begin with plus/minus"
        }
        guard text[3] == UInt8(ascii: ":") else {
            return "missing colon in offset in correct place"
        }
        guard let hours = number(text[1..<3]), let minutes = number(text[4..<6]) else {
            return "invalid hour/min in offset"
        }
        return hours > 23 || minutes > 59 ? "hour/min in offset out of range" : nil
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        VersionScan.number(digits).map { Int(clamping: $0) }
    }

    /// `P1Y2M3DT4H5M6S` or `P7W`.
    static func duration(_ text: Bytes) -> String? {
        guard text.first == UInt8(ascii: "P") else { return "must start with P" }
        let rest = text.dropFirst()
        if rest.isEmpty { return "nothing after P" }
        if rest.last == UInt8(ascii: "W") {
            let digits = rest.dropLast()
            if digits.isEmpty { return "no number in week" }
            return digits.allSatisfy(VersionScan.isDigit) ? nil : "invalid week"
        }
        let parts = rest.split(separator: UInt8(ascii: "T"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index > 0, part.isEmpty { return "no time elements" }
            if index > 1 { return "more than one T" }
            if let fault = elements(part, Bytes((index == 0 ? "YMD" : "HMS").utf8)) { return fault }
        }
        return nil
    }

    /// Numbers, each with one of the units, which come in their order.
    private static func elements(_ text: ArraySlice<UInt8>, _ all: Bytes) -> String? {
        var (rest, units) = (text, all[...])
        while !rest.isEmpty {
            let digits = rest.prefix(while: VersionScan.isDigit)
            if digits.isEmpty { return "missing number" }
            rest = rest.dropFirst(digits.count)
            guard let unit = rest.popFirst() else { return "missing unit" }
            guard let place = units.firstIndex(of: unit) else {
                let name = SchemaViolation.quoted(String(Unicode.Scalar(unit)))
                return all.contains(unit) ? "unit \(name) out of order" : "invalid unit \(name)"
            }
            units = units[(place + 1)...]
        }
        return nil
    }
}
