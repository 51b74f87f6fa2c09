package import GoTemplates

/// The rules of a `.helmignore` file: which files of a folder are no part of the chart.
///
/// A rule without `/` looks at the last step of a name, any other one at the whole name from the
/// chart's folder on. A trailing `/` asks for a folder. A negated rule ignores everything that it
/// does not match. The first rule that decides counts.
package struct HelmIgnore: Sendable {
    private struct Rule: Sendable {
        var pattern: Bytes
        var isNegated = false
        var asksForFolder = false
        var looksAtLastStep = false
    }

    private var rules: [Rule] = []

    /// The rules of a file and the one that always holds, which hides dot files among templates.
    /// The error is what Helm prints.
    package init(parsing bytes: Bytes?) throws(PatternError) {
        for line in (bytes ?? []).split(separator: UInt8(ascii: "\n")) {
            try add(line)
        }
        try add(Bytes("templates/.?*".utf8)[...])
    }

    /// Why a rule cannot be used.
    package struct PatternError: Error, Sendable {
        package let message: String
    }

    private mutating func add(_ line: ArraySlice<UInt8>) throws(PatternError) {
        var pattern = line.trimmedLikeGo
        if pattern.isEmpty || pattern.first == UInt8(ascii: "#") { return }
        if pattern.containsTwoStars {
            throw PatternError(message: "double-star (**) syntax is not supported")
        }
        guard FileGlob.isWellFormed(pattern) else {
            throw PatternError(message: "syntax error in pattern")
        }
        var rule = Rule(pattern: [])
        if pattern.first == UInt8(ascii: "!") {
            rule.isNegated = true
            pattern = pattern.dropFirst()
        }
        if pattern.last == UInt8(ascii: "/") {
            rule.asksForFolder = true
            pattern = pattern.dropLast()
        }
        if pattern.first == UInt8(ascii: "/") {
            pattern = pattern.dropFirst()
        } else {
            rule.looksAtLastStep = !pattern.contains(UInt8(ascii: "/"))
        }
        rule.pattern = Bytes(pattern)
        rules.append(rule)
    }

    /// Whether a file or folder, named from the chart's folder on, is no part of the chart.
    package func ignores(_ name: Bytes, isFolder: Bool) -> Bool {
        for rule in rules {
            if rule.asksForFolder && !isFolder {
                if rule.isNegated { return true }
                continue
            }
            let slash = rule.looksAtLastStep ? name.lastIndex(of: UInt8(ascii: "/")) : nil
            let subject = slash.map { name[($0 + 1)...] } ?? name[...]
            if FileGlob.matches(rule.pattern[...], subject) != rule.isNegated { return true }
        }
        return false
    }
}

extension ArraySlice<UInt8> {
    /// Without the white space of ASCII at either end.
    fileprivate var trimmedLikeGo: ArraySlice<UInt8> {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
        let start = drop(while: isSpace)
        return start.prefix(
            (start.lastIndex { !isSpace($0) } ?? start.startIndex - 1) + 1
                - start.startIndex)
    }

    fileprivate var containsTwoStars: Bool {
        zip(self, dropFirst()).contains { $0 == UInt8(ascii: "*") && $1 == UInt8(ascii: "*") }
    }
}
