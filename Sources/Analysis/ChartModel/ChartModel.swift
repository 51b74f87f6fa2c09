import Findings
import HelmCharts
import Rules
import SourceText
import YAMLTrees

/// A chart, with its own subcharts, and everything rules can judge about them. What was fetched
/// from elsewhere is read, and not judged.
struct ChartModel {
    private let sources: [ChartSource]

    /// `path` is that of the chart's `Chart.yaml`, or of its archive.
    init(_ chart: Chart, path: String) {
        sources = Self.sources(chart, path, ChartFamily(chart), overlays: [], isSubchart: false)
    }

    /// A chart and the subcharts below it that people edit here.
    private static func sources(
        _ chart: Chart, _ path: String, _ family: ChartFamily, overlays: [YAMLValue],
        isSubchart: Bool
    ) -> [ChartSource] {
        guard
            let source = ChartSource(
                chart, path: path, family: family, isSubchart: isSubchart, overlays: overlays)
        else { return [] }
        return [source]
            + chart.subcharts.filter { !chart.isVendored($0) && !$0.isStandIn }.flatMap {
                sources(
                    $0, $0.chartFile.path, family, overlays: source.overlays(for: $0),
                    isSubchart: true)
            }
    }

    /// Every kind of subject a chart has, as people read them.
    static let schemas: [any SubjectSchema] = [
        ChartRecord.subject, ChartFieldFacts.subject, ChartLinkFacts.subject,
        MaintainerFacts.subject, DependencyFacts.subject, SettingFacts.subject,
        ValueReadFacts.subject, TemplateFacts.subject, TemplateFieldFacts.subject,
        CallFacts.subject, HelperFacts.subject,
    ]

    /// A kind of subject, as people read it; fields of YAML are those of manifests.
    @Sendable static func schema(named name: String) -> (any SubjectSchema)? {
        name == "field" ? FieldFacts.subject : schemas.first { $0.name == name }
    }

    /// The names of the subjects that occur in charts, written out so that other runs make no
    /// tables of them.
    static let names = [
        "chart", "chartField", "chartLink", "maintainer", "chartDependency", "setting", "valueRead",
        "template", "templateField", "call", "helper",
    ]

    /// The subjects of one kind that stand in one file.
    struct Group {
        var file: ChartFile
        var path: String
        var subjects: [any Subject]
    }

    /// All subjects of one kind, file by file.
    func subjects(named name: String) -> [Group] {
        sources.flatMap { source -> [Group] in
            switch name {
            case "chart": source.group(ChartRecord.subject, [ChartRecord(source: source)])
            case "chartField":
                source.group(ChartFieldFacts.subject, ChartFieldFacts.all(of: source))
            case "chartLink": source.group(ChartLinkFacts.subject, ChartLinkFacts.all(of: source))
            case "maintainer":
                source.group(MaintainerFacts.subject, MaintainerFacts.all(of: source))
            case "chartDependency":
                source.group(
                    DependencyFacts.subject, DependencyFacts.all(of: source),
                    in: source.chart.dependencyFile)
            case "setting":
                source.group(
                    SettingFacts.subject, SettingFacts.all(of: source),
                    in: source.chart.defaults.file)
            case "template":
                source.templates.flatMap {
                    source.group(
                        TemplateFacts.subject, [TemplateFacts(source: source, template: $0)],
                        in: $0.file)
                }
            default: source.templates.flatMap { inside($0, of: source, name) }
            }
        }
    }
}

extension ChartModel {
    /// The subjects of one kind within a template.
    private func inside(
        _ template: TemplateSource, of source: ChartSource, _ name: String
    ) -> [Group] {
        switch name {
        case "templateField":
            let fields = template.fields.map {
                TemplateFieldFacts(source: source, template: template, field: $0)
            }
            return source.group(TemplateFieldFacts.subject, fields, in: template.file)
        case "helper":
            return source.group(
                HelperFacts.subject, HelperFacts.all(of: source, template), in: template.file)
        case "valueRead":
            guard let context = TemplateContext(template) else { return [] }
            return source.group(
                ValueReadFacts.subject, ValueReadFacts.all(of: source, context), in: template.file)
        case "call":
            guard let context = TemplateContext(template) else { return [] }
            return source.group(
                CallFacts.subject, CallFacts.all(of: source, context), in: template.file)
        default: return []
        }
    }
}

extension ChartSource {
    /// Subjects that stand in one file, `Chart.yaml` when none is named.
    fileprivate func group<Facts>(
        _ model: SubjectModel<Facts>, _ facts: [Facts], in file: ChartFile? = nil
    ) -> [ChartModel.Group] {
        guard !facts.isEmpty else { return [] }
        let file = file ?? chart.chartFile
        let isChartFile = file.name == chart.chartFile.name
        return [
            ChartModel.Group(
                file: file, path: isChartFile ? path : file.path,
                subjects: facts.map { model.subject($0) })
        ]
    }
}

extension Analyzer {
    /// Judges what a chart is made of, file by file.
    func judgeSources(of chart: Chart, path: String, into merge: inout ChartFindings) {
        let names = rules.subjects.filter(ChartModel.names.contains)
        guard !names.isEmpty else { return }
        let model = ChartModel(chart, path: path)
        var judgements: [String: Judgement] = [:]
        for name in names {
            guard let rules = rules.rules(for: name), !rules.isEmpty else { continue }
            for group in model.subjects(named: name) {
                judgements[
                    group.path, default: Judgement(path: group.path, bytes: group.file.bytes)
                ].judge(group.subjects, by: rules)
            }
        }
        for (path, judgement) in judgements.sorted(by: { $0.key < $1.key }) {
            merge.add(judgement.findings)
            for problem in judgement.problems { merge.add(problem, at: path) }
        }
    }
}
