import Dockerfiles
import Findings
import Rules
import SourceText

/// The comments of a Dockerfile that allow mistakes, and which of them did.
struct DockerfileSuppressions {
    private let model: DockerfileModel
    private let path: String
    private let comments: [SuppressionComment]
    /// The names that allow a rule in one place, by comment and position in its list.
    private let names: [Key: [NamePlace]]
    /// The pairs of rule and place that allowed a finding.
    private var used: Set<Key> = []

    /// A rule, and the instruction where it is allowed; nil for the whole file.
    private struct Key: Hashable {
        var rule: String
        var instruction: Int?
    }

    private struct NamePlace: Hashable {
        var comment: Int
        var name: Int
    }

    init(_ model: DockerfileModel, path: String, rules: RuleBook) {
        self.model = model
        self.path = path
        let file = model.file
        comments =
            file.directives.filter { $0.name == "check" }.compactMap {
                SuppressionComment(checkDirective: $0.range, value: $0.valueRange, file.bytes)
            }
            + file.comments.compactMap {
                SuppressionComment(file.bytes, $0.range, instruction: $0.instruction)
            }
        names = Self.names(in: comments, rules)
    }

    private static func names(
        in comments: [SuppressionComment], _ rules: RuleBook
    ) -> [Key: [NamePlace]] {
        var names: [Key: [NamePlace]] = [:]
        for (index, comment) in comments.enumerated() {
            var instruction: Int?
            if case .instruction(let place) = comment.reach { instruction = place }
            for (position, name) in comment.names.enumerated() {
                for rule in Self.rules(of: name.text, in: comment, rules) {
                    names[Key(rule: rule, instruction: instruction), default: []].append(
                        NamePlace(comment: index, name: position))
                }
            }
        }
        return names
    }

    /// The rules a name in a comment stands for: our own by name, another tool's by what it
    /// decides.
    private static func rules(
        of name: String, in comment: SuppressionComment, _ rules: RuleBook
    ) -> Set<String> {
        guard let tool = comment.tool else { return [name] }
        return comment.allowsAll ? rules.rules(tool: tool) : rules.rules(tool: tool, id: name)
    }

    var isEmpty: Bool { comments.isEmpty }

    /// The findings, those that are allowed marked so.
    mutating func applied(to findings: [Finding]) -> [Finding] {
        guard !comments.isEmpty else { return findings }
        return findings.map { finding in
            let instruction = instruction(at: finding.place.range.start)
            for key in [
                Key(rule: finding.rule, instruction: instruction),
                Key(rule: finding.rule, instruction: nil),
            ] {
                guard let name = names[key]?.last else { continue }
                used.insert(key)
                var finding = finding
                finding.suppression = Suppression(
                    place: Place(path: path, range: comments[name.comment].range),
                    reason: comments[name.comment].reason)
                return finding
            }
            return finding
        }
    }

    /// The instruction that a finding at this place belongs to.
    private func instruction(at offset: Int) -> Int? {
        let instructions = model.file.instructions
        var low = 0
        var high = instructions.count
        while low < high {
            let middle = (low + high) / 2
            if instructions[middle].range.start <= offset {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low > 0 else { return nil }
        let range = instructions[low - 1].range
        return offset < max(range.end, range.start + 1) ? low - 1 : nil
    }

    /// The names in our own comments, as subjects for rules about suppressions.
    func subjects(known: Set<String>, active: Set<String>) -> [SuppressionFacts] {
        var isUsed: Set<NamePlace> = []
        for key in used { isUsed.formUnion(names[key] ?? []) }
        let factory = SuppressionFactory(bytes: model.file.bytes, known: known, active: active)
        var facts: [SuppressionFacts] = []
        for (index, comment) in comments.enumerated() where comment.tool == nil {
            let line = model.lineTable.line(at: comment.range.start)
            for name in comment.names.indices {
                facts.append(
                    factory.facts(
                        comment, name: name,
                        isUsed: isUsed.contains(NamePlace(comment: index, name: name)),
                        whole: model.wholeLines(line...line)))
            }
        }
        return facts
    }
}
