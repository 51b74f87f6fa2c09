package import GoTemplates
import SourceText
package import YAMLTrees

/// Where a person would write a value: a document of a file of values, and the way down from its
/// root.
package struct ValuesHome: Sendable {
    package var file: ChartFile
    package var document: YAMLValue
    package var path: YAMLPath
    /// The way down from the root chart's values, longer when the file is a subchart's own.
    package var pathFromRoot: YAMLPath

    /// What is written there now; nil when nothing is.
    package var current: YAMLValue? { document.value(at: path) }
}

extension ValuesSource {
    /// The file that a value is to be changed in.
    ///
    /// That is the file whose word counts now. When it is nobody's to edit, or nothing says the
    /// value yet, it is the file that says most of what is around it; among several the chart's own
    /// defaults, which count in every environment. Nil when an option sets the value, when it is no
    /// value at all but a fact of the chart, or when an item of a list would have to be made up.
    func home(
        of path: YAMLPath, isEditable: (ChartFile, _ chart: [Bytes]?) -> Bool
    ) -> ValuesHome? {
        let steps = path.steps.map(\.asStep)
        guard let first = steps.first, first.name.first != UInt8(ascii: "."), !isSetByOption(steps)
        else { return nil }
        var best: (home: ValuesHome, known: Int)?
        for candidate in files(for: steps) {
            guard let file = candidate.values.file, isEditable(file, candidate.chart) else {
                continue
            }
            let whole = path
            let path = YAMLPath(Array(path.steps.dropFirst(candidate.chart?.count ?? 0)))
            for document in candidate.values.documents.reversed() {
                let depth = document.depth(of: path)
                let home = ValuesHome(
                    file: file, document: document, path: path, pathFromRoot: whole)
                if depth == path.steps.count { return home }
                guard !path.steps[depth...].contains(where: \.isIndex) else { continue }
                // A key such as `yes`, which Go writes as `true`, would come twice.
                if document.find(path.steps[...depth].map(\.asStep)) != nil { return nil }
                let known = steps.count - path.steps.count + depth
                if known >= best?.known ?? 0 { best = (home, known) }
            }
        }
        return best?.home
    }

    /// The files that may say a value, the one that counts first, each with the keys that lead to
    /// the chart whose defaults it is; nil for what the user gives.
    private func files(for steps: [Step]) -> [(values: ValuesFile, chart: [Bytes]?)] {
        var found: [(values: ValuesFile, chart: [Bytes]?)] = userFiles.map { ($0, nil) }
        var chart = root
        var prefix: [Bytes] = []
        while true {
            found.append((chart.chart.defaults, prefix))
            guard steps.count > prefix.count + 1,
                let subchart = chart.subchart(steps[prefix.count].name)
            else { return found }
            prefix.append(steps[prefix.count].name)
            chart = subchart
        }
    }
}

extension YAMLPath.Step {
    fileprivate var asStep: ValuesSource.Step {
        switch self {
        case .key(let name): (Bytes(name.utf8), false)
        case .index(let index): (Bytes(String(index).utf8), true)
        }
    }

    fileprivate var isIndex: Bool {
        if case .index = self { true } else { false }
    }
}

extension RenderedScenario {
    /// Where the value of a path is to be changed, so that this scenario renders with another.
    package func home(of path: YAMLPath) -> ValuesHome? {
        source.home(of: path, isEditable: isEditable)
    }

    /// The path of a value from the root chart's values on.
    package func valuesPath(of path: OriginPath) -> YAMLPath {
        YAMLPath(
            rendering.evaluator.origins.steps(of: path).map { step in
                let text = String(decoding: step.name, as: UTF8.self)
                return step.isIndex ? .index(Int(text) ?? 0) : .key(text)
            })
    }
}
