import GoTemplates
import HelmCharts
import SourceText

/// Tells whether all that edits of a chart's files changed in one scenario comes from them.
///
/// A line that changed must have bytes that a changed value wrote or decided on, or that stand in a
/// changed line of a template. A checksum may follow from anything.
struct ChangeTrace {
    let before: RenderedScenario
    let after: RenderedScenario
    /// What changed in the files, by their paths.
    let files: [String: LineDifference]

    var isComplete: Bool {
        let values = ChangedValues(from: before.values, to: after.values).paths
        guard values.allSatisfy(isEdited) else { return false }
        let sides = (before: Side(before, values), after: Side(after, values))
        for name in Set(sides.before.texts.keys).union(sides.after.texts.keys) {
            let texts = (sides.before.texts[name] ?? .none, sides.after.texts[name] ?? .none)
            let changes = LineDifference(from: texts.0.bytes, to: texts.1.bytes)
            guard
                changes.removed.allSatisfy({ sides.before.explains($0, of: texts.0, removedBy) }),
                changes.added.allSatisfy({ sides.after.explains($0, of: texts.1, addedBy) })
            else { return false }
        }
        return true
    }

    /// Whether a value that changed is written where a file was edited, now or before.
    private func isEdited(_ path: [Bytes]) -> Bool {
        let steps = after.scope.withoutOwner(ofGlobal: path).map { (name: $0, isIndex: false) }
        return after.isWritten(steps) { addedBy($0, $1) }
            || before.isWritten(steps) { removedBy($0, $1) }
    }

    private func removedBy(_ path: String, _ range: SourceRange) -> Bool {
        files[path]?.removed.contains { $0.overlaps(range) } ?? false
    }

    private func addedBy(_ path: String, _ range: SourceRange) -> Bool {
        files[path]?.added.contains { $0.overlaps(range) } ?? false
    }

    /// One of the two renders.
    private struct Side {
        let scenario: RenderedScenario
        /// The changed values, those above and below them.
        private let values: [[Bytes]]
        private(set) var texts: [Bytes: TracedText] = [:]

        init(_ scenario: RenderedScenario, _ values: [[Bytes]]) {
            self.scenario = scenario
            self.values = values
            for file in scenario.rendering.files {
                guard let bytes = file.text.bytes else { continue }
                if case .text(let text) = file.text.payload {
                    texts[file.name] = text
                } else {
                    texts[file.name] = TracedText(bytes, [])
                }
            }
        }

        /// Whether a changed line comes from a value or a line of a template that changed.
        func explains(
            _ line: SourceRange, of text: TracedText, _ isEdited: (String, SourceRange) -> Bool
        ) -> Bool {
            if text.bytes[line].allSatisfy({ $0 <= 0x20 }) || text.bytes[line].endsInChecksum {
                return true
            }
            var index = text.firstRun(at: line.start)
            while index < text.runs.count, Int(text.runs[index].start) < line.end {
                let run = text.runs[index]
                if isFromChangedValue(run) { return true }
                let end = min(text.end(ofRun: index), line.end)
                if isFromChangedText(run, from: max(Int(run.start), line.start), to: end, isEdited)
                {
                    return true
                }
                index += 1
            }
            return false
        }

        private func isFromChangedValue(_ run: Run) -> Bool {
            let origins = scenario.rendering.evaluator.origins
            let paths = origins.data(of: run.origin) + origins.conditions(of: run.origin)
            return paths.contains { path in
                let steps = origins.steps(of: path).map(\.name)
                return values.contains { zip($0, steps).allSatisfy { $0 == $1 } }
            }
        }

        private func isFromChangedText(
            _ run: Run, from start: Int, to end: Int, _ isEdited: (String, SourceRange) -> Bool
        ) -> Bool {
            guard run.kind == .literal, end > start else { return false }
            var run = run
            run.source += Int32(start - Int(run.start))
            guard let place = scenario.rendering.place(of: run, length: end - start),
                let file = scenario.templates[place.template]
            else { return false }
            let range = SourceRange(place.range.lowerBound, place.range.upperBound)
            return isEdited(file.path, file.place(range))
        }
    }
}

extension TracedText {
    fileprivate static let none = TracedText([], [])
}

extension ChartScope {
    /// The path of a value that all charts share, from the root chart on: each chart sees the
    /// others' globals among its own values.
    fileprivate func withoutOwner(ofGlobal path: [Bytes]) -> [Bytes] {
        var chart = self
        var rest = path[...]
        while let step = rest.first, !step.elementsEqual("global".utf8) {
            guard let subchart = chart.subchart(step) else { return path }
            chart = subchart
            rest = rest.dropFirst()
        }
        return Array(rest)
    }
}

extension RenderedScenario {
    /// Whether one of the places of a value satisfies a condition on file and range.
    fileprivate func isWritten(
        _ steps: [ValuesSource.Step], _ isWanted: (String, SourceRange) -> Bool
    ) -> Bool {
        places(of: steps).contains { place in
            guard let file = place.file else { return false }
            let start = place.key?.start ?? place.value.start
            return isWanted(file.path, SourceRange(start, max(start, place.value.end)))
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether a line ends in a hash of 256 bits, quotes aside.
    fileprivate var endsInChecksum: Bool {
        let text = reversed().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") }
        return text.prefix { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }.count >= 64
    }
}
