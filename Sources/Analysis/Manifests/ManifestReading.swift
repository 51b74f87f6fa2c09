import Findings
package import Kubernetes
import SourceText
import YAMLTrees

/// What reading one YAML or JSON file came to, before it meets the others of its world.
package enum ManifestReading: Sendable {
    /// It holds resources, which are judged in their world.
    case manifest(Manifest)
    /// It says which files beside it are patches.
    case kustomization(Kustomization)
    /// There is nothing in it to judge: another language, or broken.
    case finished(FileAnalysis)

    /// Reads a file. `charts` are the folders that hold a `Chart.yaml`.
    package init(path: String, bytes: [UInt8], isNamed: Bool, charts: Set<String> = []) {
        if let other = OtherYAML(path: path, charts: charts) {
            self = .finished(Self.analysis(of: other, path, isNamed))
            return
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let isKustomization = Kustomization.isName(name)
        // What shows no marks of a manifest is not worth parsing, unless somebody asked for it.
        guard isNamed || isKustomization || ManifestMarks.areIn(bytes) else {
            self = .finished(Self.analysis(of: .unparsed(name: name), path, isNamed))
            return
        }
        self.init(path: path, name: name, Manifest(bytes: bytes), isNamed: isNamed)
    }

    private init(path: String, name: String, _ manifest: Manifest, isNamed: Bool) {
        let root = manifest.tree.firstDocument
        let isKustomization = Kustomization.isName(name)
        if let root, let found = Kustomization(root, isNamedSo: isKustomization) {
            self = .kustomization(found)
        } else if manifest.problems.contains(where: \.isBlinding) {
            self = Self.broken(manifest, path, isNamed)
        } else if manifest.resources.isEmpty {
            self = .finished(
                Self.analysis(of: OtherYAML(name: name, manifest: manifest), path, isNamed))
        } else {
            self = .manifest(manifest)
        }
    }

    /// A file that is not all YAML: a template when it shows the marks of one and nobody named it.
    private static func broken(
        _ manifest: Manifest, _ path: String, _ isNamed: Bool
    ) -> ManifestReading {
        if !isNamed, OtherLanguage.hasMarks(in: manifest.tree.bytes) {
            return .finished(analysis(of: .template, path, isNamed))
        }
        // The documents that do parse are judged all the same.
        guard manifest.resources.isEmpty else { return .manifest(manifest) }
        return .finished(
            FileAnalysis(
                path: path, kind: .manifest, outcome: .failed, problems: manifest.problems))
    }

    private static func analysis(
        of other: OtherYAML, _ path: String, _ isNamed: Bool
    ) -> FileAnalysis {
        guard isNamed else {
            return FileAnalysis(
                path: path, kind: .manifest, outcome: .other, otherKind: other.rawValue)
        }
        return FileAnalysis(
            path: path, kind: .manifest, outcome: .failed,
            problems: [
                Problem(
                    "not-a-manifest", SourceRange(at: 0),
                    "this is no Kubernetes manifest: \(other.explanation)",
                    help: "leave it out, or give the path of the one that was meant",
                    isBlinding: true)
            ])
    }
}

extension OtherYAML {
    /// What a file is whose content shows no marks of a manifest.
    static func unparsed(name: String) -> OtherYAML {
        if name.contains("compose") { return .compose }
        return name.hasPrefix("values") || name.hasSuffix("values.yaml") ? .values : .other
    }

    /// Why it is no manifest, in words for people.
    var explanation: String {
        switch self {
        case .chartTemplate, .chart:
            "it belongs to a Helm chart, which is analysed as a whole: give its folder"
        case .values: "it looks like the values of a Helm chart"
        case .kustomization: "it is a kustomization"
        case .patch: "a kustomization uses it as a patch"
        case .compose: "it looks like a compose file"
        case .workflow: "it looks like a workflow"
        case .template: "it is a template of another language"
        case .other: "no document has `apiVersion` and `kind`"
        }
    }
}
