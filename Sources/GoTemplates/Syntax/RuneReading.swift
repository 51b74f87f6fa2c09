/// Reads a rune of bytes that may not be UTF-8, as Go does.
struct RuneReading {
    /// What stands for bytes that are no UTF-8.
    static let replacement = GoRune.replacement

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
        let (rune, size) = GoRune.decode(bytes, at: offset)
        self.init(value: rune, width: size)
    }

    private init(value: UInt32, width: Int) {
        self.value = value
        self.width = width
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
