import CEL
import HelmCharts
import Notations
import Rules
import SourceText
import YAMLTrees

/// A chart as its `Chart.yaml` and its files describe it, for rules.
struct ChartRecord: YAMLFacts {
    let source: ChartSource

    var node: YAMLValue { source.root }
    private var chart: Chart { source.chart }

    static let subject: SubjectModel<ChartRecord> = .init(
        "chart", "A chart, as its `Chart.yaml` and its files describe it.",
        range: { $0.node.headline }, logicalPlace: { $0.source.logicalPlace },
        location: { YAMLLocation($0.node) }, fields: described + derived,
        methods: [.field { $0.source.logicalPlace }])

    private static let described: [SubjectModel<ChartRecord>.Field] = [
        .yamlText("apiVersion", "The version of the format: `v1` or `v2`.", "apiVersion"),
        .yamlText("name", "Its name.", "name"),
        .yamlText("version", "Its version.", "version"),
        .yamlText("appVersion", "The version of what it installs.", "appVersion"),
        .yamlText("description", "What it is, in a sentence.", "description"),
        .yamlText("type", "`application` or `library`.", "type"),
        .yamlText("kubeVersion", "The versions of Kubernetes it is for.", "kubeVersion"),
        .yamlText("icon", "The URL of its icon.", "icon"),
        .yamlText("home", "The URL of its project.", "home"),
        .yamlTexts("keywords", "Its keywords.", "keywords"),
        .yamlTexts("sources", "The URLs of its source code.", "sources"),
        .yamlFlag("isDeprecated", "Whether it is marked as deprecated.", "deprecated"),
        .number("maintainerCount", "How many maintainers it names.") {
            $0.chart.metadata.maintainers.count
        }.at("maintainers"),
        .number("dependencyCount", "How many dependencies `Chart.yaml` itself declares.") {
            $0.node["dependencies"]?.count ?? 0
        }.at("dependencies"),
    ]

    private static let derived: [SubjectModel<ChartRecord>.Field] = [
        .flag("isLibrary", "Whether it is a library, which renders nothing by itself.") {
            $0.chart.metadata.isLibrary
        },
        .flag("isSubchart", "Whether it lies in the `charts/` folder of another chart.") {
            $0.source.isSubchart
        },
        .flag("isStrictVersion", "Whether its version is one of Semantic Versioning 2, no looser.")
        {
            SemanticVersion(Array($0.chart.metadata.version.utf8)) != nil
        },
        .optionalText("fullVersion", "Its version in the form of Semantic Versioning 2.") {
            (try? LooseVersion($0.chart.metadata.version)).map {
                String(decoding: $0.text, as: UTF8.self)
            }
        },
        .place(
            "start", "Where `Chart.yaml` begins: its first key, at the left margin.",
            text: { _, _ in "" }
        ) { $0.start },
        .flag("isValidName", "Whether its name has lower-case letters, digits and dashes only.") {
            $0.isValidName
        },
        .flag("isKubeVersionValid", "Whether `kubeVersion` is absent or a range of versions.") {
            let wanted = $0.chart.metadata.kubeVersion
            return wanted.isEmpty || (try? VersionConstraint(wanted)) != nil
        },
        .optionalText("folder", "The name of the folder it lies in.") { $0.folder },
        .flag("hasLock", "Whether it has a `Chart.lock` or `requirements.lock`.") {
            $0.chart.lock != nil
        },
        .flag("hasRequirements", "Whether it has a `requirements.yaml`, as charts of Helm 2 had.") {
            $0.chart.requirements != nil
        },
        .flag("hasSchema", "Whether it has a `values.schema.json`.") { $0.chart.schema != nil },
        .flag("hasValues", "Whether it has a `values.yaml`.") { $0.chart.defaults.file != nil },
        .flag("hasTemplates", "Whether anything lies in `templates/`.") {
            !$0.chart.templates.isEmpty
        },
        .flag("hasCustomResources", "Whether it has definitions in `crds/`.") {
            !$0.chart.customResources.isEmpty
        },
        .texts("strangersInCRDs", "Files in `crds/` that hold something else than definitions.") {
            $0.strangersInCRDs
        },
        .flag("hasSubcharts", "Whether it declares dependencies or holds other charts.") {
            !$0.chart.subcharts.isEmpty || !$0.chart.metadata.dependencies.isEmpty
        },
        .flag("hasNotes", "Whether it has a `templates/NOTES.txt`.") {
            $0.chart.templates.contains { $0.name == "templates/NOTES.txt" }
        },
        .flag("hasReadme", "Whether it has a `README.md`.") {
            $0.chart.files.contains { $0.name.lowercased() == "readme.md" }
        },
        .flag("hasTests", "Whether a template is a test, by its annotation `helm.sh/hook`.") {
            $0.hasTests
        },
        .texts("unlistedSubcharts", "The charts in `charts/` that no dependency declares.") {
            $0.unlistedSubcharts.map(\.name)
        },
        .texts("unlistedVersions", "The versions of these.") {
            $0.unlistedSubcharts.map(\.metadata.version)
        },
    ]

