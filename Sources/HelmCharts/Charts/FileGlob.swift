import GoTemplates

/// Go's `filepath.Match`: `*` and `?` stand for anything but `/`, `[a-z]` and `[^a-z]` for one
/// character, `\` takes the next one as it is.
package enum FileGlob {
    /// Whether a pattern matches all of a name. A pattern that is not well-formed matches nothing.
    package static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var pattern = pattern
        var name = name
        // Where to go on when what follows the last star does not fit: one byte further.
        var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.drop { $0 == UInt8(ascii: "*") }
                retry = (pattern, name)
                continue
            }
            if pattern.isEmpty && name.isEmpty { return true }
            if let step = step(pattern, name) {
                (pattern, name) = step
                continue
            }
            guard let (saved, rest) = retry, let next = rest.first, next != UInt8(ascii: "/") else {
                return false
            }
            (pattern, name) = (saved, rest.dropFirst())
            retry = (pattern, name)
        }
    }

    /// Whether Go takes the pattern at all, tried as it would be by a name that never fits.
    package static func isWellFormed(_ pattern: ArraySlice<UInt8>) -> Bool {
        var rest = pattern
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "\\"):
                guard rest.count > 1 else { return false }
                rest = rest.dropFirst(2)
            case UInt8(ascii: "["):
                guard let end = bracket(rest, nil) else { return false }
                rest = end.rest
            default: rest = rest.dropFirst()
            }
        }
        return true
    }

    /// What is left of both after one character, or nil when it does not fit.
    private static func step(
        _ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>
    ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>)? {
        guard let wanted = pattern.first, let byte = name.first else { return nil }
        switch wanted {
        case UInt8(ascii: "?"):
            guard byte != UInt8(ascii: "/") else { return nil }
            return (pattern.dropFirst(), name.dropFirst(name.firstCharacter.length))
        case UInt8(ascii: "["):
            let (character, length) = name.firstCharacter
            guard let found = bracket(pattern, character), found.matches else { return nil }
            return (found.rest, name.dropFirst(length))
        case UInt8(ascii: "\\"):
            guard pattern.count > 1, pattern[pattern.startIndex + 1] == byte else { return nil }
            return (pattern.dropFirst(2), name.dropFirst())
        default:
            return wanted == byte ? (pattern.dropFirst(), name.dropFirst()) : nil
        }
    }

    /// Reads `[…]`: whether a character is in it, and what follows it; nil when it is malformed.
    private static func bracket(
        _ pattern: ArraySlice<UInt8>, _ character: UInt32?
    ) -> (matches: Bool, rest: ArraySlice<UInt8>)? {
        var rest = pattern.dropFirst()
        let isNegated = rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var isFirst = true
        var found = false
        while isFirst || rest.first != UInt8(ascii: "]") {
            isFirst = false
            guard let low = limit(&rest) else { return nil }
            var high = low
            if rest.first == UInt8(ascii: "-") {
                rest = rest.dropFirst()
                guard let value = limit(&rest) else { return nil }
                high = value
            }
            if let character, low <= character, character <= high { found = true }
        }
        return (found != isNegated, rest.dropFirst())
    }

    /// One character of a class.
    private static func limit(_ rest: inout ArraySlice<UInt8>) -> UInt32? {
        guard let first = rest.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "]") else {
            return nil
        }
        if first == UInt8(ascii: "\\") { rest = rest.dropFirst() }
        guard !rest.isEmpty else { return nil }
        let (character, length) = rest.firstCharacter
        rest = rest.dropFirst(length)
        // Something must follow, if only the closing bracket.
        return rest.isEmpty ? nil : character
    }
}

extension ArraySlice<UInt8> {
    /// The first character of a text that is not empty, and its length; a byte that is not UTF-8 is
    /// U+FFFD.
    var firstCharacter: (value: UInt32, length: Int) {
        var decoder = UTF8()
        var bytes = prefix(4).makeIterator()
        switch decoder.decode(&bytes) {
        case .scalarValue(let scalar): return (scalar.value, String(scalar).utf8.count)
        case .emptyInput, .error: return (0xFFFD, 1)
        }
    }
}
