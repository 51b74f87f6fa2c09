import GoTemplates
import SourceText

/// What other values would write into a mapping, read from the text of the template: a render shows
/// just one way through it.
extension ChartRendering {
    /// Whether a mapping in block form may come to hold a key: whether the template that writes
    /// another of its keys, at an offset, says it in the same column, or has an action there that
    /// might write any.
    package func mayWrite(_ key: String, beside offset: Int, inFrame frame: Int32) -> Bool {
        guard let template = template(ofFrame: frame) else { return true }
        let column = template.tree.tree.bytes.column(of: offset)
        let text = BlockText(template, evaluator.templates, column: column)
        let key = Bytes(key.utf8)
        if text.mayWrite(key, in: text.block(around: offset)) { return true }
        var known: Set<Bytes> = []
        return column == text.base && mayWrite(key, besideCallsOf: template, &known)
    }

    /// Whether what calls a helper, in this render or not, may write a key beside what that writes.
    private func mayWrite(
        _ key: Bytes, besideCallsOf template: LinkedTemplate, _ known: inout Set<Bytes>
    ) -> Bool {
        let helper = template.definition.name
        guard helper != template.tree.tree.name, known.insert(helper).inserted else {
            return false
        }
        let templates = evaluator.templates
        for name in templates.names {
            guard let caller = templates[name] else { continue }
            for call in BlockText.calls(of: helper, in: caller) {
                let text = BlockText(caller, templates, column: call.column, within: helper)
                if text.mayWrite(key, in: text.block(around: call.offset)) { return true }
                if call.column == text.base, mayWrite(key, besideCallsOf: caller, &known) {
                    return true
                }
            }
        }
        return false
    }

    /// Whether an action stands where what belongs to a key without a value would go on.
    package func mayWrite(below offset: Int, inFrame frame: Int32) -> Bool {
        guard let template = template(ofFrame: frame) else { return true }
        let bytes = template.tree.tree.bytes
        let text = BlockText(
            template, evaluator.templates, column: bytes.column(of: offset) + 1)
        return text.holdsAction(in: text.block(below: offset))
    }

    private func template(ofFrame index: Int32) -> LinkedTemplate? {
        let frames = evaluator.frames
        guard index >= 0, Int(index) < frames.count, frames[Int(index)].text == nil else {
            return nil
        }
        return frames[Int(index)].template
    }
}

/// The text of a template around a block of YAML, its branches included whichever way they go.
private struct BlockText {
    private let tree: TemplateTree
    /// The template, in its file.
    private let whole: Range<Int>
    private let templates: TemplateSet
    /// Where keys of the block begin in their lines.
    private var column: Int
    /// Of each byte, whether it is text and not part of an action.
    private let isText: [Bool]
    /// The helpers that led here.
    private var trail: Set<Bytes> = []

    /// `column` is that of the keys furthest to the left when it is nil; `helper` is one not to
    /// look at.
    init(
        _ template: LinkedTemplate, _ templates: TemplateSet, column: Int?,
        within helper: Bytes? = nil
    ) {
        if let helper { trail.insert(helper) }
        tree = template.tree.tree
        whole = template.definition.range
        self.templates = templates
        var isText = [Bool](repeating: false, count: tree.bytes.count)
        for node in tree.nodes where node.kind == .text {
            for offset in Int(node.start)..<Int(node.end) { isText[offset] = true }
        }
        self.isText = isText
        self.column = column ?? 0
        if column == nil { self.column = base ?? -1 }
    }

    private var bytes: Bytes { tree.bytes }

    /// The actions of a template that include a helper, with the columns where it goes on.
    static func calls(
        of helper: Bytes, in template: LinkedTemplate
    ) -> [(offset: Int, column: Int)] {
        let tree = template.tree.tree
        return tree.nodes.indices.compactMap { index in
            let node = tree.nodes[index]
            guard node.kind == .action || node.kind == .template,
                template.definition.range.contains(Int(node.start)),
                tree.helper(calledBy: Int32(index)) == helper
            else { return nil }
            let start = Int(node.start)
            return (start, tree.indentation(by: Int32(index)) ?? tree.bytes.column(of: start))
        }
    }

    // MARK: Lines

