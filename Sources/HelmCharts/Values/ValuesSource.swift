package import GoTemplates
package import SourceText
import YAMLTrees

/// Tells where values stand: in which file, at which key.
///
/// It looks when it is asked, so that a render pays nothing for it. Paths are those of origins:
/// from the root chart's values, or facts of a chart (see `ChartFacts`).
package struct ValuesSource: Sendable {
    private let scope: ChartScope
    private let input: ValuesInput

    init(_ scope: ChartScope, _ input: ValuesInput) {
        self.scope = scope
        self.input = input
    }

    /// A key of a path, or a place in a list.
    package typealias Step = (name: Bytes, isIndex: Bool)

    /// A place where a value is written.
    package struct Place: Sendable {
        /// The file; nil for what was set by an option.
        package var file: ChartFile?
        /// The option and its text, such as `--set image.tag=1`.
        package var option: String?
        /// Whether the option sets only some of what is below the path.
        package var isPart = false
        /// Where the key stands in the file, if the value has one.
        package var key: SourceRange?
        package var value: SourceRange
        /// The chart whose own file it is, by the keys that lead to it; nil for what the user
        /// gives.
        package var chart: [Bytes]?
    }

    /// The chart that the values are for.
    var root: ChartScope { scope }

    /// What the user gives, the file that counts first.
    var userFiles: [ValuesFile] { input.files.reversed() }

    /// Whether an option such as `--set` says the value, over all files.
    func isSetByOption(_ steps: [Step]) -> Bool {
        input.settings.contains { $0.value(at: steps) != nil }
    }

    /// All places where the value of a path is written, the one that counts first.
    package func places(of path: OriginPath, _ origins: OriginTable) -> [Place] {
        places(of: origins.steps(of: path))
    }

    package func places(of steps: [Step]) -> [Place] {
        guard let first = steps.first else { return [] }
        if first.name.first == UInt8(ascii: "."), let place = ChartFacts.place(of: steps, scope) {
            return [place]
        }
        var places: [Place] = []
        find(steps, &places, imports: 0)
        guard first.name == Coalescing.globalKey else { return places }
        // A subchart's globals may stand at the subchart's key, or in its own file.
        var waiting: [(ChartScope, [Step])] = [(scope, [])]
        while let (chart, prefix) = waiting.popLast() {
            for subchart in chart.subcharts.reversed() {
                let prefix = prefix + [(subchart.key, false)]
                waiting.append((subchart, prefix))
            }
            if !prefix.isEmpty { find(prefix + steps, &places, imports: 0) }
        }
        return places
    }

    /// The longest beginning of a path that is written somewhere, and where.
    package func nearest(to steps: [Step]) -> (steps: [Step], places: [Place])? {
        var steps = steps
        while !steps.isEmpty {
            let places = places(of: steps)
            if !places.isEmpty { return (steps, places) }
            steps.removeLast()
        }
        return nil
    }

    /// Looks through what the user gives, and down the charts that the path leads through.
    private func find(_ steps: [Step], _ places: inout [Place], imports: Int) {
        for setting in input.inOrder.reversed() {
            guard let value = setting.value(at: steps) else { continue }
            let text = "\(setting.kind.option) \(String(decoding: setting.text, as: UTF8.self))"
            places.append(
                Place(option: text, isPart: value.map != nil, value: SourceRange(at: 0)))
        }
        for file in input.files.reversed() { file.find(steps, chart: nil, &places) }
        var chart = scope
        var rest = steps[...]
        var prefix: [Bytes] = []
        while true {
            chart.chart.defaults.find(Array(rest), chart: prefix, &places)
            if imports < 8 {
                findImported(rest, into: chart, at: prefix, &places, imports: imports + 1)
            }
            guard let step = rest.first, let subchart = chart.subchart(step.name) else { return }
            prefix.append(step.name)
            chart = subchart
            rest = rest.dropFirst()
        }
    }

    /// Looks where the values of a chart were imported from.
    private func findImported(
        _ steps: ArraySlice<Step>, into chart: ChartScope, at prefix: [Bytes],
        _ places: inout [Place], imports: Int
    ) {
        for entry in chart.imports.reversed() {
            guard steps.count > entry.parent.count,
                steps.map(\.name).starts(with: entry.parent)
            else { continue }
            let path = (prefix + entry.child).map { (name: $0, isIndex: false) }
            let inner: [Step] = path + steps.dropFirst(entry.parent.count)
            find(inner, &places, imports: imports)
        }
    }
}

extension ValuesInput.Setting {
    /// What this sets at a path: its value, or a table with something below it.
    fileprivate func value(at steps: [ValuesSource.Step]) -> Value? {
        guard let values = try? applied(to: MapValue()) else { return nil }
        var value = Value.map(values)
        for step in steps {
            if step.isIndex {
                guard let items = value.list?.items,
                    let index = Int(String(decoding: step.name, as: UTF8.self)),
                    items.indices.contains(index), !items[index].isNil
                else { return nil }
                value = items[index]
            } else {
                guard let next = value.map?[step.name] else { return nil }
                value = next
            }
        }
        return value
    }
}

extension ValuesFile {
    /// Adds the place of a path in this file, the document that counts first.
    fileprivate func find(
        _ steps: [ValuesSource.Step], chart: [Bytes]?, _ places: inout [ValuesSource.Place]
    ) {
        guard let file, !steps.isEmpty else { return }
        for document in documents.reversed() {
            guard let (key, value) = document.find(steps) else { continue }
            places.append(
                ValuesSource.Place(
                    file: file, key: (key?.range).map(file.place), value: file.place(value.range),
                    chart: chart))
        }
    }
}

extension YAMLValue {
    /// The value at a path, and its key.
    func find(_ steps: [ValuesSource.Step]) -> (key: YAMLValue?, value: YAMLValue)? {
        var found: (key: YAMLValue?, value: YAMLValue) = (nil, self)
        for step in steps {
            if step.isIndex {
                guard let index = Int(String(decoding: step.name, as: UTF8.self)), index >= 0,
                    index < found.value.items.count
                else { return nil }
                found = (nil, found.value.items[index])
            } else {
                guard let entry = found.value.entry(step.name) else { return nil }
                found = entry
            }
        }
        return found
    }

    /// The last entry of a name, which is the one that counts.
    private func entry(_ name: Bytes) -> (key: YAMLValue?, value: YAMLValue)? {
        var found: (key: YAMLValue?, value: YAMLValue)?
        for (key, value) in entries where key.isNamed(name) { found = (key, value) }
        return found
    }

    /// Whether a key is a name after Go made a text of it.
    private func isNamed(_ name: Bytes) -> Bool {
        guard style == .plain, let scalar else { return text.elementsEqual(name) }
        switch scalar {
        case .bool(let flag): return name == Bytes((flag ? "true" : "false").utf8)
        case .int(let number): return name == Bytes(String(number).utf8)
        default: return text.elementsEqual(name)
        }
    }
}
