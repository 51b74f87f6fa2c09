import CEL
import HelmCharts
import Notations
import Rules
import SourceText
import YAMLTrees

/// A chart that another chart depends on, for rules.
struct DependencyFacts: YAMLFacts {
    let source: ChartSource
    let node: YAMLValue

    static let subject: SubjectModel<DependencyFacts> = .init(
        "chartDependency", "A chart that a chart declares as its dependency.",
        range: { $0.node.headline },
        logicalPlace: { $0.source.logicalPlace + ["dependency \($0.reference)"] },
        location: { YAMLLocation($0.node) },
        fields: [
            .yamlText("name", "Its name.", "name"),
            .yamlText("version", "Its version, or a range of versions.", "version"),
            .yamlText("repository", "Where it is fetched from.", "repository"),
            .yamlText("alias", "The name by which the chart calls it.", "alias"),
            .yamlText("condition", "The values that switch it on.", "condition"),
            .flag("isPinned", "Whether its version is exactly one.") { $0.isPinned }.at("version"),
            .flag("isVersionValid", "Whether its version is absent, one, or a range.") {
                let version = $0.text("version")
                return version.isEmpty || (try? VersionConstraint(version)) != nil
            }.at("version"),
            .flag("isLocal", "Whether it lies beside or within the chart: nothing is fetched.") {
                $0.isLocal
            },
            .flag("isFetched", "Whether it lies in `charts/`.") { $0.loaded != nil },
            .flag("isUnpacked", "Whether it lies in `charts/` as a folder, no archive.") {
                $0.loaded.map { !$0.chartFile.isPacked } ?? false
            },
            .flag("usesHTTP", "Whether it is fetched over `http`.") {
                $0.repository.lowercased().hasPrefix("http://")
            }.at("repository"),
            .flag("isRepositoryGone", "Whether its repository is one that was shut down.") {
                facts in
                Self.deadRepositories.contains { facts.repository.contains($0) }
            }.at("repository"),
            .flag("isLocked", "Whether the lock has an entry for it.") { $0.locked != nil },
            .optionalText("lockedVersion", "The version in the lock.") {
                $0.locked?["version"]?.string
            },
            .flag("isLockCurrent", "Whether the version in the lock is one that is asked for.") {
                $0.isLockCurrent
            }.at("version"),
            .optionalText("fetchedVersion", "The version of what lies in `charts/`.") {
                $0.loaded?.metadata.version
            },
            .flag("isFetchedCurrent", "Whether what lies in `charts/` has a version asked for.") {
                $0.loaded.map { $0.metadata.version }.map($0.allows) ?? true
            }.at("version"),
            .subject("chart", "The chart that declares it.", of: "chart") {
                ChartRecord.subject.value(ChartRecord(source: $0.source))
            },
        ],
        methods: [.field { $0.source.logicalPlace }])

    /// Repositories of the first years of Helm, shut down in 2020, and of others that moved.
    private static let deadRepositories = [
        "kubernetes-charts.storage.googleapis.com",
        "kubernetes-charts-incubator.storage.googleapis.com",
        "charts.helm.sh/stable", "charts.helm.sh/incubator",
    ]

    private func text(_ key: String) -> String { node[key]?.string ?? "" }
    private var repository: String { text("repository") }
    private var reference: String { text("alias").isEmpty ? text("name") : text("alias") }

    private var loaded: Chart? {
        let name = text("name")
        return source.chart.subcharts.first { $0.name == name && !$0.isStandIn }
    }

    private var locked: YAMLValue? { source.locked(text("name"), repository: repository) }

    private var isLocal: Bool {
        if repository.hasPrefix("file://") { return true }
        return repository.isEmpty && loaded != nil
    }

    private var isPinned: Bool {
        var version = text("version").utf8[...]
        if version.first == UInt8(ascii: "=") { version = version.dropFirst() }
        if version.first == UInt8(ascii: "v") { version = version.dropFirst() }
        return SemanticVersion(Array(version.drop { $0 == 0x20 })) != nil
    }

    private var isLockCurrent: Bool {
        guard let version = locked?["version"]?.string else { return source.lock == nil }
        return allows(version)
    }

    private func allows(_ version: String) -> Bool {
        let wanted = text("version")
        guard !wanted.isEmpty, let constraint = try? VersionConstraint(wanted),
            let version = try? LooseVersion(version)
        else { return true }
        return constraint.allows(version)
    }

    static func all(of source: ChartSource) -> [DependencyFacts] {
        source.dependencies.map { DependencyFacts(source: source, node: $0) }
    }
}
