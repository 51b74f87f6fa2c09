package import SourceText

/// The instructions of a Dockerfile; the raw value is the keyword in lower case.
package enum InstructionKind: String, Sendable, Hashable, CaseIterable {
    case add, arg, cmd, copy, entrypoint, env, expose, from, healthcheck, label, maintainer
    case onbuild, run, shell, stopsignal, user, volume, workdir
    /// A word at the start of a line that is no instruction.
    case unknown

    /// The kind of a keyword in lower case.
    static let byKeyword: [String: InstructionKind] = Dictionary(
        uniqueKeysWithValues: allCases.filter { $0 != .unknown }.map { ($0.rawValue, $0) })

    /// The keyword in upper case.
    package var keyword: String {
        switch self {
        case .add: "ADD"
        case .arg: "ARG"
        case .cmd: "CMD"
        case .copy: "COPY"
        case .entrypoint: "ENTRYPOINT"
        case .env: "ENV"
        case .expose: "EXPOSE"
        case .from: "FROM"
        case .healthcheck: "HEALTHCHECK"
        case .label: "LABEL"
        case .maintainer: "MAINTAINER"
        case .onbuild: "ONBUILD"
        case .run: "RUN"
        case .shell: "SHELL"
        case .stopsignal: "STOPSIGNAL"
        case .user: "USER"
        case .volume: "VOLUME"
        case .workdir: "WORKDIR"
        case .unknown: ""
        }
    }
}

/// One instruction with its continuation lines and heredocs.
package struct Instruction: Sendable {
    /// Its place in `Dockerfile.instructions`; a trigger has the place of its `ONBUILD`.
    package var index: Int
    package var kind: InstructionKind
    /// The stage it belongs to, a `FROM` to the one it opens; nil before the first `FROM`.
    package var stage: Int?
    /// Where the keyword stands.
    package var keyword: SourceRange
    /// The keyword as written, such as `From`.
    package var keywordText: String
    /// From the keyword to the end of the last line, heredocs included, without the line end.
    package var range: SourceRange
    /// First and last line, from 1, as BuildKit reports them.
    package var lines: ClosedRange<Int>
    package var flags: [InstructionFlag] = []
    /// What follows the flags, joined over continuations as BuildKit joins it, without surrounding
    /// space.
    package var body = StitchedText()
    /// The words of the body; empty when the body is a shell command.
    ///
    /// `ADD` and `COPY`: sources and destination; `FROM`: image, `AS`, name; `HEALTHCHECK`: the
    /// type and, in JSON form, the command's words.
    package var arguments: [Word] = []
    /// What `ARG`, `ENV` and `LABEL` define.
    package var pairs: [KeyValuePair] = []
    /// The command of `RUN`, `CMD`, `ENTRYPOINT`, `SHELL` and `HEALTHCHECK CMD`.
    package var command: CommandForm?
    /// Whether the body was read as a JSON array.
    package var isJSON = false
    package var heredocs: [Heredoc] = []
    /// What `RUN --mount` asks for, in the order of the flags.
    package var mounts: [Mount] = []
    /// The instruction inside an `ONBUILD`: none or one.
    package var triggers: [Instruction] = []
    /// Comments above it that BuildKit counts as its description, in `Dockerfile.comments`.
    package var commentsAbove: Range<Int> = 0..<0
    /// Comments between its continuation lines, in `Dockerfile.comments`.
    package var commentsInside: Range<Int> = 0..<0
    /// Whether a blank line stands between its continuation lines.
    package var hasEmptyContinuation = false
}

extension Instruction {
    /// The first flag of a name, such as `from`.
    package func flag(_ name: String) -> InstructionFlag? { flags.first { $0.name == name } }

    /// What `ADD` or `COPY` takes; heredoc words are among them.
    package var sources: ArraySlice<Word> {
        (kind == .add || kind == .copy) && arguments.count > 1 ? arguments.dropLast() : []
    }

    /// Where `ADD` or `COPY` puts it.
    package var destination: Word? {
        (kind == .add || kind == .copy) && arguments.count > 1 ? arguments.last : nil
    }

    /// The instruction inside an `ONBUILD`.
    package var trigger: Instruction? { triggers.first }
}

/// How a command is given: as text for a shell, or as words to execute.
package enum CommandForm: Sendable {
    case shell(StitchedText)
    case exec([Word])
}

/// One word of an instruction.
package struct Word: Sendable, Hashable {
    /// As BuildKit hands it on: quotes and escapes kept in plain form, decoded in JSON form.
    package var text: String
    /// Where it stands; in JSON form without its quotes.
    package var range: SourceRange

    package init(_ text: String, _ range: SourceRange) {
        self.text = text
        self.range = range
    }
}

/// A flag such as `--from=build`.
package struct InstructionFlag: Sendable, Hashable {
    /// Without the dashes.
    package var name: String
    /// Without quotes and escapes; nil when there is no `=`.
    package var value: String?
    /// From the dashes to the end of the value.
    package var range: SourceRange
    package var nameRange: SourceRange
    /// What follows the `=`, quotes included.
    package var valueRange: SourceRange?
}

/// A definition of `ARG`, `ENV` or `LABEL`.
package struct KeyValuePair: Sendable, Hashable {
    package var key: Word
    /// As written, quotes included; nil for `ARG name`.
    package var value: Word?
    /// Whether it is the old form without an equals sign: `ENV name value`.
    package var isLegacy: Bool
}
