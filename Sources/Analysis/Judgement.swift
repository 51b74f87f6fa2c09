import CEL
import Findings
import Rules
import SourceText

/// The findings of one file as they come up.
struct Judgement {
    let path: String
    /// Whether lines of the file end with CRLF, as those of a fix then must.
    private let hasCarriageReturns: Bool
    private(set) var findings: [Finding] = []
    /// Rules that failed on a subject: a problem each, never a pass.
    private(set) var problems: [Problem] = []

    init(path: String, bytes: [UInt8]) {
        self.path = path
        let end = bytes.firstIndex(of: 0x0A)
        hasCarriageReturns = end.map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false
    }

    mutating func judge(_ subjects: [any Subject], by rules: RuleSet?) {
        guard let rules else { return }
        for subject in subjects {
            rules.judge(subject) { rule, ruling in note(ruling, of: rule, on: subject) }
        }
    }

    private mutating func note(_ ruling: Ruling, of rule: Rule, on subject: any Subject) {
        switch ruling {
        case .broken(var verdict):
            if let fix = verdict.fix, fix.hasConflictingEdits {
                verdict.fix = nil
                problems.append(
                    Problem(
                        "rule-failed", verdict.range,
                        "the fix of the rule `\(rule.id)` edits the same bytes twice",
                        help: "change the rule; its findings stand, without the fix",
                        isBlinding: false))
            }
            var finding = Finding(
                rule: rule.id, severity: rule.severity,
                place: Place(path: path, range: verdict.range),
                logicalPlace: subject.logicalPlace, arguments: verdict.arguments,
                missing: verdict.missing, fix: verdict.fix.map(inLineEndsOfFile))
            finding.isAboutWhole = verdict.isAboutWhole
            findings.append(finding)
        case .failed(let error):
            problems.append(
                Problem(
                    "rule-failed", subject.range,
                    "the rule `\(rule.id)` failed on this \(rule.subject): \(error.message)",
                    help: error.help, isBlinding: true))
        }
    }

    /// Names the object of every finding: the first part of its logical place.
    mutating func nameObjects() {
        for index in findings.indices {
            findings[index].objects = Array(findings[index].logicalPlace.prefix(1))
        }
    }

    private func inLineEndsOfFile(_ fix: Fix) -> Fix {
        guard hasCarriageReturns else { return fix }
        var fix = fix
        for index in fix.edits.indices {
            fix.edits[index].replacement = fix.edits[index].replacement
                .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        }
        return fix
    }

    /// Findings by place and rule, each numbered among those of its rule at its logical place.
    static func sorted(_ findings: [Finding]) -> [Finding] {
        // Findings are large: their places in the array are sorted, and each is copied once.
        let order = findings.indices.sorted {
            let (left, right) = (findings[$0].place.range, findings[$1].place.range)
            return left != right ? left < right : findings[$0].rule < findings[$1].rule
        }
        var sorted = order.map { findings[$0] }
        var counts: [String: Int] = [:]
        for index in sorted.indices {
            var key = sorted[index].rule
            for part in sorted[index].logicalPlace { key += "/\(part.utf8.count)/" + part }
            counts[key, default: 0] += 1
            sorted[index].occurrence = counts[key, default: 1]
        }
        return sorted
    }
}
