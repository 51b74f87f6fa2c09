import Findings
import Kubernetes
package import Rules
import SourceText

/// Runs the examples of one rule, each in every disguise.
package struct ExampleRun: Sendable {
    /// What an example came to, in the words of detection theory.
    package enum Outcome: String, Sendable {
        /// A bad example in which the rule found exactly what is marked.
        case reported
        /// A good example in which it found nothing.
        case validated
        /// A bad example in which it did not find what is marked.
        case missing
        /// An example in which it found something that is not marked.
        case noisy
        /// A fix that does not give the text the example shows, or does not hold.
        case misfixed
    }

    /// One example in one disguise.
    package struct Result: Sendable {
        package var example: Example
        package var isBad: Bool
        package var disguise: Disguise
        package var outcome: Outcome
        /// What was found or given instead; empty when all is well.
        package var explanation: String

        package var isFailure: Bool { outcome != .reported && outcome != .validated }
    }

    let text: RuleText
    private let tail: RuleTail
    /// The other rules, which rules about suppressions need to know.
    private let others: [RuleText]

    package init(_ entry: RuleBook.Entry, among texts: [RuleText] = []) {
        text = entry.text
        tail = entry.tail
        others = texts.filter { $0.id != entry.text.id }
    }

    /// Whether it judges what other rules found.
    var isAboutSuppressions: Bool { text.digest?.subject == SuppressionFacts.subject.name }

    /// All examples in all disguises.
    package func results() -> [Result] {
        tail.bad.flatMap { results(of: $0, isBad: true) }
            + tail.good.flatMap { results(of: $0, isBad: false) }
    }

    private func results(of example: Example, isBad: Bool) -> [Result] {
        let analyzer = analyzer(for: example)
        return Disguise.all(for: kind(of: example)).map { disguise in
            let (outcome, explanation) =
                example.isChart
                ? runChart(example, isBad: isBad, in: disguise, by: analyzer)
                : run(example, isBad: isBad, in: disguise, by: analyzer)
            return Result(
                example: example, isBad: isBad, disguise: disguise, outcome: outcome,
                explanation: explanation)
        }
    }

    /// The kind of an example's file: what its name says, and else what the subject occurs in.
    package static func kind(of example: Example, subject: String) -> FileKind {
        if example.isChart { return .chart }
        let name = example.mainFile.name
        if name != Example.defaultName { return FileKind(name: name) ?? .dockerfile }
        return ResourceBatch.names.contains(subject) ? .manifest : .dockerfile
    }

    private func kind(of example: Example) -> FileKind {
        Self.kind(of: example, subject: text.digest?.subject ?? "")
    }

    private func analyzer(for example: Example) -> Analyzer {
        var settings = ParameterSettings()
        if let parameters = example.parameters {
            let yaml = Array("\(text.id): \(parameters)\n".utf8)
            if let own = try? ParameterSettings(yaml: yaml, path: text.path) { settings = own }
        }
        return Analyzer(
            rules: RuleBook(
                isAboutSuppressions ? [text] + others : [text], schemas: Analyzer.schemas,
                selection: RuleSelection(selected: [isAboutSuppressions ? "all" : text.id]),
                parameters: settings))
    }

    private func run(
        _ example: Example, isBad: Bool, in disguise: Disguise, by analyzer: Analyzer
    ) -> (Outcome, String) {
        let kind = kind(of: example)
        let (bytes, offset) = disguise.applied(to: example.mainFile.text, kind: kind)
        func analyse(_ bytes: [UInt8]) -> FileAnalysis {
            var analysis = self.analysis(of: example, bytes, kind, by: analyzer)
            analysis.findings.removeAll {
                $0.rule != text.id || $0.place.range.start < disguise.ownStart
            }
            return analysis
        }
        let analysis = analyse(bytes)
        if let failure = analysis.problems.first(where: { $0.id == "rule-failed" }) {
            return (.missing, failure.message)
        }
        if let error = analyzer.rules.errors.first { return (.missing, error.message) }
        let wanted = example.marks.map {
            SourceRange(offset($0.range.start), max(offset($0.range.start), offset($0.range.end)))
        }
        let found = analysis.findings.map(\.place.range)
        if let missed = wanted.first(where: { !found.contains($0) }) {
            return (
                .missing, "nothing found at \(quoted(missed, bytes)); found \(list(found, bytes))"
            )
        }
        if let extra = found.first(where: { !wanted.contains($0) }) {
            return (.noisy, "found \(quoted(extra, bytes)), which is not marked")
        }
        guard isBad else { return (.validated, "") }
        if let noise = suppressionFailure(bytes, kind, analyse) { return (.noisy, noise) }
        if let misfix = fixFailure(example, disguise, bytes, analysis, analyse) {
            return (.misfixed, misfix)
        }
        return (.reported, "")
    }

    /// The analysis of an example's main file with other bytes, beside its other files.
    private func analysis(
        of example: Example, _ bytes: [UInt8], _ kind: FileKind, by analyzer: Analyzer
    ) -> FileAnalysis {
        let main = example.mainFile.name
        guard kind == .manifest, example.files.count > 1 else {
            return analyzer.analyse(path: main, bytes: bytes, kind: kind, isNamed: true)
        }
        let manifests = example.files.map { file in
            Manifest(bytes: file.name == main ? bytes : file.text)
        }
        let own = example.files.firstIndex { $0.name == main } ?? 0
        return analyzer.judge(
            World(manifests, settings: analyzer.worldSettings), file: own, path: main)
    }

    /// A comment that allows the rule must silence it.
    private func suppressionFailure(
        _ bytes: [UInt8], _ kind: FileKind, _ analyse: ([UInt8]) -> FileAnalysis
    ) -> String? {
        // A comment after the byte order mark would hide it from the directives below.
        guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]), !isAboutSuppressions else { return nil }
        let place = kind == .dockerfile ? Disguise.endOfDirectives(bytes) : 0
        let comment = Array("# plimsoll: allow-file \(text.id) -- shown in an example\n\n".utf8)
        let silent = analyse(Array(bytes[..<place]) + comment + bytes[place...])
        let isSilent = silent.findings.allSatisfy { $0.suppression != nil }
        return isSilent ? nil : "a comment that allows the rule does not silence it"
    }

    static let showsNoFix = "the example shows a fix, but there is none"
    static let hidesFix = "there is a fix, but the example has no `fixed`"
    static let fixesForever = "fixing again changes the file again"

    /// The fix must give what the example shows, silence the rule, and change nothing the second
    /// time.
    private func fixFailure(
        _ example: Example, _ disguise: Disguise, _ bytes: [UInt8], _ analysis: FileAnalysis,
        _ analyse: ([UInt8]) -> FileAnalysis
    ) -> String? {
        let fixes = analysis.findings.compactMap(\.fix)
        guard !fixes.isEmpty else {
            return example.fixed.isEmpty ? nil : Self.showsNoFix
        }
        guard let shown = example.fixed.first?.text else { return Self.hidesFix }
        let wanted = disguise.applied(toFixed: shown, kind: kind(of: example))
        let result = fixed(bytes, analysis, analyse)
        guard result.bytes == wanted else {
            return "the fix gives\n" + String(decoding: result.bytes, as: UTF8.self)
        }
        let again = fixed(result.bytes, result.analysis, analyse)
        return again.bytes == result.bytes ? nil : Self.fixesForever
    }

    /// The file after all fixes, suggestions included.
    private func fixed(
        _ bytes: [UInt8], _ analysis: FileAnalysis, _ analyse: ([UInt8]) -> FileAnalysis
    ) -> FixRun.Result {
        var trusted = analysis
        for index in trusted.findings.indices { trusted.findings[index].fix?.applicability = .safe }
        return FixRun.run(bytes, trusted, atLeast: .safe) { bytes in
            var after = analyse(bytes)
            for index in after.findings.indices { after.findings[index].fix?.applicability = .safe }
            return after
        }
    }

    func quoted(_ range: SourceRange, _ bytes: [UInt8]) -> String {
        "«\(bytes.text(range.clamped(to: SourceRange(0, bytes.count))))» at \(range.start)"
    }

    func list(_ ranges: [SourceRange], _ bytes: [UInt8]) -> String {
        ranges.isEmpty ? "nothing" : ranges.map { quoted($0, bytes) }.joined(separator: ", ")
    }
}
