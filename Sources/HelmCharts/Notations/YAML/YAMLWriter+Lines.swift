import GoTemplates

/// The lines of texts, character by character, as go-yaml's emitter writes them.
extension YAMLWriter {
    /// A text as it is or in single quotes: folded at spaces behind the width, line ends doubled.
    mutating func writeFlow(_ lines: inout YAMLLines, isQuoted: Bool) {
        lines.bytes.withUnsafeBufferPointer { bytes in
            var isAfterSpace = false
            var isAfterBreak = false
            var place = 0
            while place < bytes.count {
                if bytes[place] == 0x20 {
                    if mayFold(lines, isAfterSpace, place, isQuoted) {
                        lines.interrupt(&text)
                        writeIndentation(lines.indentation)
                        place += 1
                    } else {
                        copy(&lines, bytes, &place)
                    }
                    isAfterSpace = true
                } else if YAMLCharacter.isBreak(bytes, place) {
                    if !isAfterBreak, bytes[place] == 0x0A { writeOwnLineEnd(&lines) }
                    copyBreak(&lines, bytes, &place)
                    isAfterBreak = true
                } else {
                    if isAfterBreak { indent(&lines) }
                    if isQuoted, bytes[place] == UInt8(ascii: "'") {
                        lines.interrupt(&text)
                        text.append(UInt8(ascii: "'"))
                        column += 1
                    }
                    copy(&lines, bytes, &place)
                    isInIndentation = false
                    (isAfterSpace, isAfterBreak) = (false, false)
                }
            }
        }
        lines.interrupt(&text)
        isAfterBlank = false
        isInIndentation = false
    }

    private func mayFold(
        _ lines: YAMLLines, _ isAfterSpace: Bool, _ place: Int, _ isQuoted: Bool
    ) -> Bool {
        guard lines.allowsBreaks, !isAfterSpace, column > style.width else { return false }
        let isLast = place + 1 == lines.bytes.count
        if isQuoted, place == 0 || isLast { return false }
        return isLast || lines.bytes[place + 1] != 0x20
    }

    /// A text in double quotes, with escapes for all that cannot stand as it is.
    mutating func writeDoubleQuoted(_ lines: inout YAMLLines) {
        // go-yaml looks for a byte order mark at the start of the text, whatever place it is at.
        let escapesAll = lines.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        lines.bytes.withUnsafeBufferPointer { bytes in
            var isAfterSpace = false
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                if byte == 0x20, !escapesAll {
                    if lines.allowsBreaks, !isAfterSpace, column > style.width, place > 0,
                        place < bytes.count - 1
                    {
                        foldQuoted(&lines, isBeforeSpace: bytes[place + 1] == 0x20)
                        place += 1
                    } else {
                        copy(&lines, bytes, &place)
                    }
                    isAfterSpace = true
                    continue
                }
                if escapesAll || needsEscape(bytes, place) {
                    lines.interrupt(&text)
                    let escape = Self.escape(YAMLCharacter.scalar(bytes, place))
                    text.append(escape)
                    column += escape.count
                    place += YAMLCharacter.width(byte)
                } else {
                    copy(&lines, bytes, &place)
                }
                isAfterSpace = false
            }
        }
        lines.interrupt(&text)
    }

    private mutating func foldQuoted(_ lines: inout YAMLLines, isBeforeSpace: Bool) {
        lines.interrupt(&text)
        isInIndentation = false
        writeIndentation(lines.indentation)
        guard isBeforeSpace else { return }
        text.append(UInt8(ascii: "\\"))
        column += 1
    }

    private func needsEscape(_ bytes: UnsafeBufferPointer<UInt8>, _ place: Int) -> Bool {
        let byte = bytes[place]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
        return !YAMLCharacter.isPrintable(bytes, place) || YAMLCharacter.isBreak(bytes, place)
    }

    private static func escape(_ scalar: UInt32) -> Bytes {
        let letters: [UInt32: Character] = [
            0x00: "0", 0x07: "a", 0x08: "b", 0x09: "t", 0x0A: "n", 0x0B: "v", 0x0C: "f", 0x0D: "r",
            0x1B: "e", 0x22: "\"", 0x5C: "\\", 0x85: "N", 0xA0: "_", 0x2028: "L", 0x2029: "P",
        ]
        if let letter = letters[scalar] { return Bytes("\\\(letter)".utf8) }
        let (sign, count) = scalar <= 0xFF ? ("x", 2) : scalar <= 0xFFFF ? ("u", 4) : ("U", 8)
        let digits = String(scalar, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: count - digits.utf8.count)
        return Bytes("\\\(sign)\(zeros)\(digits)".utf8)
    }

    /// A text of several lines behind `|`.
    mutating func writeLiteral(_ lines: inout YAMLLines) {
        writeIndicator("|")
        lines.bytes.withUnsafeBufferPointer { bytes in
            writeBlockHints(bytes)
            text.append(0x0A)
            column = 0
            isInIndentation = true
            isAfterBlank = true
            var isAfterBreak = true
            var place = 0
            while place < bytes.count {
                if YAMLCharacter.isBreak(bytes, place) {
                    copyBreak(&lines, bytes, &place)
                    isAfterBreak = true
                } else {
                    if isAfterBreak { indent(&lines) }
                    copyLine(&lines, bytes, &place)
                    isInIndentation = false
                    isAfterBreak = false
                }
            }
        }
        lines.interrupt(&text)
    }

    /// How far the text is indented if it begins with a blank, and what becomes of its last line
    /// ends.
    private mutating func writeBlockHints(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes[0] == 0x20 || YAMLCharacter.isBreak(bytes, 0) { text.append(UInt8(ascii: "2")) }
        var last = bytes.count - 1
        while last > 0, bytes[last] & 0xC0 == 0x80 { last -= 1 }
        guard YAMLCharacter.isBreak(bytes, last) else { return text.append(UInt8(ascii: "-")) }
        guard last > 0 else { return text.append(UInt8(ascii: "+")) }
        last -= 1
        while last > 0, bytes[last] & 0xC0 == 0x80 { last -= 1 }
        if YAMLCharacter.isBreak(bytes, last) { text.append(UInt8(ascii: "+")) }
    }

    // MARK: Characters

    @inline(__always)
    private mutating func copy(
        _ lines: inout YAMLLines, _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
    ) {
        lines.begin(place, &text)
        let width = YAMLCharacter.width(bytes[place])
        for offset in place..<min(place + width, bytes.count) { text.append(bytes[offset]) }
        lines.advance(width)
        place += width
        column += 1
    }

    /// The rest of a line.
    private mutating func copyLine(
        _ lines: inout YAMLLines, _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
    ) {
        let start = place
        while place < bytes.count, !YAMLCharacter.isBreak(bytes, place) {
            place += YAMLCharacter.width(bytes[place])
        }
        lines.begin(start, &text)
        text.append(UnsafeBufferPointer(rebasing: bytes[start..<place]))
        lines.advance(place - start)
        column += place - start
    }

    private mutating func copyBreak(
        _ lines: inout YAMLLines, _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
    ) {
        copy(&lines, bytes, &place)
        column = 0
        isInIndentation = true
    }

    private mutating func writeOwnLineEnd(_ lines: inout YAMLLines) {
        lines.interrupt(&text)
        text.append(0x0A)
        column = 0
        isInIndentation = true
    }

    private mutating func indent(_ lines: inout YAMLLines) {
        lines.interrupt(&text)
        writeIndentation(lines.indentation)
    }
}