    private var start: SourceRange? {
        guard node.style == .block, let key = node.entries.first?.key else { return nil }
        let start = key.range.start
        let isAtMargin =
            start == chart.chartFile.skipped || node.tree.bytes[start - 1] == 0x0A
        return isAtMargin ? SourceRange(at: start) : nil
    }

    private var isValidName: Bool {
        let name = chart.name.utf8
        guard let first = name.first, first != UInt8(ascii: "-") else { return false }
        return name.allSatisfy {
            $0.isASCIIDigit || ($0.isASCIILetter && !$0.isASCIIUppercase) || $0 == UInt8(ascii: "-")
        }
    }

    private var folder: String? {
        let steps = source.path.split(separator: "/")
        return steps.count > 1 ? String(steps[steps.count - 2]) : nil
    }

    private var hasTests: Bool {
        chart.templates.contains { file in
            let text = String(decoding: file.bytes, as: UTF8.self)
            return text.contains("helm.sh/hook") && text.contains("test")
        }
    }

    private var strangersInCRDs: [String] {
        chart.customResources.filter { file in
            YAMLTree(parsing: file.bytes).documents.contains { document in
                let kind = document["kind"]?.string
                return kind != nil && kind != "CustomResourceDefinition"
            }
        }.map(\.name)
    }

    private var unlistedSubcharts: [Chart] {
        let declared = chart.metadata.dependencies.map(\.name)
        return chart.subcharts.filter { !declared.contains($0.name) }
    }
}

/// A key of `Chart.yaml`, for rules.
struct ChartFieldFacts: YAMLFacts {
    let source: ChartSource
    /// The mapping it stands in.
    let node: YAMLValue
    let key: YAMLValue
    /// What the mapping is: `Chart.yaml`, `dependencies` or `maintainers`.
    let owner: String

    static let subject: SubjectModel<ChartFieldFacts> = .init(
        "chartField", "A key of `Chart.yaml`, or of a dependency or maintainer in it.",
        range: { $0.key.range },
        logicalPlace: { $0.source.logicalPlace + ["\($0.owner) \($0.name)"] },
        location: { YAMLLocation($0.node, [$0.name]) },
        fields: [
            .text("name", "The key.", at: { $0.key.range }) { $0.name },
            .text("owner", "Where: `Chart.yaml`, `dependencies` or `maintainers`.") { $0.owner },
            .flag("isKnown", "Whether Helm reads it.") { $0.isKnown },
            .optionalText(
                "nearest", "The known key that is spelt nearly so and does not stand there, too."
            ) { facts in
                let free = facts.known.filter { facts.node[$0] == nil }
                return facts.isKnown ? nil : Spelling.nearest(to: facts.name, in: free)
            },
        ])

    private var name: String { key.string ?? "" }
    private var known: [String] { Self.known[owner] ?? [] }
    /// Go matches the names of fields in any letter case.
    private var isKnown: Bool { known.contains { $0.lowercased() == name.lowercased() } }

