import SourceText
import YAMLTrees

/// A comment that allows mistakes: ours, or that of hadolint, BuildKit, checkov or Trivy.
struct SuppressionComment: Sendable {
    enum Reach: Sendable {
        /// The instruction it stands above or in.
        case instruction(Int)
        case file
    }

    /// One name in the list, with its place.
    struct Name: Sendable {
        var text: String
        var range: SourceRange
    }

    /// The tool whose names it uses; nil for ours.
    var tool: String?
    var reach: Reach
    var names: [Name]
    /// Whether it allows everything, as `# check=skip=all` does.
    var allowsAll = false
    var reason: String?
    /// The comment, from `#` to the end of the line.
    var range: SourceRange
}

extension SuppressionComment {
    /// Reads a comment line; nil when it allows nothing.
    ///
    /// `instruction` is the one the comment stands above or in.
    init?(_ bytes: [UInt8], _ range: SourceRange, instruction: Int?) {
        var cursor = Cursor(bytes, range: range)
        cursor.skip { $0 == UInt8(ascii: "#") }
        cursor.skip(while: \.isBlank)
        self.range = range
        names = []
        reach = .file
        if cursor.skip("plimsoll:") {
            cursor.skip(while: \.isBlank)
            let isForFile = cursor.skip("allow-file")
            guard isForFile || cursor.skip("allow"), cursor.byte?.isBlank ?? false else {
                return nil
            }
            readOwn(&cursor)
            if isForFile { return }
        } else if cursor.skip("hadolint") {
            cursor.skip(while: \.isBlank)
            let isForFile = cursor.skip("global")
            cursor.skip(while: \.isBlank)
            guard cursor.skip("ignore") else { return nil }
            cursor.skip(while: \.isBlank)
            guard cursor.skip(UInt8(ascii: "=")) else { return nil }
            tool = "hadolint"
            readNames(&cursor)
            if isForFile { return }
        } else if cursor.skip("checkov:skip=") {
            tool = "checkov"
            readNames(&cursor)
            return
        } else if cursor.skip("trivy:ignore:") {
            tool = "trivy"
            readNames(&cursor)
        } else {
            return nil
        }
        guard let instruction else { return nil }
        reach = .instruction(instruction)
    }

    /// Whether it reaches all of the file.
    var isForFile: Bool { if case .file = reach { true } else { false } }

    /// Reads the value of the annotation `plimsoll.dev/allow`: names, then perhaps a reason.
    init(annotation range: SourceRange, value: YAMLValue) {
        self.range = range
        names = []
        reach = .file
        var cursor = Cursor(value.tree.bytes, range: value.range)
        cursor.skip { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
        readOwn(&cursor)
    }

    /// Reads the value of BuildKit's `check` directive: `skip=A,B;error=true`.
    init?(checkDirective range: SourceRange, value: SourceRange, _ bytes: [UInt8]) {
        self.range = range
        names = []
        reach = .file
        tool = "buildkit"
        var cursor = Cursor(bytes, range: value)
        while !cursor.isAtEnd {
            cursor.skip(while: \.isBlank)
            if cursor.skip("skip=") { readNames(&cursor) }
            cursor.skip { $0 != UInt8(ascii: ";") }
            cursor.advance()
        }
        allowsAll = names.contains { $0.text.lowercased() == "all" }
        guard !names.isEmpty else { return nil }
    }

    /// Names, then perhaps a reason after `--`, `—` or `:`.
    private mutating func readOwn(_ cursor: inout Cursor) {
        readNames(&cursor)
        cursor.skip(while: \.isBlank)
        if cursor.skip("--") || cursor.skip("—") || cursor.skip(UInt8(ascii: ":")) {
            cursor.skip(while: \.isBlank)
            let text = cursor.bytes.text(SourceRange(cursor.offset, cursor.end))
            reason = text.split(separator: "\r").first.map(String.init)
        }
    }

    /// Names with commas or blanks between them.
    private mutating func readNames(_ cursor: inout Cursor) {
        while true {
            cursor.skip { $0.isBlank || $0 == UInt8(ascii: ",") }
            guard !cursor.starts(with: "--") else { return }
            let name = cursor.skip { $0.isWordByte || $0 == UInt8(ascii: "-") }
            guard !name.isEmpty else { return }
            names.append(Name(text: cursor.bytes.text(name), range: name))
        }
    }
}
