import Findings
import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// Fixes that are done to what a template says word for word.
extension FixTranslation {
    func inTemplate(_ fix: Fix) -> Translation? {
        let arePaired = fix.changes.count == fix.edits.count
        var result: Translation?
        for (number, edit) in fix.edits.enumerated() {
            let change = arePaired ? fix.changes[number] : nil
            guard let (path, edit) = inTemplate(edit, change) else { return nil }
            guard result == nil || result?.path == path else { return nil }
            result = Translation(path: path, edits: (result?.edits ?? []) + [edit])
        }
        return result
    }

    /// An edit of what a template says word for word.
    private func inTemplate(
        _ edit: Edit, _ change: FieldChange?
    ) -> (path: String, edit: Edit)? {
        if let change, mayBeWrittenTwice(change) { return nil }
        if edit.addsLines {
            if let change, !change.missing.isEmpty, let found = beside(change, edit) {
                return found
            }
            guard isEndOfBlock(edit.range.start, change) else { return nil }
        }
        guard let start = templateOffset(before: edit.range.start, edit.range.isEmpty),
            let end = edit.range.isEmpty ? start : templateOffset(upTo: edit.range.end),
            start.template == end.template, start.frame == end.frame, start.offset <= end.offset,
            let file = way.scenario.templates[start.template],
            way.scenario.isEditable(template: start.template),
            !dependsOnCluster(edit.range.start)
        else { return nil }
        let range = SourceRange(start.offset, end.offset)
        guard range.end <= file.bytes.count,
            file.bytes[range].elementsEqual(way.text.bytes[edit.range])
        else { return nil }
        // Text that was indented as it was included stands further left in the template.
        let shown = way.text.bytes.indentation(at: edit.range.start)
        let written = file.bytes.indentation(at: range.start)
        guard let replacement = edit.replacement.indented(by: written - shown, fromLine: 1) else {
            return nil
        }
        return (file.path, Edit(file.place(range), replacement))
    }

    /// A new entry of a mapping as lines before one of its entries that the template writes
    /// whenever it writes the mapping: behind the last might follow what other values add to it.
    private func beside(_ change: FieldChange, _ edit: Edit) -> (path: String, edit: Edit)? {
        guard let mapping = way.tree.mapping(at: change.nearest), mapping.style == .block else {
            return nil
        }
        let siblings = mapping.entries.compactMap { sibling(at: $0.key.range.start) }
        let own = siblings.filter { $0.frame == siblings[0].frame }
        guard let depth = own.map(\.controls.count).min(),
            let sibling = own.last(where: { $0.controls.count == depth && $0.isAtLineStart }),
            isWrittenAlways(sibling, in: change, among: own)
        else { return nil }
        let place = sibling.file.bytes.startOfComments(aboveLineOf: sibling.offset)
        return edit.addedLines.indented(by: sibling.shift, fromLine: 0).map { text in
            (sibling.file.path, Edit(sibling.file.place(SourceRange(at: place)), text))
        }
    }

    /// Whether a sibling stands under no other conditions than what the mapping belongs to, or, if
    /// that is written elsewhere, than all of its siblings.
    private func isWrittenAlways(
        _ sibling: Sibling, in change: FieldChange, among siblings: [Sibling]
    ) -> Bool {
        let before = way.text.bytes[..<change.nearest.start].lastIndex { $0 > 0x20 }
        if let before, let place = templateOffset(ofByte: before), place.frame == sibling.frame {
            let around = controls(at: before)
            return sibling.controls.allSatisfy(around.contains)
        }
        return siblings.allSatisfy { sibling.controls.allSatisfy($0.controls.contains) }
    }

    /// Whether other values would write a key that a change adds, too, or what its parent holds.
    private func mayBeWrittenTwice(_ change: FieldChange) -> Bool {
        let rendering = way.scenario.rendering
        if way.text.bytes[change.nearest].allSatisfy({ $0 <= 0x20 }), let key = change.key {
            guard let place = templateOffset(ofByte: key.start) else { return true }
            return rendering.mayWrite(below: place.offset, inFrame: place.frame)
        }
        guard let key = change.missing.first else { return false }
        guard let mapping = way.tree.mapping(at: change.nearest) else { return false }
        if mapping.style != .block { return branchWrites(key, within: change.nearest) }
        var frames: Set<Int32> = []
        return mapping.entries.contains { entry in
            guard let place = templateOffset(ofByte: entry.key.range.start),
                frames.insert(place.frame).inserted
            else { return false }
            return rendering.mayWrite(key, beside: place.offset, inFrame: place.frame)
        }
    }

    /// Whether the template says a key between what it writes first and last of a mapping in one
    /// line.
    private func branchWrites(_ key: String, within range: SourceRange) -> Bool {
        guard let start = templateOffset(ofByte: range.start),
            let end = templateOffset(upTo: range.end), start.frame == end.frame,
            start.offset < end.offset, let file = way.scenario.templates[start.template],
            end.offset <= file.bytes.count
        else { return true }
        return file.bytes[start.offset..<end.offset].contains(key)
    }

