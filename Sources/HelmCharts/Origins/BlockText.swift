package import GoTemplates
import SourceText

/// What other values would write into a mapping, read from the text of the template: a render shows
/// just one way through it.
extension ChartRendering {
    /// Whether a mapping in block form may come to hold a key: whether the template that writes
    /// another of its keys, at an offset, says it in the same column, or has an action there that
    /// might write any.
    package func mayWrite(_ key: String, beside offset: Int, inFrame frame: Int32) -> Bool {
        guard let template = template(ofFrame: frame) else { return true }
        let column = template.tree.tree.bytes.column(at: offset)
        let text = BlockText(template, evaluator.templates, column: column)
        let key = Bytes(key.utf8)
        var helpers: Set<Bytes> = []
        if text.mayWrite(key, in: text.block(around: offset), &helpers) { return true }
        guard template.isHelper, column == text.base else { return false }
        var known: Set<Bytes> = []
        return mayWrite(key, besideCallsOf: template, &known)
    }

    /// Whether what calls a helper, in this render or not, may write a key beside what that writes.
    private func mayWrite(
        _ key: Bytes, besideCallsOf helper: LinkedTemplate, _ known: inout Set<Bytes>
    ) -> Bool {
        let name = helper.definition.name
        guard helper.isHelper, known.insert(name).inserted else { return false }
        guard known.count <= BlockText.mostHelpers else { return true }
        let templates = evaluator.templates
        for caller in templates.names.compactMap({ templates[$0] }) {
            for call in caller.actions where caller.tree.tree.helper(calledBy: call) == name {
                let tree = caller.tree.tree
                let start = Int(tree.nodes[Int(call)].start)
                let column = tree.indentation(by: call) ?? tree.bytes.column(at: start)
                let text = BlockText(caller, templates, column: column)
                // What the helper itself writes is known.
                var helpers: Set<Bytes> = [name]
                if text.mayWrite(key, in: text.block(around: start), &helpers) { return true }
                if caller.isHelper, column == text.base,
                    mayWrite(key, besideCallsOf: caller, &known)
                {
                    return true
                }
            }
        }
        return false
    }

    /// Whether an action stands where what belongs to a key without a value would go on.
    package func mayWrite(below offset: Int, inFrame frame: Int32) -> Bool {
        guard let template = template(ofFrame: frame) else { return true }
        let column = template.tree.tree.bytes.column(at: offset) + 1
        let text = BlockText(template, evaluator.templates, column: column)
        return text.holdsAction(in: text.block(below: offset))
    }

    /// Whether the template says a key somewhere in the block that belongs to another.
    package func says(_ key: String, below offset: Int, inFrame frame: Int32) -> Bool {
        guard let template = template(ofFrame: frame) else { return false }
        let column = template.tree.tree.bytes.column(at: offset) + 1
        let text = BlockText(template, evaluator.templates, column: column)
        return text.block(below: offset).contains {
            text.says(Bytes(key.utf8), at: $0, within: column)
        }
    }

    /// Whether the template says a key that a branch would write once more in the same block, but
    /// not in this branch.
    package func says(_ key: String, besideBranchOf run: Run) -> Bool {
        guard let template = template(ofFrame: run.frame), run.node >= 0 else { return false }
        let tree = template.tree.tree
        let node = tree.nodes[Int(run.node)]
        let branch = Int(node.start)..<Int(node.end)
        let key = Bytes(key.utf8)
        let text = BlockText(template, evaluator.templates, column: 0)
        return branch.filter { text.says(key, at: $0, within: 0) }.contains { offset in
            let column = tree.bytes.column(at: offset)
            var text = BlockText(template, evaluator.templates, column: column)
            // What values hold is for those to say who give them.
            text.countsValues = false
            var helpers: Set<Bytes> = []
            return text.mayWrite(key, in: text.block(around: offset), but: branch, &helpers)
        }
    }

    private func template(ofFrame index: Int32) -> LinkedTemplate? {
        let frames = evaluator.frames
        guard index >= 0, Int(index) < frames.count, frames[Int(index)].text == nil else {
            return nil
        }
        return frames[Int(index)].template
    }
}

extension LinkedTemplate {
    /// Whether it has a name of its own and is not what a file renders.
    fileprivate var isHelper: Bool { definition.name != tree.tree.name }

    /// Its nodes of a kind that is wanted, in the order of the text.
    fileprivate func nodes(_ isWanted: (TemplateNode.Kind) -> Bool) -> [Int32] {
        var found: [Int32] = []
        var open = [definition.body]
        while let index = open.popLast() {
            let kind = tree.tree.nodes[Int(index)].kind
            if isWanted(kind) { found.append(index) }
            switch kind {
            case .list, .if, .with, .range: open += tree.tree.children(of: index).reversed()
            default: break
            }
        }
        return found
    }

