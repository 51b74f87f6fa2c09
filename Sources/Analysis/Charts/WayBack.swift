import Findings
import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// The way from a place in rendered text back to what a person would edit.
///
/// What came from values is edited there; what a template says, in the template; what a vendored
/// template says, where the chart's own text calls it.
struct WayBack {
    let scenario: RenderedScenario
    /// What the template wrote.
    let text: TracedText
    /// The same as YAML.
    let tree: YAMLTree

    /// Where a finding belongs, and the places that led there.
    struct Target {
        var place: Place
        var related: [RelatedPlace] = []
        /// What it is in the chart's own terms, such as `values key image.tag`.
        var name: String
    }

    var origins: OriginTable { scenario.rendering.evaluator.origins }

    /// Where a finding on the rendered text belongs; nil when nothing is known of it.
    func target(of finding: Finding) -> Target? {
        if finding.isAboutWhole { return target(ofWhole: finding.place.range) }
        if let missing = finding.missing, let target = target(ofMissing: missing) { return target }
        return target(of: finding.place.range)
    }

    /// Where bytes of the rendered text belong.
    func target(of range: SourceRange) -> Target? {
        let pieces = pieces(in: range)
        let computed = pieces.filter { !origins.data(of: $0.run.origin).isEmpty }
        if let largest = computed.max(by: { $0.length < $1.length }),
            var target = target(ofData: origins.data(of: largest.run.origin))
        {
            target.related += others(among: computed, than: target)
            target.related += steps(of: largest, verb: "rendered here")
            return target
        }
        guard let largest = pieces.max(by: { $0.length < $1.length }) else { return nil }
        return target(ofTemplate: largest)
    }

    /// The other values that wrote a part of the text.
    private func others(among pieces: [Piece], than target: Target) -> [RelatedPlace] {
        var places: [Place] = []
        for path in pieces.flatMap({ origins.data(of: $0.run.origin) }) {
            guard let found = values(at: path), found.place != target.place,
                !places.contains(found.place)
            else { continue }
            places.append(found.place)
        }
        return places.map { RelatedPlace(place: $0, message: "this value is part of it") }
    }

    /// What is said of an object or a container as a whole belongs where the template writes it,
    /// not where its name comes from.
    private func target(ofWhole range: SourceRange) -> Target? {
        guard let piece = pieces(in: range).max(by: { $0.length < $1.length }) else { return nil }
        return target(ofTemplate: piece)
    }

    // MARK: What was written

    /// A run with the part of it that is meant.
    struct Piece {
        var run: Run
        var length: Int
    }

    /// The runs that wrote bytes of a range.
    func pieces(in range: SourceRange) -> [Piece] {
        var pieces: [Piece] = []
        var index = text.firstRun(at: range.start)
        while index < text.runs.count, Int(text.runs[index].start) < range.end {
            var run = text.runs[index]
            let start = max(Int(run.start), range.start)
            let end = min(text.end(ofRun: index), range.end)
            if end > start, run.kind != .absent {
                if run.kind == .literal { run.source += Int32(start - Int(run.start)) }
                run.start = Int32(start)
                pieces.append(Piece(run: run, length: end - start))
            }
            index += 1
        }
        return pieces
    }

    /// The values that flowed in: the first is the place, the others are related.
    private func target(ofData paths: [OriginPath]) -> Target? {
        var target: Target?
        for path in paths {
            guard let found = values(at: path) else { continue }
            if target == nil {
                target = found
            } else {
                target?.related.append(
                    RelatedPlace(place: found.place, message: "this value flows in, too"))
            }
        }
        return target
    }

    /// The place of a value: where it is set, else the nearest key above it that is there and can
    /// be edited.
    private func values(at path: OriginPath) -> Target? {
        var current = path
        while current != OriginTable.root {
            if let source = scenario.values(at: current), source.isEditable {
                let range = current == path ? source.range : source.headline
                return Target(
                    place: Place(path: source.file.path, range: range),
                    name: "values key " + scenario.name(of: path))
            }
            current = origins.parent(of: current)
        }
        return nil
    }

    private func target(ofTemplate piece: Piece) -> Target? {
        let places = templatePlaces(of: piece)
        // What a helper computed from nothing that values say stands for where it is called.
        let own =
            piece.run.kind == .literal
            ? places.first(where: \.isEditable) : places.last(where: \.isEditable)
        guard let own else { return target(ofVendored: piece, places.first?.place) }
        var target = Target(place: own.place, name: "template " + own.place.path)
        for (number, other) in places.enumerated() where other.place != own.place {
            let message = number == 0 ? "written here" : "included here"
            target.related.append(RelatedPlace(place: other.place, message: message))
        }
        return target
    }