    /// A key that the user's own template writes word for word.
    private struct Sibling {
        var file: ChartFile
        var frame: Int32
        var offset: Int
        /// The branches and loops around it.
        var controls: [TemplatePlace]
        /// How far it stands to the right of where it is rendered.
        var shift: Int
        /// Whether it begins its line, in the template and as rendered.
        var isAtLineStart: Bool
    }

    private func sibling(at offset: Int) -> Sibling? {
        guard let place = templateOffset(ofByte: offset),
            let file = way.scenario.templates[place.template],
            way.scenario.isEditable(template: place.template), !dependsOnCluster(offset)
        else { return nil }
        let shown = way.text.bytes.column(at: offset)
        let written = file.bytes.column(at: place.offset)
        return Sibling(
            file: file, frame: place.frame, offset: place.offset,
            controls: controls(at: offset), shift: written - shown,
            isAtLineStart: way.text.bytes.indentation(at: offset) == shown
                && file.bytes.indentation(at: place.offset) == written)
    }

    /// Whether lines added there end what the template says, with nothing behind them that other
    /// values would write into the same block.
    private func isEndOfBlock(_ offset: Int, _ change: FieldChange?) -> Bool {
        guard let place = templateOffset(upTo: offset),
            let file = way.scenario.templates[place.template]
        else { return false }
        let next = file.bytes[min(place.offset, file.bytes.count)...].droppingComments
        guard next.starts(with: "{{".utf8) else { return true }
        let word = next.dropFirst(2).drop { $0 == UInt8(ascii: "-") || $0 <= 0x20 }
        guard word.starts(with: "end".utf8), let change else { return false }
        return controls(at: offset - 1) == controls(at: change.key?.start ?? change.nearest.start)
    }

    private func controls(at offset: Int) -> [TemplatePlace] {
        way.pieces(in: SourceRange(offset, offset + 1)).first.map {
            way.scenario.rendering.controls(around: $0.run)
        } ?? []
    }

    /// Whether the template asks the cluster before it writes this: it then knows what it does.
    private func dependsOnCluster(_ offset: Int) -> Bool {
        controls(at: offset).contains { control in
            guard let file = way.scenario.templates[control.template] else { return false }
            let text = file.bytes[control.range]
            return text.prefix { $0 != UInt8(ascii: "}") }.contains(".Capabilities")
        }
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

extension Edit {
    /// Whether it inserts whole lines.
    fileprivate var addsLines: Bool {
        range.isEmpty
            && (replacement.first?.isNewline ?? false || replacement.last?.isNewline ?? false)
    }

    /// The lines that it inserts, each with its end.
    fileprivate var addedLines: String {
        guard let first = replacement.first, first.isNewline else { return replacement }
        return replacement.dropFirst() + String(first)
    }
}

extension YAMLTree {
    /// The mapping that takes up a range.
    fileprivate func mapping(at range: SourceRange) -> YAMLValue? {
        func holds(_ value: YAMLValue) -> Bool {
            value.range.start <= range.start && range.end <= value.range.end
        }
        var current = documents.first(where: holds)
        while let value = current, value.range != range {
            current =
                value.kind == .sequence
                ? value.items.first(where: holds) : value.entries.map(\.value).first(where: holds)
        }
        return current.flatMap { $0.kind == .mapping ? $0 : nil }
    }
}

extension ArraySlice<UInt8> {
    /// What follows spaces and whole lines of comments.
    fileprivate var droppingComments: ArraySlice<UInt8> {
        var rest = drop { $0 <= 0x20 }
        while rest.first == UInt8(ascii: "#") {
            let line = rest.prefix { $0 != 0x0A }
            // A comment of YAML is none for the template.
            if let action = line.indices.first(where: { line[$0...].starts(with: "{{".utf8) }) {
                return rest[action...]
            }
            rest = rest[line.endIndex...].drop { $0 <= 0x20 }
        }
        return rest
    }

    fileprivate func contains(_ text: String) -> Bool {
        indices.contains { self[$0...].starts(with: text.utf8) }
    }
}

extension [UInt8] {
    /// The start of a line, or of the comments right above it that are indented like it.
    fileprivate func startOfComments(aboveLineOf offset: Int) -> Int {
        var start = startOfLine(at: offset)
        let width = indentation(at: offset)
        while start > 0 {
            let above = startOfLine(at: start - 1)
            guard indentation(at: above) == width, above + width < start,
                self[above + width] == UInt8(ascii: "#"),
                !self[above..<start].contains("{{")
            else { break }
            start = above
        }
        return start
    }
}

extension String {
    /// The text with its lines, from one on, moved to the right; nil when one of them has no room
    /// to the left.
    fileprivate func indented(by width: Int, fromLine first: Int) -> String? {
        // The two bytes that end a line on Windows are one character.
        guard width != 0, let end = self.first(where: \.isNewline) else { return self }
        var lines = split(separator: end, omittingEmptySubsequences: false).map(String.init)
        for index in lines.indices where index >= first && !lines[index].isEmpty {
            if width > 0 {
                lines[index] = String(repeating: " ", count: width) + lines[index]
            } else {
                guard lines[index].utf8.count >= -width,
                    lines[index].utf8.prefix(-width).allSatisfy({ $0 == 0x20 })
                else { return nil }
                lines[index] = String(lines[index].dropFirst(-width))
            }
        }
        return lines.joined(separator: String(end))
    }
}
