import CEL
import Findings
package import Kubernetes
import Rules
import SourceText
import YAMLTrees

extension Analyzer {
    /// How many resources are judged side by side: enough to share the work that a rule does once,
    /// few enough to keep memory small.
    private static let batchSize = 128

    /// Judges the resources of one file of a world.
    package func judge(_ world: World, file: Int, path: String) -> FileAnalysis {
        let manifest = world.manifests[file]
        var judgement = Judgement(path: path, bytes: manifest.tree.bytes)
        let members = world.members(ofManifest: file)
        let subjects = rules.subjects.filter(ResourceBatch.names.contains)
        for start in stride(from: members.lowerBound, to: members.upperBound, by: Self.batchSize) {
            let end = min(start + Self.batchSize, members.upperBound)
            let batch = ResourceBatch(world, start..<end)
            for name in subjects {
                let found = batch.subjects(named: name)
                if !found.isEmpty { judgement.judge(found, by: rules.rules(for: name)) }
            }
        }
        if !manifest.otherDocuments.isEmpty {
            let documents = DocumentFacts.all(of: manifest)
            judgement.judge(documents, by: rules.rules(for: DocumentFacts.subject.name))
        }
        judgement.nameObjects()
        var suppressions = ManifestSuppressions(world, file: file, path: path, rules: rules)
        let findings = suppressions.applied(to: judgement.findings)
        var aboutSuppressions = Judgement(path: path, bytes: manifest.tree.bytes)
        let facts = suppressions.subjects(rules)
        if !facts.isEmpty {
            aboutSuppressions.judge(
                facts.map { SuppressionFacts.subject.subject($0) },
                by: rules.rules(for: SuppressionFacts.subject.name))
        }
        let problems = manifest.problems + judgement.problems + aboutSuppressions.problems
        return FileAnalysis(
            path: path, kind: .manifest,
            outcome: manifest.problems.contains(where: \.isBlinding) ? .failed : .analysed,
            findings: Judgement.sorted(findings + aboutSuppressions.findings), problems: problems,
            resources: manifest.resources.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 })
    }

    /// Analyses files of one world again, such as after a fix. Files that are as they were keep
    /// their trees.
    package func analyse(
        paths: [String], files: [[UInt8]], as before: World
    ) -> [FileAnalysis] {
        let manifests = files.indices.map { index -> Manifest in
            guard files[index] != before.manifests[index].tree.bytes else {
                return before.manifests[index]
            }
            var manifest = Manifest(bytes: files[index])
            manifest.gainsLabels = before.manifests[index].gainsLabels
            return manifest
        }
        let world = World(manifests, settings: before.settings)
        return files.indices.map { judge(world, file: $0, path: paths[$0]) }
    }

    /// Analyses a manifest that is a world of its own.
    func analyseManifest(path: String, bytes: [UInt8], isNamed: Bool) -> FileAnalysis {
        switch ManifestReading(path: path, bytes: bytes, isNamed: isNamed) {
        case .manifest(let manifest):
            judge(World([manifest], settings: worldSettings), file: 0, path: path)
        case .kustomization(let kustomization): Self.analysis(of: kustomization, path: path)
        case .finished(let analysis): analysis
        }
    }

    /// A kustomization is read, but what it makes is not.
    package static func analysis(of kustomization: Kustomization, path: String) -> FileAnalysis {
        let problem = kustomization.change.map { change in
            Problem(
                "overlay-not-rendered", change.range,
                "this overlay was not rendered: its resources are judged as they are written",
                help: "render it and analyse the result: kustomize build | plimsoll -",
                isBlinding: false)
        }
        return FileAnalysis(
            path: path, kind: .manifest, outcome: .other, problems: problem.map { [$0] } ?? [],
            otherKind: OtherYAML.kustomization.rawValue)
    }
}
