import Findings
import HelmCharts
import Rules
import SourceText
import YAMLTrees

/// The comments in one file of a chart that allow mistakes, and which of them did.
///
/// In YAML they are those of manifests. In templates a comment is either `{{/* … */}}` or a line's
/// end from `#` on; alone in its line it speaks of the line below and what is indented under it.
struct SourceSuppressions {
    private let path: String
    private let bytes: [UInt8]
    private var entries: [Entry] = []

    private struct Entry {
        var comment: SuppressionComment
        var reach: SourceRange
        var rules: [Set<String>]
        var isUsed: [Bool]
        /// What to delete when its only name is to go.
        var whole: SourceRange
    }

    init(path: String, bytes: [UInt8], isTemplate: Bool, rules: RuleBook) {
        self.path = path
        self.bytes = bytes
        isTemplate ? addTemplateComments(rules) : addComments(rules)
    }

    var isEmpty: Bool { entries.isEmpty }

    private mutating func addComments(_ rules: RuleBook) {
        let tree = YAMLTree(parsing: bytes)
        for range in tree.comments {
            guard let comment = SuppressionComment(bytes, range, instruction: 0) else { continue }
            let line = YAMLCommentLine(range, in: bytes)
            add(comment, line.reach(in: tree), whole: line.removal, rules)
        }
    }

    private mutating func addTemplateComments(_ rules: RuleBook) {
        let lines = TemplateLines(bytes)
        for found in lines.comments {
            guard var comment = SuppressionComment(bytes, found.text, instruction: 0) else {
                continue
            }
            while comment.reason?.last == " " { comment.reason?.removeLast() }
            comment.range = found.whole
            add(comment, lines.reach(of: found.whole), whole: found.whole, rules)
        }
    }

    private mutating func add(
        _ comment: SuppressionComment, _ reach: SourceRange, whole: SourceRange, _ rules: RuleBook
    ) {
        let names = comment.names.map { name -> Set<String> in
            guard let tool = comment.tool else { return [name.text] }
            return comment.allowsAll
                ? rules.rules(tool: tool) : rules.rules(tool: tool, id: name.text)
        }
        entries.append(
            Entry(
                comment: comment,
                reach: comment.isForFile ? SourceRange(0, bytes.count + 1) : reach, rules: names,
                isUsed: names.map { _ in false }, whole: whole))
    }

    /// The findings in this file, those that are allowed marked so.
    mutating func applied(to findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            for index in entries.indices where entries[index].reach.touches(finding.place.range) {
                for name in entries[index].rules.indices
                where entries[index].rules[name].contains(finding.rule) {
                    entries[index].isUsed[name] = true
                    finding.suppression = Suppression(
                        place: Place(path: path, range: entries[index].comment.range),
                        reason: entries[index].comment.reason)
                }
            }
            return finding
        }
    }

    /// Takes note of comments that were rendered and allowed something in what came out.
    mutating func note(used place: SourceRange, _ rule: String) {
        for index in entries.indices where entries[index].comment.range.touches(place) {
            for name in entries[index].rules.indices
            where entries[index].rules[name].contains(rule) {
                entries[index].isUsed[name] = true
            }
        }
    }

    /// The names in our own comments, as subjects for rules about suppressions.
    func subjects(_ rules: RuleBook) -> [SuppressionFacts] {
        let own = entries.filter { $0.comment.tool == nil }
        guard !own.isEmpty else { return [] }
        let factory = SuppressionFactory(bytes: bytes, known: rules.ids, active: rules.activeIDs)
        return own.flatMap { entry in
            entry.comment.names.indices.map { name in
                factory.facts(
                    entry.comment, name: name, isUsed: entry.isUsed[name], whole: entry.whole)
            }
        }
    }
}

/// The lines of a template, for finding comments and what they speak of.
struct TemplateLines {
    private let bytes: [UInt8]
    private var lines: [SourceRange] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            lines.append(SourceRange(start, end))
            start = end
        }
    }

    /// A comment: all of it, and what it says.
    struct Comment {
        var whole: SourceRange
        var text: SourceRange
    }

    /// Every `{{/* … */}}`, and of each line what begins with `#` after a blank.
    var comments: [Comment] {
        var found: [Comment] = []
        var cursor = Cursor(bytes)
        var isAfterBlank = true
        while let byte = cursor.byte {
            let start = cursor.offset
            if cursor.skip("{{/*") || cursor.skip("{{- /*") {
                let text = cursor.offset
                while !cursor.isAtEnd, !cursor.starts(with: "*/") { cursor.advance() }
                let end = cursor.offset
                cursor.advance(2)
                cursor.skip { $0 != UInt8(ascii: "}") && $0 != 0x0A }
                cursor.skip { $0 == UInt8(ascii: "}") }
                found.append(
                    Comment(whole: cursor.range(from: start), text: SourceRange(text, end)))
            } else if byte == UInt8(ascii: "#"), isAfterBlank {
                cursor.skip { $0 != 0x0A && $0 != 0x0D }
                found.append(
                    Comment(whole: cursor.range(from: start), text: cursor.range(from: start)))
            } else {
                isAfterBlank = byte <= 0x20
                cursor.advance()
            }
        }
        return found
    }

    /// What a comment speaks of: its line, or when it is alone there the next line that says
    /// something, with the lines below that are indented deeper.
    func reach(of comment: SourceRange) -> SourceRange {
        guard let own = lines.lastIndex(where: { $0.start <= comment.start }) else {
            return comment
        }
        guard isBlank(lines[own].start..<comment.start), isBlank(comment.end..<lines[own].end)
        else {
            return lines[own]
        }
        var first = own + 1
        while first < lines.count, saysNothing(lines[first]) { first += 1 }
        guard first < lines.count else { return lines[own] }
        let depth = indentation(lines[first])
        var reach = lines[first]
        for line in lines[(first + 1)...] {
            if !saysNothing(line), !isAction(line), indentation(line) <= depth { break }
            reach = reach.union(line)
        }
        return reach
    }

    private func isBlank(_ range: Range<Int>) -> Bool {
        range.isEmpty || bytes[range].allSatisfy { $0 <= 0x20 }
    }

    private func indentation(_ line: SourceRange) -> Int { bytes[line].prefix { $0 == 0x20 }.count }

    private func saysNothing(_ line: SourceRange) -> Bool {
        let text = bytes[line].drop { $0 <= 0x20 }
        return text.isEmpty || text.first == UInt8(ascii: "#")
            || text.starts(with: "{{/*".utf8) || text.starts(with: "{{- /*".utf8)
    }

    private func isAction(_ line: SourceRange) -> Bool {
        bytes[line].drop { $0 <= 0x20 }.starts(with: "{{".utf8)
    }
}