    /// The lines around an offset that stand no further to the left than the block, with the one
    /// that begins it behind a dash.
    func block(around offset: Int) -> Range<Int> {
        var start = max(bytes.lineStart(of: offset), whole.lowerBound)
        while start > whole.lowerBound, !isItem(start) {
            let above = max(bytes.lineStart(of: start - 1), whole.lowerBound)
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
        guard first < bytes.count, isText[first] else { return false }
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
    func mayWrite(_ key: Bytes, in range: Range<Int>) -> Bool {
        range.contains { says(key, at: $0) }
            || actions(in: range).contains { mayWrite(key, in: $0) }
    }

    /// Whether a key of the block stands at an offset.
    private func says(_ key: Bytes, at offset: Int) -> Bool {
        guard isText[offset], bytes[offset] == key[0], bytes[offset...].starts(with: key) else {
            return false
        }
        let behind = bytes[offset...].dropFirst(key.count).drop { $0.isQuote }
        guard behind.first == UInt8(ascii: ":") else { return false }
        let line = bytes.lineStart(of: offset)
        var start = offset
        if start > line, bytes[start - 1].isQuote { start -= 1 }
        let before = (line..<start).filter { bytes[$0] > 0x20 }
        // What an action puts before it may bring it to any column.
        if before.contains(where: { !isText[$0] }) {
            return before.allSatisfy { !isText[$0] || bytes[$0] == UInt8(ascii: "-") }
        }
        return start - line == column && before.allSatisfy { bytes[$0] == UInt8(ascii: "-") }
    }

    /// The column of the keys that stand furthest to the left.
    fileprivate var base: Int? {
        var least: Int?
        var line = whole.lowerBound
        while line < whole.upperBound {
            let first = line + bytes.indentation(at: line)
            let end = bytes.lineEnd(of: line)
            let word = bytes[first..<max(first, end)].prefix { $0 != UInt8(ascii: ":") }
            if !word.isEmpty, word.count < end - first, isText[first],
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
        !actions(in: range).isEmpty
            || tree.nodes.contains { node in
                switch node.kind {
                case .if, .with, .range: range.contains(Int(node.start))
                default: false
                }
            }
    }

    /// The actions in lines that write something.
    private func actions(in range: Range<Int>) -> [Int32] {
        tree.nodes.indices.compactMap { index in
            let node = tree.nodes[index]
            guard node.kind == .action || node.kind == .template, range.contains(Int(node.start))
            else { return nil }
            guard node.kind == .action else { return Int32(index) }
            if node.first >= 0, tree.nodes[Int(node.first)].declared > 0 { return nil }
            return tree.isFailure(Int32(index)) ? nil : Int32(index)
        }
    }

    /// Whether an action may write a key of the block.
    private func mayWrite(_ key: Bytes, in action: Int32) -> Bool {
        guard column < 0 || isInBlock(action) else { return false }
        guard let name = tree.helper(calledBy: action), let called = templates[name] else {
            return true
        }
        guard !trail.contains(name) else { return false }
        var text = BlockText(called, templates, column: nil)
        text.trail = trail.union([name])
        return text.mayWrite(key, in: text.whole)
    }

    /// Whether what an action writes stands in the column of the block.
    private func isInBlock(_ action: Int32) -> Bool {
        if let width = tree.indentation(by: action) { return width == column }
        let start = Int(tree.nodes[Int(action)].start)
        guard bytes.indentation(at: start) == bytes.column(of: start) else { return false }
        // With the line break before it gone nobody knows where it goes on.
        return bytes[start...].starts(with: "{{-".utf8) || bytes.column(of: start) == column
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

    fileprivate func isFailure(_ action: Int32) -> Bool {
        commands(of: action).last.map { name(of: $0) == "fail" } ?? false
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
    fileprivate func lineStart(of offset: Int) -> Int {
        var start = offset
        while start > 0, self[start - 1] != 0x0A { start -= 1 }
        return start
    }

    /// The start of the next line.
    fileprivate func lineEnd(of offset: Int) -> Int {
        self[offset...].firstIndex(of: 0x0A).map { $0 + 1 } ?? count
    }

    fileprivate func column(of offset: Int) -> Int { offset - lineStart(of: offset) }

    /// The spaces that the line of an offset begins with.
    fileprivate func indentation(at offset: Int) -> Int {
        self[lineStart(of: offset)...].prefix { $0 == 0x20 }.count
    }
}
