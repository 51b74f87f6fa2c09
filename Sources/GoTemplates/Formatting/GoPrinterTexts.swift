extension GoPrinter {
    /// A string by any verb.
    mutating func printText(_ value: Value, _ verb: Verb) {
        guard let bytes = value.bytes else { return }
        switch verb {
        case "v" where flags.sharpV: printQuoted(value, bytes)
        case "v", "s":
            if flags.width == nil, flags.precision == nil {
                put(value, 0..<bytes.count)
            } else {
                pad(value, kept(bytes))
            }
        case "x": printHexadecimal(value, bytes, isCapital: false)
        case "X": printHexadecimal(value, bytes, isCapital: true)
        case "q": printQuoted(value, bytes)
        default: putBadVerb(verb, value)
        }
    }

    /// A text of the printer's own, cut to the precision and padded to the width.
    mutating func putText(_ bytes: Bytes, _ origin: Origin) {
        pad(Bytes(bytes[kept(bytes)]), origin)
    }

    /// As many runes as the precision lets through.
    private func kept(_ bytes: Bytes) -> Range<Int> {
        guard let precision = flags.precision else { return 0..<bytes.count }
        return 0..<GoRune.offset(after: precision, in: bytes)
    }

    private mutating func printQuoted(_ value: Value, _ all: Bytes) {
        let range = kept(all)
        let isWhole = range.count == all.count
        let bytes = isWhole ? all : Bytes(all[range])
        let origin = origins.origin(of: value, in: range)
        if flags.sharp, GoQuote.canBackquote(bytes) {
            pad([UInt8(ascii: "`")] + bytes + [UInt8(ascii: "`")], origin)
        } else if isWhole, flags.width == nil, origins.isTracking, bytes.count < 1 << 20 {
            GoQuote.quote(value, toASCII: flags.plus, origins, into: &builder)
        } else {
            pad(GoQuote.quote(bytes, toASCII: flags.plus), origin)
        }
    }

    /// Two hexadecimal digits for each byte; with a space between them and `0x` before them, or
    /// before all, as the flags ask.
    mutating func printHexadecimal(_ value: Value, _ bytes: Bytes, isCapital: Bool) {
        let count = min(flags.precision ?? bytes.count, bytes.count)
        guard count > 0 else { return putPadding(flags.width ?? 0) }
        let prefix = Bytes((isCapital ? "0X" : "0x").utf8)
        var text: Bytes = flags.sharp ? prefix : []
        text.reserveCapacity(count * 2)
        for index in 0..<count {
            if flags.space, index > 0 {
                text.append(UInt8(ascii: " "))
                if flags.sharp { text.append(contentsOf: prefix) }
            }
            text.append(GoNumberText.hexDigit(bytes[index] >> 4, isCapital: isCapital))
            text.append(GoNumberText.hexDigit(bytes[index] & 0xF, isCapital: isCapital))
        }
        pad(text, origins.origin(of: value, in: 0..<count))
    }
}
