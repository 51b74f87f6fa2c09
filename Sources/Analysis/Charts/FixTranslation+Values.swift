import Findings
import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// Fixes that are done to the values of a chart.
extension FixTranslation {
    func inValues(_ fix: Fix) -> Translation? {
        var result: Translation?
        for change in fix.changes {
            guard let (home, edits) = inValues(change) else { return nil }
            var translation =
                result ?? Translation(path: home.file.path, edits: [])
            guard translation.path == home.file.path else { return nil }
            translation.edits += edits.edits.map {
                Edit(home.file.place($0.range), $0.replacement)
            }
            if edits.isShared {
                translation.trust = .display
            } else if fix.applicability == .safe,
                way.isUsed(
                    home.pathFromRoot, beyond: change.key?.union(change.nearest) ?? change.nearest)
            {
                translation.trust = min(translation.trust, .unsafe)
            }
            result = translation
        }
        return result
    }

    private func inValues(_ change: FieldChange) -> (home: ValuesHome, change: YAMLChange)? {
        guard let home = home(of: change) else { return nil }
        let edits =
            switch change.action {
            case .set(let text): home.document.setting(home.path, to: text)
            case .add(let item): home.document.adding(item, to: home.path)
            case .remove: home.removing()
            case .rename(let name): home.document.renaming(home.path, to: name)
            }
        return edits.map { (home, $0) }
    }

    /// Where the values say what a change is about.
    private func home(of change: FieldChange) -> ValuesHome? {
        guard change.missing.isEmpty else {
            if let home = homeOfBranch(change) { return home }
            guard !isSaidByTemplate(change) else { return nil }
            return homeOfFilling(change)
                ?? collection(in: change.nearest).flatMap {
                    way.scenario.home(of: $0.appending(change.missing))
                }
        }
        switch change.action {
        case .set: return soleValue(of: change.nearest).flatMap(home)
        case .add: return collection(in: change.nearest).flatMap { way.scenario.home(of: $0) }
        case .remove, .rename: return homeOfEntry(change)
        }
    }

    /// Whether the template itself says a missing field, in a branch that is not taken: with other
    /// values it would be there twice.
    private func isSaidByTemplate(_ change: FieldChange) -> Bool {
        guard let key = change.key, let missing = change.missing.first,
            let run = way.pieces(in: SourceRange(key.start, key.start + 1)).first?.run,
            run.kind == .literal
        else { return false }
        return way.scenario.rendering.says(missing, below: Int(run.source), inFrame: run.frame)
    }

    private func home(of path: OriginPath) -> ValuesHome? {
        way.scenario.home(of: way.scenario.valuesPath(of: path))
    }

    /// What would be written by a branch that was not taken: the value that it waited for, and what
    /// is within it.
    private func homeOfBranch(_ change: FieldChange) -> ValuesHome? {
        guard let key = change.missing.first else { return nil }
        for branch in way.branches(writing: key, beside: change.nearest) {
            let rendering = way.scenario.rendering
            guard !rendering.says(key, besideBranchOf: branch.piece.run) else { return nil }
            let isField = rendering.branch(of: branch.piece.run, reads: key)
            let further = isField ? change.missing : Array(change.missing.dropFirst())
            for path in branch.deciding {
                let path = way.scenario.valuesPath(of: path).appending(further)
                guard let home = way.scenario.home(of: path) else { continue }
                // A switch is no place for what it switches on.
                if further.isEmpty, home.current.map({ !$0.saysNothing }) ?? false { continue }
                return home
            }
        }
        return nil
    }

    /// What would fill the parent, were it not empty: the branch around a `toYaml`.
    private func homeOfFilling(_ change: FieldChange) -> ValuesHome? {
        let written = way.text.bytes[change.nearest]
        guard let start = change.key?.end, written.isEmpty || written.elementsEqual("{}".utf8)
        else { return nil }
        let end = way.endOfSpaces(after: max(start + 1, change.nearest.end))
        let rendering = way.scenario.rendering
        for branch in way.branches(from: start, to: end, where: rendering.branchIsWithoutKeys) {
            for path in branch.deciding {
                let path = way.scenario.valuesPath(of: path)
                if let home = way.scenario.home(of: path.appending(change.missing)) { return home }
            }
        }
        return nil
    }

