package import SourceText

/// A `$name` or `${name…}` in an instruction, which a build replaces.
package struct VariableReference: Sendable, Hashable {
    package var name: String
    /// From the `$` to the last byte.
    package var range: SourceRange
    package var nameRange: SourceRange
    /// Whether it says what to take when the variable is not set: `${name:-x}`, `${name+x}`.
    package var hasFallback: Bool
}

extension Dockerfile {
    /// The instructions whose words a build expands; the shell expands those of `RUN`.
    package static let expandingKinds: [InstructionKind] = [
        .add, .arg, .copy, .env, .expose, .from, .label, .stopsignal, .user, .volume, .workdir,
    ]

    /// The references in an instruction's flags and words, in order; none in here-documents.
    package func references(in instruction: Instruction) -> [VariableReference] {
        guard Dockerfile.expandingKinds.contains(instruction.kind) else { return [] }
        let end = instruction.heredocs.first?.content.start ?? instruction.range.end
        let text = SourceRange(instruction.keyword.end, max(instruction.keyword.end, end))
        guard bytes[text].contains(UInt8(ascii: "$")) else { return [] }
        var scan = ReferenceScan(Cursor(bytes, range: text), escape: escape)
        return scan.references()
    }
}

/// Finds references in the written text of an instruction.
private struct ReferenceScan {
    private var cursor: Cursor
    private let escape: UInt8

    init(_ cursor: Cursor, escape: UInt8) {
        self.cursor = cursor
        self.escape = escape
    }

    mutating func references() -> [VariableReference] {
        var references: [VariableReference] = []
        var isDoubleQuoted = false
        while let byte = cursor.byte {
            switch byte {
            case escape: cursor.advance(2)
            case UInt8(ascii: "\""):
                isDoubleQuoted.toggle()
                cursor.advance()
            case UInt8(ascii: "'") where !isDoubleQuoted: skipQuoted()
            case UInt8(ascii: "#") where isAtLineStart:
                cursor.skip { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "$"):
                if let reference = reference() { references.append(reference) }
            default: cursor.advance()
            }
        }
        return references
    }

    /// Whether only blanks stand before the cursor on its line: a `#` there begins a comment.
    private var isAtLineStart: Bool {
        var distance = -1
        while let byte = cursor.byte(after: distance), byte.isBlank { distance -= 1 }
        return cursor.byte(after: distance) == UInt8(ascii: "\n")
    }

    private mutating func skipQuoted() {
        let start = cursor
        cursor.advance()
        cursor.skip { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\n") }
        // An apostrophe without a partner on its line quotes nothing worth hiding.
        if !cursor.skip(UInt8(ascii: "'")) {
            cursor = start
            cursor.advance()
        }
    }

    /// The cursor is at a `$`; moves past the name, so that references inside `${x:-$y}` are found.
    private mutating func reference() -> VariableReference? {
        let start = cursor.offset
        cursor.advance()
        let isBraced = cursor.skip(UInt8(ascii: "{"))
        guard let first = cursor.byte, first.isASCIILetter || first == UInt8(ascii: "_") else {
            return nil
        }
        let name = cursor.skip(while: \.isWordByte)
        var end = name.end
        var hasFallback = false
        if isBraced {
            guard let next = cursor.byte else { return nil }
            hasFallback = [UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(next)
            var rest = cursor
            rest.skip { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
            guard rest.skip(UInt8(ascii: "}")) else { return nil }
            end = rest.offset
        }
        return VariableReference(
            name: cursor.bytes.text(name), range: SourceRange(start, end), nameRange: name,
            hasFallback: hasFallback)
    }
}
