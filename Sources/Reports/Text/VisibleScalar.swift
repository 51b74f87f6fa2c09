/// How a code point is shown on a terminal: what to print, and how many cells that takes.
///
/// Nothing of the input can move the cursor, change colours or reorder text: control characters and
/// the invisible characters that hide or reorder others are shown as what they are.
enum VisibleScalar {
    /// What to print instead of a code point, or nil when it can be printed as it is.
    static func substitute(for value: UInt32) -> String? {
        switch value {
        case 0..<0x20: String(Character(Unicode.Scalar(0x2400 + value) ?? "?"))
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
            0xFFF9...0xFFFB, 0xE0000...0xE007F:
            "<U+\(hexadecimal(value))>"
        // A byte order mark says nothing to people.
        case 0xFEFF: ""
        default: nil
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    /// How many cells a code point that is printed as it is takes: 0, 1 or 2 (Unicode's East Asian
    /// Width, emoji presentation, and marks that combine).
    static func width(of value: UInt32) -> Int {
        guard value >= 0x300 else { return 1 }
        guard let scalar = Unicode.Scalar(value) else { return 1 }
        if isWide(value) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
            0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
            0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}

extension String {
    /// The text with everything a terminal would obey made visible; its own line ends too, so it
    /// stays in one line.
    var visible: String {
        var text = self
        let isPlain = text.withUTF8 { $0.allSatisfy { 0x20 <= $0 && $0 < 0x7F } }
        guard !isPlain else { return self }
        var result = ""
        for scalar in unicodeScalars {
            if let substitute = VisibleScalar.substitute(for: scalar.value) {
                result += substitute
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// How many cells of a terminal the text takes once it is visible.
    var displayWidth: Int {
        guard utf8.contains(where: { $0 >= 0x7F }) else { return utf8.count }
        return unicodeScalars.reduce(0) { $0 + VisibleScalar.width(of: $1.value) }
    }
}
