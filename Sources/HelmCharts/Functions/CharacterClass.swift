/// What Go's package `unicode` says of a code point.
enum CharacterClass {
    static func isSpace(_ rune: UInt32) -> Bool {
        if rune < 0x80 { return rune == 0x20 || (0x09...0x0D).contains(rune) }
        return Unicode.Scalar(rune)?.properties.isWhitespace ?? false
    }

    static func isUpper(_ rune: UInt32) -> Bool {
        if rune < 0x80 { return (0x41...0x5A).contains(rune) }
        return category(rune) == .uppercaseLetter
    }

    static func isLower(_ rune: UInt32) -> Bool {
        if rune < 0x80 { return (0x61...0x7A).contains(rune) }
        return category(rune) == .lowercaseLetter
    }

    static func isTitle(_ rune: UInt32) -> Bool {
        rune >= 0x80 && category(rune) == .titlecaseLetter
    }

    static func isLetter(_ rune: UInt32) -> Bool {
        switch category(rune) {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
            true
        default: false
        }
    }

    static func isNumber(_ rune: UInt32) -> Bool {
        switch category(rune) {
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }

    static func isDigit(_ rune: UInt32) -> Bool { category(rune) == .decimalNumber }

    static func isPunctuation(_ rune: UInt32) -> Bool {
        switch category(rune) {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            true
        default: false
        }
    }

    private static func category(_ rune: UInt32) -> Unicode.GeneralCategory? {
        Unicode.Scalar(rune)?.properties.generalCategory
    }
}

/// One code point in the other case, as Go's package `unicode` maps it: always to one code point,
/// so that `ß` stays.
enum CaseMapping {
    static func upper(_ rune: UInt32) -> UInt32 {
        if rune < 0x80 { return (0x61...0x7A).contains(rune) ? rune - 0x20 : rune }
        guard let properties = Unicode.Scalar(rune)?.properties else { return rune }
        // Greek letters with an iota beside them have one capital letter, which is a title letter.
        return single(properties.uppercaseMapping) ?? single(properties.titlecaseMapping) ?? rune
    }

    static func lower(_ rune: UInt32) -> UInt32 {
        if rune < 0x80 { return (0x41...0x5A).contains(rune) ? rune + 0x20 : rune }
        if rune == 0x130 { return 0x69 }
        return Unicode.Scalar(rune).flatMap { single($0.properties.lowercaseMapping) } ?? rune
    }

    static func title(_ rune: UInt32) -> UInt32 {
        if rune < 0x80 { return upper(rune) }
        return Unicode.Scalar(rune).flatMap { single($0.properties.titlecaseMapping) } ?? rune
    }

    private static func single(_ mapping: String) -> UInt32? {
        let scalars = mapping.unicodeScalars
        guard let first = scalars.first, scalars.count == 1 else { return nil }
        return first.value
    }
}