    /// The actions that may write something.
    fileprivate var actions: [Int32] {
        nodes { $0 == .action || $0 == .template }.filter { !tree.tree.isSilent($0) }
    }
}

/// The text of a template around a block of YAML, its branches included whichever way they go.
private struct BlockText {
    /// Helpers call helpers: where they are more, anything might be written.
    static let mostHelpers = 256

    private let template: LinkedTemplate
    private let templates: TemplateSet
    /// Where keys of the block begin in their lines.
    private var column: Int
    /// Whether what an action takes from values may be any key.
    var countsValues = true
    /// What is text and not part of an action, in order.
    private let texts: [Range<Int>]

    /// `column` is that of the keys furthest to the left when it is nil, and -1 without any keys.
    init(_ template: LinkedTemplate, _ templates: TemplateSet, column: Int?) {
        self.template = template
        self.templates = templates
        let nodes = template.tree.tree.nodes
        texts = template.nodes { $0 == .text }.map {
            Int(nodes[Int($0)].start)..<Int(nodes[Int($0)].end)
        }
        self.column = column ?? 0
        if column == nil { self.column = base ?? -1 }
    }

    private var tree: TemplateTree { template.tree.tree }
    private var bytes: Bytes { tree.bytes }
    /// The template, in its file.
    private var whole: Range<Int> { template.definition.range }

