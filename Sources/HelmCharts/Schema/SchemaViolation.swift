import GoTemplates

/// What is wrong with a value, or with a part of it, and why.
struct SchemaViolation {
    enum Kind {
        case plain
        /// Several violations of one schema.
        case group
        /// What a schema that is referred to says; a single cause stands for it.
        case reference
    }

    let kind: Kind
    /// Where in the value, as a JSON pointer.
    let location: String
    let message: String
    var causes: [SchemaViolation]

    init(
        _ location: String, _ message: String, kind: Kind = .plain,
        causes: [SchemaViolation] = []
    ) {
        self.kind = kind
        self.location = location
        self.message = message
        self.causes = causes
    }

    /// One violation for all of them.
    init?(all violations: [SchemaViolation], at location: @autoclosure () -> String) {
        guard let first = violations.first else { return nil }
        if violations.count == 1 {
            self = first
        } else {
            self.init(location(), "validation failed", kind: .group, causes: violations)
        }
    }

    /// The members of a group, else this.
    var ungrouped: [SchemaViolation] { kind == .group ? causes : [self] }

    func write(to lines: inout [String], indent: Int) {
        var indent = indent
        if kind != .reference || causes.count != 1 {
            lines.append(
                String(repeating: "  ", count: indent) + "- at " + Self.quoted(location) + ": "
                    + message)
            indent += 1
        }
        for cause in causes { cause.write(to: &lines, indent: indent) }
    }

    /// In single quotes; else as Go quotes.
    static func quoted(_ text: String) -> String { quoted(Bytes(text.utf8)) }

    static func quoted(_ text: Bytes) -> String {
        var quoted = Bytes(GoQuoting.quoted(text).utf8)
        // Every `\"` loses its stroke, also one that a stroke before the closing quote seems to be.
        quoted = replacing(#"\""#, by: "\"", in: quoted)
        quoted = replacing("'", by: #"\'"#, in: quoted)
        return "'" + String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self) + "'"
    }

    private static func replacing(_ part: String, by other: String, in text: Bytes) -> Bytes {
        let (part, other) = (Bytes(part.utf8), Bytes(other.utf8))
        var result: Bytes = []
        var offset = 0
        while offset < text.count {
            if text[offset...].starts(with: part) {
                result += other
                offset += part.count
            } else {
                result.append(text[offset])
                offset += 1
            }
        }
        return result
    }

    static func quoted(_ names: [Bytes]) -> String {
        names.map { quoted($0) }.joined(separator: ", ")
    }
}
