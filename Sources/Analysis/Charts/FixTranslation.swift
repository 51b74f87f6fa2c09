import Findings
import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// Does to the sources of rendered text what a fix does to the text.
///
/// What came from values is changed where a person would write them; what a template says word for
/// word, in the template. Whether that has the effect that was meant is for a proof to tell.
struct FixTranslation {
    let way: WayBack

    /// The fix as edits of one file of the chart; nil when it cannot be told which. `path` is that
    /// of the file its finding stands in.
    func translated(_ fix: Fix, placedIn path: String) -> Fix? {
        guard let found = inValues(fix) ?? inTemplate(fix) else { return nil }
        let translated = Fix(
            title: fix.title,
            applicability: found.isShared ? .display : fix.applicability,
            edits: found.edits, path: found.path == path ? nil : found.path)
        return translated.hasConflictingEdits ? nil : translated
    }

    /// Edits of one file.
    private struct Translation {
        var path: String
        var edits: [Edit]
        /// Whether an anchor shares what is changed.
        var isShared = false
    }

    private var origins: OriginTable { way.scenario.rendering.evaluator.origins }

    // MARK: Values

    private func inValues(_ fix: Fix) -> Translation? {
        var result: Translation?
        for change in fix.changes {
            guard let (home, edits) = inValues(change) else { return nil }
            var translation =
                result ?? Translation(path: home.file.path, edits: [])
            guard translation.path == home.file.path else { return nil }
            translation.edits += edits.edits.map {
                Edit(home.file.place($0.range), $0.replacement)
            }
            if edits.isShared { translation.isShared = true }
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
            return homeOfBranch(change) ?? collection(in: change.nearest).flatMap {
                way.scenario.home(of: $0.appending(change.missing))
            }
        }
        switch change.action {
        case .set: return soleValue(of: change.nearest).flatMap(home)
        case .add: return collection(in: change.nearest).flatMap { way.scenario.home(of: $0) }
        case .remove, .rename: return homeOfEntry(change)
        }
    }

    private func home(of path: OriginPath) -> ValuesHome? {
        way.scenario.home(of: way.scenario.valuesPath(of: path))
    }

    /// What would be written by a branch that was not taken: the value that it waited for, and what
    /// is within it.
    private func homeOfBranch(_ change: FieldChange) -> ValuesHome? {
        guard let key = change.missing.first else { return nil }
        let further = Array(change.missing.dropFirst())
        for branch in way.branches(writing: key, beside: change.nearest) {
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

    // MARK: Templates

    private func inTemplate(_ fix: Fix) -> Translation? {
        var result: Translation?
        for edit in fix.edits {
            guard let (path, edit) = inTemplate(edit) else { return nil }
            guard result == nil || result?.path == path else { return nil }
            result = Translation(path: path, edits: (result?.edits ?? []) + [edit])
        }
        return result
    }

    /// An edit of what a template says word for word.
    private func inTemplate(_ edit: Edit) -> (path: String, edit: Edit)? {
        guard let start = templateOffset(before: edit.range.start, edit.range.isEmpty),
            let end = edit.range.isEmpty ? start : templateOffset(upTo: edit.range.end),
            start.template == end.template, start.frame == end.frame, start.offset <= end.offset,
            let file = way.scenario.templates[start.template],
            way.scenario.isEditable(template: start.template)
        else { return nil }
        let range = SourceRange(start.offset, end.offset)
        guard range.end <= file.bytes.count,
            file.bytes[range].elementsEqual(way.text.bytes[edit.range])
        else { return nil }
        // Text that was indented as it was included stands further left in the template.
        let shown = way.text.bytes.indentation(at: edit.range.start)
        let written = file.bytes.indentation(at: range.start)
        guard let replacement = edit.replacement.indented(by: written - shown) else { return nil }
        return (file.path, Edit(file.place(range), replacement))
    }

    private struct TemplateOffset {
        var template: Bytes
        var frame: Int32
        var offset: Int
    }

    /// Where a place of the text is in a template: before the byte there, and for what is inserted
    /// behind the byte before it.
    private func templateOffset(before offset: Int, _ isInserted: Bool) -> TemplateOffset? {
        if isInserted, let end = templateOffset(upTo: offset) { return end }
        return templateOffset(ofByte: offset)
    }

    private func templateOffset(upTo offset: Int) -> TemplateOffset? {
        guard offset > 0, var place = templateOffset(ofByte: offset - 1) else { return nil }
        place.offset += 1
        return place
    }

    private func templateOffset(ofByte offset: Int) -> TemplateOffset? {
        guard let piece = way.pieces(in: SourceRange(offset, offset + 1)).first,
            piece.run.kind == .literal,
            let place = way.scenario.rendering.place(of: piece.run, length: 1)
        else { return nil }
        return TemplateOffset(
            template: place.template, frame: piece.run.frame, offset: place.range.lowerBound)
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

extension [UInt8] {
    /// The spaces that the line of an offset begins with.
    fileprivate func indentation(at offset: Int) -> Int {
        var start = offset
        while start > 0, self[start - 1] != 0x0A { start -= 1 }
        return self[start...].prefix { $0 == 0x20 }.count
    }
}

extension String {
    /// The text with its lines, all but the first, moved to the right; nil when one of them has no
    /// room to the left.
    fileprivate func indented(by width: Int) -> String? {
        guard width != 0, utf8.contains(0x0A) else { return self }
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for index in lines.indices where index > 0 && !lines[index].isEmpty {
            if width > 0 {
                lines[index] = String(repeating: " ", count: width) + lines[index]
            } else {
                guard lines[index].utf8.prefix(-width).allSatisfy({ $0 == 0x20 }),
                    lines[index].utf8.count >= -width
                else { return nil }
                lines[index] = String(lines[index].dropFirst(-width))
            }
        }
        return lines.joined(separator: "\n")
    }
}
