import Dockerfiles
import Findings
import Rules
import SourceText

/// The comments of a Dockerfile that allow mistakes, and which of them did.
struct DockerfileSuppressions {
    private let model: DockerfileModel
    private let path: String
    private let comments: [SuppressionComment]
    /// For each comment the rules each of its names stands for.
    private let rules: [[Set<String>]]
    /// For each comment which of its names allowed something.
    private var isUsed: [[Bool]]

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
        self.rules = comments.map { comment in
            comment.names.map { name in
                guard let tool = comment.tool else { return [name.text] }
                return rules.rules(tool: tool, id: name.text)
            }
        }
        isUsed = comments.map { $0.names.map { _ in false } }
    }

    var isEmpty: Bool { comments.isEmpty }

    /// The findings, those that are allowed marked so.
    mutating func applied(to findings: [Finding]) -> [Finding] {
        guard !comments.isEmpty else { return findings }
        return findings.map { finding in
            var finding = finding
            for comment in comments.indices where covers(comment, finding) {
                finding.suppression = Suppression(
                    place: Place(path: path, range: comments[comment].range),
                    reason: comments[comment].reason)
            }
            return finding
        }
    }

    /// Whether a comment allows a finding; notes which of its names did.
    private mutating func covers(_ index: Int, _ finding: Finding) -> Bool {
        let comment = comments[index]
        if case .instruction(let place) = comment.reach {
            let range = model.file.instructions[place].range
            guard range.start <= finding.place.range.start,
                finding.place.range.start < max(range.end, range.start + 1)
            else { return false }
        }
        if comment.allowsAll { return true }
        var isCovered = false
        for (name, rules) in rules[index].enumerated() where rules.contains(finding.rule) {
            isUsed[index][name] = true
            isCovered = true
        }
        return isCovered
    }

    /// The names in our own comments, as subjects for rules about suppressions.
    func subjects(known: Set<String>, active: Set<String>) -> [SuppressionFacts] {
        var facts: [SuppressionFacts] = []
        for (index, comment) in comments.enumerated() where comment.tool == nil {
            for (place, name) in comment.names.enumerated() {
                facts.append(
                    SuppressionFacts(
                        model: model, comment: comment, name: place,
                        isKnown: known.contains(name.text),
                        isUsed: isUsed[index][place]
                            || (known.contains(name.text) && !active.contains(name.text))))
            }
        }
        return facts
    }
}
