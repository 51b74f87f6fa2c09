/// What go-yaml's emitter finds out about a text before it chooses a style.
struct ScalarAnalysis {
    /// It holds a line end of any kind.
    private(set) var isMultiline = false
    /// It holds a line feed, for which go-yaml wants a literal block.
    private(set) var hasLineFeed = false
    private(set) var allowsPlain = true
    private(set) var allowsSingleQuotes = true
    private(set) var allowsBlock = true
    /// Plain ASCII without anything that needs care.
    private(set) var isSimple = true
    private(set) var hasSpace = false

    private var hasSpecial = false
    private var hasTab = false
    private var breakBeforeSpace = false
    private var spaceBeforeBreak = false
    private var hasIndicator = false

    /// Version 3 lets tabs stand in literal blocks, hence the style.
    init(_ text: UnsafeBufferPointer<UInt8>, _ style: YAMLStyle) {
        guard !text.isEmpty else {
            allowsBlock = false
            isSimple = false
            return
        }
        lookAtStart(text)
        lookAtCharacters(text, tabsAreSpecial: style == .compact)
        decide(text)
    }

    private mutating func lookAtStart(_ text: UnsafeBufferPointer<UInt8>) {
        let isFollowedByBlank = text.count == 1 || text[1] == 0x20 || text[1] == 0x09
        switch text[0] {
        case UInt8(ascii: "#"), UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "*"),
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"):
            hasIndicator = true
        case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "-"):
            hasIndicator = isFollowedByBlank
        default: break
        }
        guard text.count >= 3, text[0] == text[1], text[1] == text[2] else { return }
        if text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: ".") { hasIndicator = true }
    }

    private mutating func lookAtCharacters(
        _ text: UnsafeBufferPointer<UInt8>, tabsAreSpecial: Bool
    ) {
        var afterSpace = false
        var afterBreak = false
        var place = 0
        while place < text.count {
            let byte = text[place]
            switch byte {
            case 0x20:
                hasSpace = true
                if afterBreak { breakBeforeSpace = true }
                (afterSpace, afterBreak) = (true, false)
                place += 1
                continue
            case UInt8(ascii: ":") where place > 0:
                let next = place + 1
                if next == text.count || text[next] == 0x20 || text[next] == 0x09 {
                    hasIndicator = true
                }
            case UInt8(ascii: "#") where place > 0:
                if isBlank(text, before: place) { hasIndicator = true }
            case 0x21...0x7E: break
            case 0x09:
                if tabsAreSpecial { hasSpecial = true } else { hasTab = true }
            default:
                if byte == 0x0A { hasLineFeed = true }
                if byte != 0x0A, !YAMLCharacter.isPrintable(text, place) { hasSpecial = true }
                isSimple = false
                if YAMLCharacter.isBreak(text, place) {
                    isMultiline = true
                    if afterSpace { spaceBeforeBreak = true }
                    (afterSpace, afterBreak) = (false, true)
                    place += YAMLCharacter.width(byte)
                    continue
                }
            }
            (afterSpace, afterBreak) = (false, false)
            place += YAMLCharacter.width(byte)
        }
    }

    /// Whether a blank or a line end stands before a place.
    private func isBlank(_ text: UnsafeBufferPointer<UInt8>, before place: Int) -> Bool {
        var start = place - 1
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        let byte = text[start]
        if byte == 0x20 || byte == 0x09 || byte == 0 { return true }
        return YAMLCharacter.isBreak(text, start)
    }

    private mutating func decide(_ text: UnsafeBufferPointer<UInt8>) {
        var last = text.count - 1
        while last > 0, text[last] & 0xC0 == 0x80 { last -= 1 }
        let endsInSpace = text[text.count - 1] == 0x20
        let isPadded =
            text[0] == 0x20 || endsInSpace || YAMLCharacter.isBreak(text, 0)
            || YAMLCharacter.isBreak(text, last)
        let isOdd = spaceBeforeBreak || hasSpecial
        allowsPlain =
            !isPadded && !breakBeforeSpace && !isOdd && !hasTab && !isMultiline && !hasIndicator
        allowsSingleQuotes = !breakBeforeSpace && !isOdd && !hasTab
        allowsBlock = !endsInSpace && !isOdd
        isSimple = isSimple && !hasSpecial && !hasTab
    }
}