    /// The value that alone wrote a scalar, quotes aside.
    private func soleValue(of range: SourceRange) -> OriginPath? {
        var found: OriginPath?
        for piece in way.pieces(in: range) {
            let data = origins.data(of: piece.run.origin)
            if data.isEmpty {
                guard way.holdsOnlyQuotes(piece) else { return nil }
                continue
            }
            guard data.count == 1, found == nil || found == data[0] else { return nil }
            found = data[0]
        }
        return found
    }

    /// An entry or item that the values hold as it is, key and all.
    private func homeOfEntry(_ change: FieldChange) -> ValuesHome? {
        guard let key = change.key else {
            return soleValue(of: change.nearest).flatMap(home)
        }
        let name = way.text.bytes.text(key)
        let paths = way.paths(in: change.nearest)
        guard way.pieces(in: key).allSatisfy({ $0.run.kind == .data }), let first = paths.first
        else { return nil }
        for depth in first.steps.indices.reversed() where first.steps[depth] == .key(name) {
            let whole = first.steps[...depth]
            guard paths.allSatisfy({ $0.steps.starts(with: whole) }) else { continue }
            return way.scenario.home(of: YAMLPath(Array(whole)))
        }
        return nil
    }

    /// The table or list of the values that all of a collection came from.
    private func collection(in range: SourceRange) -> YAMLPath? {
        guard way.isWrittenByValues(range) else { return nil }
        let paths = way.paths(in: range)
        guard let first = paths.first else { return nil }
        let text = way.text.bytes[range.clamped(to: SourceRange(0, way.text.bytes.count))]
        if text.elementsEqual("{}".utf8) || text.elementsEqual("[]".utf8) {
            return paths.count == 1 ? first : nil
        }
        let shared = paths.reduce(first.steps.count) { count, path in
            min(count, zip(first.steps, path.steps).prefix { $0 == $1 }.count)
        }
        let isList = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "[")
        let key = text.firstKey
        for path in paths {
            for (depth, step) in path.steps.enumerated().reversed() where depth <= shared {
                switch step {
                case .index where isList, .key(key) where !isList:
                    return YAMLPath(Array(path.steps[..<depth]))
                default: continue
                }
            }
        }
        return nil
    }
}

extension WayBack {
    /// The values that flowed into a stretch of text, each once, in the order of the text.
    fileprivate func paths(in range: SourceRange) -> [YAMLPath] {
        var seen: Set<OriginPath> = []
        return pieces(in: range).flatMap { origins.data(of: $0.run.origin) }
            .filter { seen.insert($0).inserted }.map(scenario.valuesPath)
    }

    /// Whether nothing but spaces in a stretch of text was written by a template itself.
    fileprivate func isWrittenByValues(_ range: SourceRange) -> Bool {
        let pieces = pieces(in: range)
        return !pieces.isEmpty
            && pieces.allSatisfy { piece in
                piece.run.kind == .data || bytes(of: piece).allSatisfy { $0 <= 0x20 }
            }
    }

    fileprivate func holdsOnlyQuotes(_ piece: Piece) -> Bool {
        bytes(of: piece).allSatisfy { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
    }

    private func bytes(of piece: Piece) -> ArraySlice<UInt8> {
        let start = Int(piece.run.start)
        return text.bytes[start..<(start + piece.length)]
    }
}

extension ValuesHome {
    /// Takes the value out. A table or list that is left empty stays: templates may ask for it.
    fileprivate func removing() -> YAMLChange? {
        let parent = YAMLPath(Array(path.steps.dropLast()))
        guard let around = document.value(at: parent), around.count == 1, !parent.steps.isEmpty
        else { return document.removing(path) }
        return document.setting(parent, to: around.kind == .sequence ? "[]" : "{}")
    }
}

extension YAMLPath {
    fileprivate func appending(_ keys: [String]) -> YAMLPath {
        YAMLPath(steps + keys.map { .key($0) })
    }
}

extension ArraySlice<UInt8> {
    /// The key that a mapping begins with.
    fileprivate var firstKey: String {
        let start = drop { $0 <= 0x20 || $0 == UInt8(ascii: "{") }
        let key = start.prefix { $0 != UInt8(ascii: ":") && $0 != 0x0A }
        return String(
            decoding: key.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") },
            as: UTF8.self)
    }
}
