import Findings
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// The comments and annotations of a manifest that allow mistakes, and which of them did.
struct ManifestSuppressions {
    private let tree: YAMLTree
    private let path: String
    private var entries: [Entry] = []

    /// A comment or annotation and the bytes in which it allows mistakes.
    private struct Entry {
        var comment: SuppressionComment
        var reach: SourceRange
        /// For each of its names the rules it stands for.
        var rules: [Set<String>]
        var isUsed: [Bool]
        /// What to delete when its only name is to go.
        var whole: SourceRange?
    }

    init(_ world: World, file: Int, path: String, rules: RuleBook) {
        tree = world.manifests[file].tree
        self.path = path
        for range in tree.comments {
            guard let comment = SuppressionComment(tree.bytes, range, instruction: 0) else {
                continue
            }
            let line = YAMLCommentLine(range, in: tree.bytes)
            let reach = comment.isForFile ? tree.whole : line.reach(in: tree)
            add(comment, reach, rules, whole: line.removal)
        }
        for number in world.members(ofManifest: file) {
            let resource = world.members[number]
            let workload = world.workload(ofMember: number).map { world.workloads[$0] }
            for comment in SuppressionAnnotations.all(of: resource, as: workload?.kind) {
                add(comment, resource.root.range, rules, whole: nil)
            }
        }
    }

    private mutating func add(
        _ comment: SuppressionComment, _ reach: SourceRange, _ rules: RuleBook, whole: SourceRange?
    ) {
        let names = comment.names.map { name -> Set<String> in
            guard let tool = comment.tool else { return [name.text] }
            return comment.allowsAll
                ? rules.rules(tool: tool) : rules.rules(tool: tool, id: name.text)
        }
        entries.append(
            Entry(
                comment: comment, reach: reach, rules: names,
                isUsed: names.map { _ in false }, whole: whole))
    }

    /// The findings, those that are allowed marked so.
    mutating func applied(to findings: [Finding]) -> [Finding] {
        guard !entries.isEmpty else { return findings }
        return findings.map { finding in
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

    /// The names in our own comments and annotations, as subjects for rules about suppressions.
    func subjects(_ rules: RuleBook) -> [SuppressionFacts] {
        let own = entries.filter { $0.comment.tool == nil }
        guard !own.isEmpty else { return [] }
        let factory = SuppressionFactory(
            bytes: tree.bytes, known: rules.ids, active: rules.activeIDs)
        return own.flatMap { entry in
            entry.comment.names.indices.map { name in
                factory.facts(
                    entry.comment, name: name, isUsed: entry.isUsed[name], whole: entry.whole)
            }
        }
    }
}

extension SourceRange {
    /// Whether a range that may be empty begins in this one.
    func touches(_ other: SourceRange) -> Bool {
        start <= other.start && (other.start < end || (other.isEmpty && other.start == end))
    }
}

extension YAMLTree {
    /// All of the file.
    fileprivate var whole: SourceRange { SourceRange(0, bytes.count + 1) }
}

/// Where a comment stands, and what it speaks of.
struct YAMLCommentLine {
    private let comment: SourceRange
    private let line: SourceRange
    /// Whether nothing else stands in its line.
    private let isAlone: Bool
    /// The first line below it that is no comment and not blank.
    private let below: SourceRange
    /// What to delete to be rid of it: its line, or all behind the text before it.
    let removal: SourceRange

    init(_ comment: SourceRange, in bytes: [UInt8]) {
        self.comment = comment
        line = Self.line(at: comment.start, bytes)
        let before = bytes[line.start..<comment.start]
        isAlone = before.allSatisfy(\.isBlank)
        let text = before.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.start
        removal = isAlone ? line : SourceRange(text, comment.end)
        var below = line
        repeat {
            below = Self.line(at: below.end, bytes)
        } while !below.isEmpty && Self.saysNothing(bytes[below])
        self.below = below
    }

    /// The line with its end.
    private static func line(at offset: Int, _ bytes: [UInt8]) -> SourceRange {
        // Nothing comes after the last line, with or without a line end.
        guard offset < bytes.count else { return SourceRange(at: bytes.count) }
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        return SourceRange(start, end)
    }

    private static func saysNothing(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first(where: { !$0.isBlank && $0 != 0x0A && $0 != 0x0D }) else {
            return true
        }
        return first == UInt8(ascii: "#") || line.starts(with: "---".utf8)
    }

    /// A comment behind text speaks of its line and what the line opens; one alone of what begins
    /// in the line below it.
    func reach(in tree: YAMLTree) -> SourceRange {
        let line = isAlone ? below : line
        guard let opened = tree.outermost(startingIn: line) else { return line }
        return isAlone || opened.start > line.start + 0 ? line.union(opened) : line
    }
}

extension YAMLTree {
    /// The largest part of a document that begins in a line: an entry with its value, an item, or a
    /// whole document.
    fileprivate func outermost(startingIn line: SourceRange) -> SourceRange? {
        guard let root = documents.first(where: { $0.range.end > line.start }) else { return nil }
        if line.contains(root.range.start) { return root.range }
        var open = [root]
        while let node = open.popLast() {
            for (key, value) in node.entries where value.range.end > line.start {
                if line.contains(key.range.start) {
                    return SourceRange(key.range.start, max(key.range.end, value.range.end))
                }
                if value.range.start < line.end { open.append(value) }
            }
            for item in node.items where item.range.end > line.start {
                if line.contains(item.range.start) { return item.range }
                if item.range.start < line.end { open.append(item) }
            }
        }
        return nil
    }
}
