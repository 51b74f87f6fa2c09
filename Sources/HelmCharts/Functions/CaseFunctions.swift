package import GoTemplates

/// Sprig's functions that change the case of letters.
package enum CaseFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("upper", [.string], .keeps) { call in
            mapped(&call) { rune, _ in CaseMapping.upper(rune) }
        },
        TemplateFunction("lower", [.string], .keeps) { call in
            mapped(&call) { rune, _ in CaseMapping.lower(rune) }
        },
        TemplateFunction("title", [.string], .keeps) { call in
            mapped(&call) { rune, last in
                isSeparator(last) ? CaseMapping.title(rune) : rune
            }
        },
        TemplateFunction("untitle", [.string], .keeps) { call in
            var isStart = true
            return mapped(&call) { rune, _ in
                if CharacterClass.isSpace(rune) {
                    isStart = true
                    return rune
                }
                defer { isStart = false }
                return isStart ? CaseMapping.lower(rune) : rune
            }
        },
        TemplateFunction("swapcase", [.string], .keeps, swapped),
        TemplateFunction("camelcase", [.string], .blends) { call in
            .string(WordCase.pascal(call.bytes(0)))
        },
        TemplateFunction("snakecase", [.string], .blends) { call in
            .string(WordCase.joined(call.bytes(0), by: UInt8(ascii: "_")))
        },
        TemplateFunction("kebabcase", [.string], .blends) { call in
            .string(WordCase.joined(call.bytes(0), by: UInt8(ascii: "-")))
        },
    ]

    /// Capital letters become small ones; small ones become title letters at the start of a word
    /// and capital letters elsewhere.
    private static func swapped(_ call: inout FunctionCall) -> Value {
        var isAfterSpace = true
        return mapped(&call) { rune, _ in
            if CharacterClass.isUpper(rune) || CharacterClass.isTitle(rune) {
                isAfterSpace = false
                return CaseMapping.lower(rune)
            }
            if CharacterClass.isLower(rune) {
                defer { isAfterSpace = false }
                return isAfterSpace ? CaseMapping.title(rune) : CaseMapping.upper(rune)
            }
            isAfterSpace = CharacterClass.isSpace(rune)
            return rune
        }
    }

    /// The first argument with each rune mapped, given the rune before it (a space at the start).
    /// Bytes that are not UTF-8 become U+FFFD.
    private static func mapped(
        _ call: inout FunctionCall, _ map: (UInt32, UInt32) -> UInt32
    ) -> Value {
        let bytes = call.bytes(0)
        var result: Bytes = []
        result.reserveCapacity(bytes.count)
        var isAligned = true
        var (index, last) = (0, UInt32(0x20))
        while index < bytes.count {
            let (rune, size) = GoRune.decode(bytes, at: index)
            let changed = map(rune, last)
            last = rune
            if changed < 0x80 {
                result.append(UInt8(changed))
            } else {
                result += GoRune.encode(changed)
            }
            index += size
            if result.count != index { isAligned = false }
        }
        if result == bytes { return call[0] }
        // Each byte still stands where it stood.
        if case .text(let text) = call[0].payload, isAligned {
            return Value(.text(TracedText(result, text.runs)), origin: call[0].origin)
        }
        return Value(.string(result), origin: call.origins.shallow(call[0]))
    }

    /// Whether a word begins after this (`strings.Title`).
    private static func isSeparator(_ rune: UInt32) -> Bool {
        if rune < 0x80 {
            let isWord =
                CharacterClass.isUpper(rune) || CharacterClass.isLower(rune)
                || (0x30...0x39).contains(rune) || rune == 0x5F
            return !isWord
        }
        if CharacterClass.isLetter(rune) || CharacterClass.isDigit(rune) { return false }
        return CharacterClass.isSpace(rune)
    }
}
