import CEL
import Dockerfiles
import Findings
package import Kubernetes
import Notations
package import Rules
import SourceText

/// Judges files by rules. Pure: the same bytes and rules give the same analysis.
package struct Analyzer: Sendable {
    package let rules: RuleBook
    /// The stage of a Dockerfile that will be built; the last when nil.
    package let target: String?

    /// What worlds of manifests are read with.
    package let worldSettings: WorldSettings

    package init(
        rules: RuleBook, target: String? = nil, worldSettings: WorldSettings = WorldSettings()
    ) {
        self.rules = rules
        self.target = target
        self.worldSettings = worldSettings
    }

    /// What each of some threads works with: the same, with rules of its own if they are several.
    package func tool(threads: Int) -> @Sendable () -> Analyzer {
        guard threads > 1 else { return { self } }
        return {
            Analyzer(
                rules: rules.compilingAnew(), target: target, worldSettings: worldSettings)
        }
    }

    /// The subjects of every language, for loading rules.
    package static let languages = [dockerfiles, manifests, charts]

    static let dockerfiles = SubjectLanguage(
        names: DockerfileModel.subjectNames, schema: DockerfileModel.schema(named:))
    static let manifests = SubjectLanguage(
        names: ResourceBatch.names, schema: ResourceBatch.schema(named:))
    static let charts = SubjectLanguage(names: ChartModel.names, schema: ChartModel.schema(named:))

    /// Everything rules can judge, for documenting it.
    package static let schemas: [any SubjectSchema] = languages.flatMap(\.schemas)

    /// Analyses one file. `isNamed` says that it was asked for by name, so that it must be ours.
    ///
    /// `didFinish` is told the name of each phase when it is over, for whoever has a clock.
    package func analyse(
        path: String, bytes: [UInt8], kind: FileKind, isNamed: Bool,
        didFinish: (String) -> Void = { _ in }
    ) -> FileAnalysis {
        if kind == .dockerfile, let problem = Self.unreadable(bytes) {
            return FileAnalysis(path: path, kind: kind, outcome: .failed, problems: [problem])
        }
        switch kind {
        case .dockerfile:
            let file = Dockerfile(bytes: bytes)
            didFinish("parse")
            return judge(file, path: path, isNamed: isNamed, didFinish)
        case .manifest, .chart:
            return analyseManifest(path: path, bytes: bytes, isNamed: isNamed)
        }
    }

    /// What no language of ours can be: binary data.
    private static func unreadable(_ bytes: [UInt8]) -> Problem? {
        guard let zero = bytes.prefix(1 << 16).firstIndex(of: 0) else { return nil }
        return Problem(
            "binary-file", SourceRange(zero, zero + 1), "this is binary data, not a Dockerfile",
            help: "exclude the file, or give the path of the one that was meant", isBlinding: true)
    }

    private func judge(
        _ file: Dockerfile, path: String, isNamed: Bool, _ didFinish: (String) -> Void
    ) -> FileAnalysis {
        if !isNamed, file.problems.contains(where: \.isBlinding),
            OtherLanguage.hasMarks(in: file.bytes)
        {
            return FileAnalysis(path: path, kind: .dockerfile, outcome: .other)
        }
        let model = DockerfileModel(file, target: target)
        let missingTarget = Self.missingTarget(target, in: file)
        didFinish("shell")
        var judgement = Judgement(path: path, bytes: file.bytes)
        for subject in rules.subjects {
            // Rules about what does not occur are never compiled.
            let subjects = model.subjects(named: subject)
            if !subjects.isEmpty { judgement.judge(subjects, by: rules.rules(for: subject)) }
        }
        var suppressions = DockerfileSuppressions(model, path: path, rules: rules)
        let findings = suppressions.applied(to: judgement.findings)
        var aboutSuppressions = Judgement(path: path, bytes: file.bytes)
        if !suppressions.isEmpty {
            let facts = suppressions.subjects(known: rules.ids, active: rules.activeIDs)
            aboutSuppressions.judge(
                facts.map { SuppressionFacts.subject.subject($0) },
                by: rules.rules(for: SuppressionFacts.subject.name))
        }
        didFinish("rules")
        let isFailed = file.problems.contains(where: \.isBlinding)
        return FileAnalysis(
            path: path, kind: .dockerfile, outcome: isFailed ? .failed : .analysed,
            findings: Judgement.sorted(findings + aboutSuppressions.findings),
            problems: file.problems + model.scriptProblems + judgement.problems
                + aboutSuppressions.problems + missingTarget)
    }

    /// A target that a file does not have: then another stage was judged than was meant.
    private static func missingTarget(_ target: String?, in file: Dockerfile) -> [Problem] {
        guard let target, !file.stages.isEmpty else { return [] }
        let names = file.stages.compactMap { $0.name?.text }
        let isThere =
            names.contains(target.lowercased())
            || Int(target).map(file.stages.indices.contains) ?? false
        guard !isThere else { return [] }
        let near = Spelling.nearest(to: target, in: names)
        return [
            Problem(
                "no-such-target", SourceRange(at: 0), "there is no stage `\(target)` to build here",
                help: near.map { "did you mean `\($0)`?" } ?? "the last stage was judged instead",
                isBlinding: true)
        ]
    }
}

/// Marks of languages that are rendered before they are read.
enum OtherLanguage {
    private static let marks: [StaticString] = ["{{", "{%", "<%", "@@", "#{"]

    /// Whether the bytes hold a mark of a template language.
    static func hasMarks(in bytes: [UInt8]) -> Bool {
        var cursor = Cursor(bytes)
        while !cursor.isAtEnd {
            if marks.contains(where: { cursor.starts(with: $0) }) { return true }
            cursor.advance()
        }
        return false
    }
}
