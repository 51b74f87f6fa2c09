package import SourceText

/// A variable as an instruction sees it.
package struct Variable: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case argument
        case environment
        /// Known to every build, such as `TARGETARCH` and `HTTP_PROXY`; only a build has its value.
        case predefined
    }

    package var name: String
    /// Nil when only a build knows it: an argument without default, or one that depends on such.
    package var value: String?
    package var kind: Kind
    /// The instruction that defines it; nil for what no instruction declares.
    package var instruction: Int?
    /// Where its name stands there.
    package var range: SourceRange?
}

/// What became of a text once its variables were put in.
package struct Expansion: Sendable, Hashable {
    /// Variables without a known value are empty in it.
    package var text: String
    /// The text split at spaces that are not quoted.
    package var words: [String]
    /// Names that nothing defines; a base image may.
    package var undefined: [String]
    /// Names that are declared, but whose value only a build knows.
    package var unknown: [String]

    /// Whether the text is what every build gets.
    package var isCertain: Bool { undefined.isEmpty && unknown.isEmpty }
}

/// The variables an instruction sees: a view into the file's definitions, nothing is copied.
package struct Scope: Sendable {
    let table: VariableTable
    /// Nil before the first `FROM` and in `FROM` itself, where global arguments hold.
    let stage: Int?
    /// Definitions from here on are not yet made.
    let limit: Int

    /// The variable of a name; nil when nothing defines it.
    package func variable(_ name: String) -> Variable? {
        table.variable(name, in: stage, before: limit)
    }

    /// Expands a text as BuildKit does.
    package func expand(_ text: String) throws(ExpansionError) -> Expansion {
        try table.expand(text, in: stage, before: limit)
    }
}

extension Dockerfile {
    /// The variables an instruction sees.
    package func scope(of instruction: Instruction) -> Scope {
        Scope(
            table: variables, stage: instruction.kind == .from ? nil : instruction.stage,
            limit: variables.count(before: instruction.index))
    }

    /// Expands a word of an instruction; nil when BuildKit refuses it.
    package func expand(_ word: Word, of instruction: Instruction) -> Expansion? {
        try? scope(of: instruction).expand(word.text)
    }
}

/// Names that builds define on their own.
package enum PredefinedVariables {
    /// Global arguments of every build; a stage sees them once it declares them.
    package static let platform: Set<String> = [
        "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
        "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT",
        "TARGETSTAGE",
    ]

    /// Arguments that `RUN` sees without a declaration when the build gives them.
    package static let proxy: Set<String> = [
        "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy",
        "NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy",
    ]

    /// What an instruction of a stage sees though nothing declares it.
    static func stageSees(_ name: String) -> Bool { name == "PATH" || proxy.contains(name) }
}
