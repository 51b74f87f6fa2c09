import Findings
import GoTemplates
import HelmCharts
import SourceText

/// Fixes of rendered text as edits of what it came from.
extension WayBack {
    /// The fix as edits of the file that the finding was placed in; nil when an edit cannot be told
    /// there. Nobody has rendered the result yet, so it is a suggestion only.
    func translated(_ fix: Fix, to target: Target) -> Fix? {
        var edits: [Edit] = []
        for edit in fix.edits {
            guard let edit = translated(edit, to: target) else { return nil }
            edits.append(edit)
        }
        return Fix(title: fix.title, applicability: .display, edits: edits)
    }

    private func translated(_ edit: Edit, to target: Target) -> Edit? {
        if let value = value(written: edit.range) {
            guard value.path == target.place.path else { return nil }
            return Edit(value.range, edit.replacement)
        }
        guard let literal = literal(at: edit.range), literal.path == target.place.path else {
            return nil
        }
        return Edit(literal.range, edit.replacement)
    }

    /// The value that alone wrote a stretch of text, as it stands in its file.
    private func value(written range: SourceRange) -> Place? {
        let index = text.firstRun(at: range.start)
        guard !range.isEmpty, index < text.runs.count, text.runs[index].kind == .data,
            Int(text.runs[index].start) == range.start, text.end(ofRun: index) == range.end
        else { return nil }
        let data = scenario.rendering.evaluator.origins.data(of: text.runs[index].origin)
        guard data.count == 1, let value = scenario.values(at: data[0]), value.isEditable else {
            return nil
        }
        let written = value.file.bytes[value.range.shifted(by: -value.file.skipped)]
        guard written.elementsEqual(text.bytes[range]) else { return nil }
        return Place(path: value.file.path, range: value.range)
    }

    /// Where a stretch of literal text, or a place in it, stands in the user's own template.
    private func literal(at range: SourceRange) -> Place? {
        // What is inserted belongs behind the byte before it.
        let first = range.isEmpty ? max(range.start - 1, 0) : range.start
        var index = text.firstRun(at: first)
        while index + 1 < text.runs.count, Int(text.runs[index + 1].start) <= first { index += 1 }
        guard index < text.runs.count, text.runs[index].kind == .literal,
            range.end <= text.end(ofRun: index)
        else { return nil }
        var run = text.runs[index]
        run.source += Int32(range.start - Int(run.start))
        guard let place = scenario.rendering.place(of: run, length: range.length),
            let file = scenario.templates[place.template],
            scenario.isEditable(template: place.template)
        else { return nil }
        return Place(
            path: file.path,
            range: file.place(SourceRange(place.range.lowerBound, place.range.upperBound)))
    }
}
