import Findings
import HelmCharts
import Rules
import SourceText

/// A chart, with its own subcharts, and everything rules can judge about them. What was fetched from
/// elsewhere is read, and not judged.
struct ChartModel {
    private let sources: [ChartSource]

    /// `path` is that of the chart's `Chart.yaml`, or of its archive.
    init(_ chart: Chart, path: String) {
        let family = ChartFamily(chart)
        sources = chart.own().compactMap { own in
            ChartSource(
                own.chart, path: own.isSubchart ? own.chart.chartFile.path : path, family: family,
                isSubchart: own.isSubchart)
        }
    }

    /// Every kind of subject a chart has, as people read them.
    static let schemas: [any SubjectSchema] = [
        ChartRecord.subject, ChartFieldFacts.subject, ChartLinkFacts.subject,
        MaintainerFacts.subject, DependencyFacts.subject,
    ]

    /// The names of the subjects that occur in charts, written out so that other runs make no tables
    /// of them.
    static let names = ["chart", "chartField", "chartLink", "maintainer", "chartDependency"]

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
            default: []
            }
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
            let rules = rules.rules(for: name)
            guard !rules.isEmpty else { continue }
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