    /// What only a vendored template says belongs to the dependency, since nobody can edit it
    /// there.
    private func target(ofVendored piece: Piece, _ place: Place?) -> Target? {
        let rendering = scenario.rendering
        let places =
            [rendering.place(of: piece.run, length: piece.length)].compactMap { $0 }
            + rendering.callers(of: piece.run)
        for template in places.map(\.template) {
            guard let (file, range) = scenario.dependency(of: template) else { continue }
            return Target(
                place: Place(path: file.path, range: range),
                related: place.map { [RelatedPlace(place: $0, message: "written here")] } ?? [],
                name: "dependency " + String(decoding: template, as: UTF8.self))
        }
        return place.map { Target(place: $0, name: "template " + $0.path) }
    }

    /// Where a run was written and from where that was called, the innermost first.
    private func templatePlaces(of piece: Piece) -> [(place: Place, isEditable: Bool)] {
        let rendering = scenario.rendering
        let own = rendering.place(of: piece.run, length: piece.length)
        var places: [(place: Place, isEditable: Bool)] = []
        for place in [own].compactMap({ $0 }) + rendering.callers(of: piece.run) {
            guard let file = scenario.templates[place.template], !file.isPacked else { continue }
            let found = Place(
                path: file.path,
                range: file.place(SourceRange(place.range.lowerBound, place.range.upperBound)))
            if !places.contains(where: { $0.place == found }) {
                places.append((found, scenario.isEditable(template: place.template)))
            }
        }
        return places
    }

    private func steps(of piece: Piece, verb: String) -> [RelatedPlace] {
        templatePlaces(of: piece).enumerated().map { number, step in
            RelatedPlace(place: step.place, message: number == 0 ? verb : "included here")
        }
    }

    // MARK: What was not written

    /// The branch that would have written a missing field, and the value that decided against it.
    private func target(ofMissing missing: MissingField) -> Target? {
        guard let key = missing.keys.first else { return nil }
        for branch in branches(writing: key, beside: missing.parent) {
            for path in branch.deciding {
                guard var target = values(at: path) else { continue }
                target.related += steps(of: branch.piece, verb: "`\(key)` would be written here")
                return target
            }
            if let target = self.target(ofTemplate: branch.piece) { return target }
        }
        return container(of: missing)
    }

    /// Branches in a mapping or right behind it that wrote nothing and would have written a key,
    /// with the values that decided so, the nearest condition first.
    func branches(
        writing key: String, beside parent: SourceRange
    ) -> [(piece: Piece, deciding: [OriginPath])] {
        branches(from: parent.start, to: endOfSpaces(after: parent.end)) {
            scenario.rendering.branch(of: $0, writes: key)
        }
    }

    /// Branches in a stretch of text that wrote nothing, with the values that decided so and not
    /// for the text around them.
    func branches(
        from start: Int, to end: Int, where isWanted: (Run) -> Bool
    ) -> [(piece: Piece, deciding: [OriginPath])] {
        let base = conditions(at: start)
        return text.runs.filter {
            $0.kind == .absent && start <= Int($0.start) && Int($0.start) <= end && isWanted($0)
        }.map { run in
            let deciding = origins.conditions(of: run.origin).filter { !base.contains($0) }
            return (Piece(run: run, length: 0), deciding.reversed())
        }
    }

    /// When all of a parent came from one table of the values: that table.
    private func container(of missing: MissingField) -> Target? {
        let pieces = pieces(in: missing.parent).filter { $0.run.kind == .data }
        let paths = Set(pieces.flatMap { origins.data(of: $0.run.origin) })
        guard let first = paths.first else { return nil }
        let whole = self.pieces(in: missing.parent)
        // A parent that the template itself wrote is not the values' to complete.
        guard !whole.contains(where: { $0.run.kind == .literal && isText($0) }) else { return nil }
        var common = ancestors(of: first)
        for path in paths { common = common.filter(ancestors(of: path).contains) }
        guard let nearest = common.first, nearest != OriginTable.root,
            var target = values(at: nearest), let piece = pieces.first
        else { return nil }
        target.related += steps(of: piece, verb: "rendered here")
        return target
    }

    private func isText(_ piece: Piece) -> Bool {
        let start = Int(piece.run.start)
        return text.bytes[start..<(start + piece.length)].contains { $0 > 0x20 }
    }

    private func ancestors(of path: OriginPath) -> [OriginPath] {
        var result = [path]
        while let last = result.last, last != OriginTable.root {
            result.append(origins.parent(of: last))
        }
        return result
    }

    func conditions(at offset: Int) -> Set<OriginPath> {
        let index = text.firstRun(at: offset)
        guard index < text.runs.count else { return [] }
        return Set(origins.conditions(of: text.runs[index].origin))
    }

    func endOfSpaces(after offset: Int) -> Int {
        var end = min(offset, text.bytes.count)
        while end < text.bytes.count, text.bytes[end] <= 0x20 { end += 1 }
        return end
    }
}
