import GoTemplates

/// What becomes of a text that `toYaml` sends through JSON: encoding/json writes it, go-yaml reads
/// it as a text in double quotes.
enum YAMLPassage {
    /// The longest key, in characters of its JSON, that go-yaml finds the `:` of.
    private static let longestKey = 1_022

    /// The text behind JSON; throws what go-yaml says when it refuses the JSON.
    static func text(
        _ given: Bytes, isValid: Bool, isKey: Bool
    ) throws(FunctionError) -> Bytes {
        if isValid, isPlain(given) {
            if isKey, given.count > longestKey / 6 { try checkKey(given) }
            return given
        }
        let valid = GoJSONString.validated(given)
        let hasForbidden = valid.withUnsafeBufferPointer { Self.hasForbidden($0) }
        guard !hasForbidden else { throw FunctionError("yaml: control characters are not allowed") }
        if isKey { try checkKey(valid) }
        return valid.withUnsafeBufferPointer { hasLineEnd($0) } ? folded(valid) : valid
    }

    /// Whether all characters are ASCII and none is DEL.
    private static func isPlain(_ text: Bytes) -> Bool {
        var all: UInt8 = 0
        var isDeleted = false
        for byte in text {
            all |= byte
            isDeleted = isDeleted || byte == 0x7F
        }
        return all < 0x80 && !isDeleted
    }

    private static func hasForbidden(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while place < text.count {
            let scalar = YAMLCharacter.scalar(text, place)
            switch scalar {
            case 0x7F, 0x80...0x84, 0x86...0x9F, 0xFFFE, 0xFFFF: return true
            default: place += YAMLCharacter.width(text[place])
            }
        }
        return false
    }

    /// go-yaml looks for the `:` of a key only so far, and only in the same line.
    private static func checkKey(_ text: Bytes) throws(FunctionError) {
        var length = 0
        text.withUnsafeBufferPointer { text in
            var place = 0
            while place < text.count {
                let byte = text[place]
                if byte < 0x80 {
                    length +=
                        GoJSONString.isPlain(byte, .raw) ? 1 : GoJSONString.escape(byte).count
                    if [0x3C, 0x3E, 0x26].contains(byte) { length += 5 }
                } else if YAMLCharacter.isBreak(text, place) {
                    length += byte == 0xC2 ? longestKey + 1 : 6
                } else {
                    length += 1
                }
                place += YAMLCharacter.width(byte)
            }
        }
        guard length <= longestKey else {
            throw FunctionError("yaml: did not find expected ',' or '}'")
        }
    }

    /// Whether a NEL stands in the text, which is a line end to go-yaml and none to JSON.
    private static func hasLineEnd(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        for place in text.indices.dropLast() where text[place] == 0xC2 && text[place + 1] == 0x85 {
            return true
        }
        return false
    }

    /// Lines joined as in double quotes: one line end becomes a space, others line feeds, and
    /// blanks around them go.
    private static func folded(_ text: Bytes) -> Bytes {
        var result: Bytes = []
        var place = 0
        while place < text.count {
            guard text[place] == 0xC2, place + 1 < text.count, text[place + 1] == 0x85 else {
                result.append(text[place])
                place += 1
                continue
            }
            while result.last == 0x20 { result.removeLast() }
            var lineEnds = 0
            while place < text.count {
                if text[place] == 0xC2, place + 1 < text.count, text[place + 1] == 0x85 {
                    lineEnds += 1
                    place += 2
                } else if text[place] == 0x20 {
                    place += 1
                } else {
                    break
                }
            }
            result += lineEnds == 1 ? [0x20] : Bytes(repeating: 0x0A, count: lineEnds - 1)
        }
        return result
    }
}
