import GoTemplates
import Patterns

/// The patterns of `.Files.Glob`: `*` and `?` stop at `/`, `**` does not, `[a-z]`, `[abc]` and
/// `[!abc]` are one character, `{a,b}` is either.
struct FilesGlob {
    private let pattern: Pattern?

    /// A pattern that is malformed matches every name, as in Helm.
    init(_ text: Bytes) {
        let translation = GlobTranslation(text)
        pattern = translation.isWellFormed ? try? Pattern(translation.pattern) : nil
    }

    func matches(_ name: Bytes) -> Bool { pattern?.matches(name) ?? true }
}

/// Makes a regular expression of a pattern.
private struct GlobTranslation {
    private(set) var pattern = "\\A(?:"
    private(set) var isWellFormed = true
    private let scalars: [Unicode.Scalar]
    private var place = 0
    /// How many `{` are open.
    private var depth = 0

    init(_ text: Bytes) {
        scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        while place < scalars.count, isWellFormed { translate() }
        pattern += String(repeating: ")", count: depth) + ")\\z"
    }

    private mutating func translate() {
        let scalar = scalars[place]
        place += 1
        switch scalar {
        case "*":
            if place < scalars.count, scalars[place] == "*" {
                place += 1
                pattern += "(?s:.*)"
            } else {
                pattern += "[^/]*"
            }
        case "?": pattern += "[^/]"
        case "[": range()
        case "{":
            depth += 1
            pattern += "(?:"
        case "}" where depth > 0:
            depth -= 1
            pattern += ")"
        case "," where depth > 0: pattern += "|"
        case "\\":
            guard place < scalars.count else { return }
            pattern += Pattern.quoted(String(scalars[place]))
            place += 1
        default: pattern += Pattern.quoted(String(scalar))
        }
    }

    /// What follows `[`: one span, or a list of characters.
    private mutating func range() {
        var isNegated = false
        if place < scalars.count, scalars[place] == "!" {
            isNegated = true
            place += 1
        }
        if place + 1 < scalars.count, scalars[place + 1] == "-" {
            guard place + 3 < scalars.count, scalars[place + 3] == "]",
                scalars[place] <= scalars[place + 2]
            else {
                isWellFormed = false
                return
            }
            add([scalars[place]], to: scalars[place + 2], isNegated)
            place += 4
            return
        }
        var listed: [Unicode.Scalar] = []
        while place < scalars.count, scalars[place] != "]" {
            if scalars[place] == "\\", place + 1 < scalars.count { place += 1 }
            listed.append(scalars[place])
            place += 1
        }
        guard place < scalars.count, !listed.isEmpty else {
            isWellFormed = false
            return
        }
        place += 1
        add(listed, to: nil, isNegated)
    }

    private mutating func add(
        _ listed: [Unicode.Scalar], to high: Unicode.Scalar?, _ isNegated: Bool
    ) {
        let escaped = listed.map(Self.escaped).joined()
        let end = high.map { "-" + Self.escaped($0) } ?? ""
        pattern += "[\(isNegated ? "^" : "")\(escaped)\(end)]"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\x{\(String(scalar.value, radix: 16))}"
    }
}
