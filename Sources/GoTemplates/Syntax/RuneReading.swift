/// Reads a rune of bytes that may not be UTF-8, as Go does.
struct RuneReading {
    /// What stands for bytes that are no UTF-8.
    static let replacement: UInt32 = 0xFFFD

    let value: UInt32
    /// How many bytes it takes; zero at the end.
    let width: Int

    /// Whether these bytes are no UTF-8, so that the rune is a replacement for one byte.
    var isBroken: Bool { value == Self.replacement && width == 1 }

    /// The rune at an offset. Surrogates and overlong forms are broken.
    init(_ bytes: Bytes, at offset: Int) {
        guard offset < bytes.count else {
            self.init(value: 0, width: 0)
            return
        }
        let lead = bytes[offset]
        guard lead >= 0x80 else {
            self.init(value: UInt32(lead), width: 1)
            return
        }
        self = Self.long(bytes, at: offset, lead) ?? Self(value: Self.replacement, width: 1)
    }

    private init(value: UInt32, width: Int) {
        self.value = value
        self.width = width
    }

    private static func long(_ bytes: Bytes, at offset: Int, _ lead: UInt8) -> Self? {
        let width: Int
        switch lead {
        case 0xC2...0xDF: width = 2
        case 0xE0...0xEF: width = 3
        case 0xF0...0xF4: width = 4
        default: return nil
        }
        guard offset + width <= bytes.count else { return nil }
        var value = UInt32(lead) & (0x7F >> UInt32(width))
        for byte in bytes[(offset + 1)..<(offset + width)] {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let smallest: [UInt32] = [0x80, 0x800, 0x1_0000]
        guard value >= smallest[width - 2], Unicode.Scalar(value) != nil else { return nil }
        return Self(value: value, width: width)
    }
}

extension Unicode.Scalar {
    /// What may stand in a name: letters, decimal digits and `_`.
    var isNamePart: Bool {
        if isASCII { return UInt8(ascii: self).isNamePart }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            return true
        default: return false
        }
    }

    /// Whether Go shows it as it is (`unicode.IsPrint`).
    var isGoPrintable: Bool {
        if isASCII { return value >= 0x20 && value < 0x7F }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator,
            .lineSeparator, .paragraphSeparator:
            return false
        default: return true
        }
    }
}

extension UInt8 {
    /// A letter, a digit or `_` of ASCII.
    var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// A space to templates: space, tab, carriage return or newline.
    var isTemplateSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0D || self == 0x0A }
}
