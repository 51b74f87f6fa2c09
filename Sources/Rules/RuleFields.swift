import SourceText
import YAMLTrees

/// A text in a rule file that knows its place there.
package struct RuleField: Sendable {
    package let text: String
    let value: YAMLValue

    init(_ value: YAMLValue) {
        text = value.string ?? ""
        self.value = value
    }

    /// Where a range of the decoded text stands in the file; the whole field when escapes hide it.
    func place(of range: SourceRange) -> SourceRange {
        let whole = value.range
        let opening = value.style == .singleQuoted || value.style == .doubleQuoted ? 1 : 0
        let raw = value.tree.bytes[whole]
        switch value.style {
        case .literal: return placeInBlock(of: range)
        case .plain, .singleQuoted, .doubleQuoted:
            let inner = raw.dropFirst(opening).dropLast(opening)
            guard inner.elementsEqual(text.utf8) else { return whole }
            return range.shifted(by: whole.start + opening).clamped(to: whole)
        default: return whole
        }
    }

    /// Lines of a literal block lose their indentation and nothing else.
    private func placeInBlock(of range: SourceRange) -> SourceRange {
        let bytes = value.tree.bytes
        var cursor = Cursor(bytes, range: value.range)
        cursor.skip { $0 != 0x0A }
        cursor.advance()
        let indentation = cursor.skip { $0 == 0x20 }.length
        var decoded = 0
        var line = cursor.offset
        while decoded < range.start, line < value.range.end {
            let end = bytes[line..<value.range.end].firstIndex(of: 0x0A) ?? value.range.end
            guard decoded + (end - line) < range.start else { break }
            decoded += end - line + 1
            line = min(end + 1 + indentation, value.range.end)
        }
        let start = min(line + range.start - decoded, value.range.end)
        return SourceRange(start, min(start + range.length, value.range.end))
    }
}

/// Reads the fields of a mapping in a rule file and refuses what does not belong there.
struct FieldReader {
    let value: YAMLValue
    let path: String

    /// Refuses a value that is no mapping, and keys outside `known`.
    init(_ value: YAMLValue, known: [String], path: String) throws(RuleError) {
        self.value = value
        self.path = path
        guard value.kind == .mapping else {
            throw error(at: value.range, "this should be a mapping with the keys \(list(known))")
        }
        var seen: Set<String> = []
        for (key, _) in value.entries {
            let name = key.string ?? ""
            guard known.contains(name) else {
                let near = Spelling.nearest(to: name, in: known)
                let help = near.map { "did you mean `\($0)`?" } ?? "known here: \(list(known))"
                throw error(at: key.range, "there is no field `\(name)`", help: help)
            }
            guard seen.insert(name).inserted else {
                throw error(at: key.range, "the field `\(name)` stands here twice")
            }
        }
    }

    func error(at range: SourceRange, _ message: String, help: String? = nil) -> RuleError {
        RuleError(path: path, range: range, message: message, help: help, text: value.tree.bytes)
    }

    func optional(_ name: String) throws(RuleError) -> RuleField? {
        guard let field = value[name] else { return nil }
        guard field.kind == .scalar, !field.isNull else {
            throw error(at: field.range, "`\(name)` should be a text")
        }
        return RuleField(field)
    }

    func required(_ name: String) throws(RuleError) -> RuleField {
        if let field = try optional(name) { return field }
        throw error(
            at: SourceRange(at: value.range.start), "the field `\(name)` is missing",
            help: "see `plimsoll rules show latest-tag` for a whole rule")
    }

    /// A text out of the raw values of `type`, such as a severity.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, of type: Value.Type
    ) throws(RuleError) -> Value? where Value.RawValue == String {
        guard let field = try optional(name) else { return nil }
        if let value = Value(rawValue: field.text) { return value }
        throw error(
            at: field.value.range, "`\(name)` cannot be `\(field.text)`",
            help: "it is one of \(list(type.allCases.map(\.rawValue)))")
    }

    /// A list of texts, or one text.
    func texts(_ name: String) throws(RuleError) -> [String] {
        guard let field = value[name] else { return [] }
        if field.kind == .scalar { return [field.string ?? ""] }
        guard field.kind == .sequence else {
            throw error(at: field.range, "`\(name)` should be a list of texts")
        }
        return field.items.compactMap(\.string)
    }

    private func list(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
