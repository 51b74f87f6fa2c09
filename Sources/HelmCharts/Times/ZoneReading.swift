import GoTemplates

// Offsets and names of zones.
extension TimeReader {
    var zone: Moment.Zone {
        if isUTC { return .utc }
        if let offset {
            let isLocal = offset == 0 && (zoneName.isEmpty || zoneName == "UTC")
            return isLocal ? .utc : Moment.Zone(name: zoneName, offset: offset)
        }
        if zoneName.isEmpty { return .utc }
        // Of a name alone nothing is known, but that `GMT+3` says it.
        let hours = zoneName.hasPrefix("GMT") ? Int(zoneName.dropFirst(3)) ?? 0 : 0
        return Moment.Zone(name: zoneName, offset: hours * 3_600)
    }

    mutating func readOffset(_ form: TimeLayout.OffsetForm, _ usesZ: Bool) throws(Fault) {
        if usesZ, rest.first == UInt8(ascii: "Z") {
            rest.removeFirst()
            isUTC = true
            return
        }
        guard rest.count > form.digits.count, let sign = rest.first else { throw .malformed }
        rest.removeFirst()
        let hours = try digits(2)
        let minutes = form.hasMinutes ? try colonAndDigits(form) : 0
        let seconds = form.hasSeconds ? try colonAndDigits(form) : 0
        if hours > 24 { throw .outOfRange("time zone offset hour") }
        if minutes > 60 { throw .outOfRange("time zone offset minute") }
        if seconds > 60 { throw .outOfRange("time zone offset second") }
        let total = (hours * 60 + minutes) * 60 + seconds
        switch sign {
        case UInt8(ascii: "+"): offset = total
        case UInt8(ascii: "-"): offset = -total
        default: throw .malformed
        }
    }

    private mutating func colonAndDigits(_ form: TimeLayout.OffsetForm) throws(Fault) -> Int {
        if form.hasColon {
            guard rest.first == UInt8(ascii: ":") else { throw .malformed }
            rest.removeFirst()
        }
        return try digits(2)
    }

    /// `UTC`, `GMT` with or without hours, an offset, or three to five capital letters.
    mutating func readZoneName() throws(Fault) {
        if rest.starts(with: "UTC".utf8) {
            rest = rest.dropFirst(3)
            isUTC = true
            return
        }
        let length = Self.zoneNameLength(rest)
        guard length > 0 else { throw .malformed }
        zoneName = String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
    }

    private static func zoneNameLength(_ text: ArraySlice<UInt8>) -> Int {
        guard text.count >= 3 else { return 0 }
        if text.starts(with: "ChST".utf8) || text.starts(with: "MeST".utf8) { return 4 }
        if text.starts(with: "GMT".utf8) { return 3 + signedHoursLength(text.dropFirst(3)) }
        if text.first == 0x2B || text.first == 0x2D { return signedHoursLength(text) }
        let count = text.prefix(6).prefix { (0x41...0x5A).contains($0) }.count
        switch count {
        case 3: return 3
        case 4: return text.starts(with: "WITA".utf8) || text.prefix(4).last == 0x54 ? 4 : 0
        case 5: return text.prefix(5).last == 0x54 ? 5 : 0
        default: return 0
        }
    }

    private static func signedHoursLength(_ text: ArraySlice<UInt8>) -> Int {
        guard text.first == 0x2B || text.first == 0x2D else { return 0 }
        let digits = text.dropFirst().prefix(while: VersionScan.isDigit)
        guard let hours = VersionScan.number(digits), !digits.isEmpty, hours <= 23 else {
            return 0
        }
        return digits.count + 1
    }
}