    private func isText(_ offset: Int) -> Bool {
        var (low, high) = (0, texts.count)
        while low < high {
            let middle = (low + high) / 2
            if texts[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low < texts.count && texts[low].contains(offset)
    }

    // MARK: Lines

    /// The lines around an offset that stand no further to the left than the block, with the one
    /// that begins it behind a dash.
    func block(around offset: Int) -> Range<Int> {
        var start = max(bytes.startOfLine(at: offset), whole.lowerBound)
        while start > whole.lowerBound, !isItem(start) {
            let above = max(bytes.startOfLine(at: start - 1), whole.lowerBound)
            if isOutside(above) {
                if isItem(above) { start = above }
                break
            }
            start = above
        }
        return start..<end(after: offset)
    }

    /// The lines below that of an offset that stand no further to the left than the block.
    func block(below offset: Int) -> Range<Int> {
        let end = end(after: offset)
        return min(offset, end)..<end
    }

    private func end(after offset: Int) -> Int {
        var end = bytes.lineEnd(of: offset)
        while end < whole.upperBound, !isOutside(end) { end = bytes.lineEnd(of: end) }
        return min(end, whole.upperBound)
    }

    /// Whether a line of text stands further to the left than the block.
    private func isOutside(_ line: Int) -> Bool {
        let first = line + bytes.indentation(at: line)
        guard first < bytes.count, isText(first) else { return false }
        switch bytes[first] {
        case 0x0A, 0x0D, UInt8(ascii: "#"): return false
        default: return first - line < column || bytes[line...].starts(with: "---".utf8)
        }
    }

    /// Whether a line begins an item whose keys are the block's.
    private func isItem(_ line: Int) -> Bool {
        let dash = line + bytes.indentation(at: line)
        guard dash - line < column, bytes[dash...].starts(with: "-".utf8) else { return false }
        let first = bytes[dash...].drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
        return first.startIndex - line == column || first.first.map { $0 < 0x20 } ?? true
    }

    // MARK: Keys

    /// Whether lines say a key of the block, or might.
    ///
    /// `helpers` are those that were looked at.
    func mayWrite(
        _ key: Bytes, in range: Range<Int>, but branch: Range<Int> = 0..<0,
        _ helpers: inout Set<Bytes>
    ) -> Bool {
        if range.contains(where: { says(key, at: $0) && !branch.contains($0) }) { return true }
        for action in actions(in: range)
        where !branch.contains(Int(tree.nodes[Int(action)].start))
            && mayWrite(key, by: action, &helpers)
        { return true }
        return false
    }

    /// Whether a key of the block stands at an offset, or one from some column on.
    func says(_ key: Bytes, at offset: Int, within least: Int? = nil) -> Bool {
        guard let first = key.first, bytes[offset] == first, bytes[offset...].starts(with: key),
            isText(offset)
        else { return false }
        let behind = bytes[offset...].dropFirst(key.count).drop { $0.isQuote }
        guard behind.first == UInt8(ascii: ":") else { return false }
        let line = bytes.startOfLine(at: offset)
        var start = offset
        if start > line, bytes[start - 1].isQuote { start -= 1 }
        let before = (line..<start).filter { bytes[$0] > 0x20 }
        // What an action puts before it may bring it to any column.
        if before.contains(where: { !isText($0) }) {
            return before.allSatisfy { !isText($0) || bytes[$0] == UInt8(ascii: "-") }
        }
        return least.map { start - line >= $0 } ?? (start - line == column)
            && before.allSatisfy { bytes[$0] == UInt8(ascii: "-") }
    }

    /// The column of the keys that stand furthest to the left.
    fileprivate var base: Int? {
        var least: Int?
        var line = whole.lowerBound
        while line < whole.upperBound {
            let first = line + bytes.indentation(at: line)
            let end = bytes.lineEnd(of: line)
            let word = bytes[first..<max(first, end)].prefix { $0 != UInt8(ascii: ":") }
            if !word.isEmpty, word.count < end - first, isText(first),
                bytes[first] != UInt8(ascii: "#")
            {
                least = min(least ?? .max, first - line)
            }
            line = end
        }
        return least
    }

    // MARK: Actions

    func holdsAction(in range: Range<Int>) -> Bool {
        let branches = template.nodes { $0 == .if || $0 == .with || $0 == .range }
        return !actions(in: range).isEmpty
            || branches.contains { range.contains(Int(tree.nodes[Int($0)].start)) }
    }

    private func actions(in range: Range<Int>) -> [Int32] {
        template.actions.filter { range.contains(Int(tree.nodes[Int($0)].start)) }
    }

    /// Whether an action may write a key of the block.
    private func mayWrite(_ key: Bytes, by action: Int32, _ helpers: inout Set<Bytes>) -> Bool {
        guard column < 0 || isInBlock(action) else { return false }
        guard let name = tree.helper(calledBy: action), let called = templates[name] else {
            return countsValues
        }
        guard helpers.insert(name).inserted else { return false }
        guard helpers.count <= Self.mostHelpers else { return true }
        var text = BlockText(called, templates, column: nil)
        text.countsValues = countsValues
        return text.mayWrite(key, in: text.whole, &helpers)
    }

    /// Whether what an action writes stands in the column of the block.
    private func isInBlock(_ action: Int32) -> Bool {
        if let width = tree.indentation(by: action) { return width == column }
        let start = Int(tree.nodes[Int(action)].start)
        guard bytes.indentation(at: start) == bytes.column(at: start) else { return false }
        // With the line break before it gone nobody knows where it goes on.
        return bytes[start...].starts(with: "{{-".utf8) || bytes.column(at: start) == column
    }
}

extension TemplateTree {
    /// The number that the last command of an action indents by.
    fileprivate func indentation(by action: Int32) -> Int? {
        guard let command = commands(of: action).last else { return nil }
        let operands = Array(children(of: command))
        guard ["indent", "nindent"].contains(name(of: command)), operands.count > 1,
            nodes[Int(operands[1])].kind == .number
        else { return nil }
        return numbers[Int(nodes[Int(operands[1])].value)].int
    }

    /// The name of the helper that an action includes, if that is all that writes.
    fileprivate func helper(calledBy action: Int32) -> Bytes? {
        let node = nodes[Int(action)]
        if node.kind == .template { return names[Int(node.value)] }
        guard let command = commands(of: action).first, name(of: command) == "include" else {
            return nil
        }
        let operands = Array(children(of: command))
        guard operands.count > 1, nodes[Int(operands[1])].kind == .string else { return nil }
        return strings[Int(nodes[Int(operands[1])].value)]
    }

    /// Whether an action writes nothing: it gives a value to a variable, or fails.
    fileprivate func isSilent(_ action: Int32) -> Bool {
        let first = nodes[Int(action)].first
        guard nodes[Int(action)].kind == .action, first >= 0 else { return false }
        return nodes[Int(first)].declared > 0
            || commands(of: action).last.map { name(of: $0) == "fail" } ?? false
    }

    fileprivate func commands(of action: Int32) -> [Int32] {
        let pipe = nodes[Int(action)].first
        guard pipe >= 0 else { return [] }
        return children(of: pipe).filter { nodes[Int($0)].kind == .command }
    }

    /// The function that a command calls.
    fileprivate func name(of command: Int32) -> String? {
        let first = nodes[Int(command)].first
        guard first >= 0, nodes[Int(first)].kind == .identifier else { return nil }
        return String(decoding: names[Int(nodes[Int(first)].value)], as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}

extension [UInt8] {
    /// The start of the next line.
    fileprivate func lineEnd(of offset: Int) -> Int {
        self[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? count
    }
}