    private static let known = [
        "Chart.yaml": [
            "apiVersion", "name", "version", "appVersion", "description", "type", "kubeVersion",
            "icon", "home", "keywords", "sources", "deprecated", "maintainers", "dependencies",
            "annotations", "condition", "tags",
        ],
        "dependencies": [
            "name", "version", "repository", "condition", "tags", "enabled", "import-values",
            "alias",
        ],
        "maintainers": ["name", "email", "url"],
    ]

    static func all(of source: ChartSource) -> [ChartFieldFacts] {
        func fields(_ mapping: YAMLValue, _ owner: String) -> [ChartFieldFacts] {
            mapping.entries.map {
                ChartFieldFacts(source: source, node: mapping, key: $0.key, owner: owner)
            }
        }
        var all = fields(source.root, "Chart.yaml")
        for owner in ["dependencies", "maintainers"] {
            for item in source.root[owner]?.items.map({ $0 }) ?? [] { all += fields(item, owner) }
        }
        return all
    }
}

/// A URL in `Chart.yaml`, for rules.
struct ChartLinkFacts: Sendable {
    let source: ChartSource
    let field: String
    let value: YAMLValue

    static let subject: SubjectModel<ChartLinkFacts> = .init(
        "chartLink", "A URL in `Chart.yaml`: its home, its icon, one of its sources.",
        range: { $0.value.range }, logicalPlace: { $0.source.logicalPlace + [$0.field] },
        fields: [
            .text("field", "Where it stands: `home`, `icon` or `sources`.") { $0.field },
            .text("text", "The URL as it is written.") { $0.text }.at { YAMLLocation($0.value) },
            .flag("isURL", "Whether it is an absolute URL that names a host.") {
                $0.url.map { !$0.host.isEmpty || $0.scheme == "data" } ?? false
            },
            .flag("isEncrypted", "Whether it is no URL of plain `http` or `git`.") {
                !["http", "git"].contains($0.url?.scheme ?? "")
            },
        ])

    private var text: String { value.string ?? "" }
    private var url: AbsoluteURL? { AbsoluteURL(Array(text.utf8)) }

    static func all(of source: ChartSource) -> [ChartLinkFacts] {
        let single = ["home", "icon"].compactMap { field in
            source.root[field].map { ChartLinkFacts(source: source, field: field, value: $0) }
        }
        let sources = source.root["sources"]?.items.map {
            ChartLinkFacts(source: source, field: "sources", value: $0.target)
        }
        return (single + (sources ?? [])).filter { !$0.value.isNull && !$0.value.range.isEmpty }
    }
}

/// Somebody who looks after a chart, for rules.
struct MaintainerFacts: YAMLFacts {
    let source: ChartSource
    let node: YAMLValue

    static let subject: SubjectModel<MaintainerFacts> = .init(
        "maintainer", "Who looks after a chart, as `Chart.yaml` tells it.",
        range: { $0.node.headline },
        logicalPlace: { $0.source.logicalPlace + ["maintainer"] },
        location: { YAMLLocation($0.node) },
        fields: [
            .yamlText("name", "The name, or the account.", "name"),
            .yamlText("email", "The address.", "email"),
            .yamlText("url", "The URL of a page.", "url"),
            .flag("isEmailValid", "Whether the address is absent or looks like one.") {
                guard let email = $0.node["email"]?.string, !email.isEmpty else { return true }
                let parts = email.split(separator: "@", omittingEmptySubsequences: false)
                return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
                    && !email.contains(" ")
            }.at("email"),
            .flag("isURLValid", "Whether the URL is absent or one that names a host.") {
                guard let url = $0.node["url"]?.string, !url.isEmpty else { return true }
                return AbsoluteURL(Array(url.utf8)).map { !$0.host.isEmpty } ?? false
            }.at("url"),
        ], methods: [.field { $0.source.logicalPlace + ["maintainer"] }])

    static func all(of source: ChartSource) -> [MaintainerFacts] {
        (source.root["maintainers"]?.items.map { $0.target } ?? [])
            .filter { $0.kind == .mapping }
            .map { MaintainerFacts(source: source, node: $0) }
    }
}
