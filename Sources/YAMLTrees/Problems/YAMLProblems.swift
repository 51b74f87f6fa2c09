import SourceText

/// The sentences for what is wrong with a YAML file.
extension Problem {
    static func yamlSyntax(_ range: SourceRange, _ reason: SyntaxReason) -> Problem {
        Problem("yaml-syntax", range, reason.message, help: reason.help, isBlinding: true)
    }

    static func yamlTooDeep(_ range: SourceRange) -> Problem {
        Problem(
            "yaml-too-deep", range, "nested deeper than \(TreeBuilder.maximumDepth) levels",
            help: "flatten the document", isBlinding: true)
    }

    static func yamlTooLarge() -> Problem {
        Problem(
            "yaml-too-large", SourceRange(at: 0), "the file has more than 2 GiB",
            help: "split it into several files", isBlinding: true)
    }

    static func tooManyProblems(_ range: SourceRange) -> Problem {
        Problem(
            "yaml-problems", range,
            "more than \(TreeBuilder.maximumProblems) things are wrong; reading stops here",
            help: "put the first ones right", isBlinding: true)
    }

    static func forbiddenByte(_ range: SourceRange, _ reason: ForbiddenBytes.Reason) -> Problem {
        switch reason {
        case .notUTF8:
            Problem(
                "yaml-encoding", range, "these bytes are not UTF-8",
                help: "save the file as UTF-8", isBlinding: true)
        case .control(let scalar):
            Problem(
                "yaml-control-character", range,
                "the control character U+\(hexadecimal(scalar)) cannot stand in YAML",
                help: "delete it, or write it as an escape within double quotes", isBlinding: true)
        }
    }

    static func utf16() -> Problem {
        Problem(
            "yaml-encoding", SourceRange(0, 2), "the file is in UTF-16 and not in UTF-8",
            help: "save the file as UTF-8", isBlinding: true)
    }

    static func duplicateKey(_ range: SourceRange, _ name: String, firstLine: Int) -> Problem {
        Problem(
            "duplicate-key", range, "the key `\(name)` already stands in line \(firstLine)",
            help: "delete one of them; Kubernetes refuses both", isBlinding: false)
    }

    static func unknownAnchor(_ range: SourceRange, _ name: String) -> Problem {
        Problem(
            "unknown-anchor", range, "no anchor `&\(name)` stands before this alias",
            help: "name the value with `&\(name)` first, or quote the text", isBlinding: true)
    }

    static func aliasCycle(_ range: SourceRange, _ name: String) -> Problem {
        Problem(
            "alias-cycle", range, "the alias `*\(name)` stands within the value it refers to",
            help: "a value cannot hold itself; write it out", isBlinding: true)
    }

    static func aliasBomb(_ range: SourceRange, _ name: String) -> Problem {
        Problem(
            "alias-bomb", range,
            "with `*\(name)` the document becomes far larger than it is written",
            help: "write values out instead of nesting aliases; Kubernetes refuses this",
            isBlinding: true)
    }

    private static func hexadecimal(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
