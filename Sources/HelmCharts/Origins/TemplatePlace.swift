package import GoTemplates
import SourceText

/// Bytes of a template, named as the engine names it.
package struct TemplatePlace: Sendable, Hashable {
    package var template: Bytes
    package var range: Range<Int>

    package init(template: Bytes, range: Range<Int>) {
        self.template = template
        self.range = range
    }
}

extension ChartRendering {
    /// Where the bytes of a run stand in a template, or the action that computed them; nil when
    /// nothing is known of the run.
    ///
    /// `length` is how many bytes of the run are meant, from its first on.
    package func place(of run: Run, length: Int) -> TemplatePlace? {
        guard let frame = frame(run.frame) else { return nil }
        // What a value wrote as a template is written where it was called.
        guard frame.text == nil else { return callers(of: run).first }
        let tree = frame.template.tree.tree
        if run.kind == .literal {
            let start = Int(run.source)
            return TemplatePlace(
                template: tree.name, range: start..<min(start + length, tree.bytes.count))
        }
        return TemplatePlace(template: tree.name, range: range(of: run.node, in: tree))
    }

    /// The calls that led to a run, the innermost first.
    package func callers(of run: Run) -> [TemplatePlace] {
        var places: [TemplatePlace] = []
        var current = frame(run.frame)
        while let frame = current, let caller = self.frame(frame.caller) {
            if caller.text == nil {
                let tree = caller.template.tree.tree
                places.append(
                    TemplatePlace(template: tree.name, range: range(of: frame.callNode, in: tree)))
            }
            current = caller
        }
        return places
    }

    private func frame(_ index: Int32) -> Evaluator.Frame? {
        let frames = evaluator.frames
        return index >= 0 && Int(index) < frames.count ? frames[Int(index)] : nil
    }

    private func range(of node: Int32, in tree: TemplateTree) -> Range<Int> {
        guard node >= 0, Int(node) < tree.nodes.count else { return 0..<0 }
        let node = tree.nodes[Int(node)]
        return Int(node.start)..<Int(node.end)
    }

    /// Whether a branch that wrote nothing would write a key: whether its text holds it.
    package func branch(of run: Run, writes key: String) -> Bool {
        branchText(of: run)?.holds { $0.elementsEqual(key.utf8) } ?? false
    }

    /// Whether a branch that wrote nothing has no keys of its own, as one around a `toYaml` has
    /// none.
    package func branchIsWithoutKeys(of run: Run) -> Bool {
        branchText(of: run).map { !$0.holds { _ in true } } ?? false
    }

    /// Whether a branch that wrote nothing reads a field of what its condition gave, as in
    /// `{{ with .probes }}… {{ toYaml .live }}`.
    package func branch(of run: Run, reads field: String) -> Bool {
        guard let text = branchText(of: run) else { return false }
        let body = text.drop { $0 != UInt8(ascii: "}") }
        let name = Bytes(("." + field).utf8)
        return body.indices.contains { index in
            guard body[index] == name[0], body[index...].starts(with: name) else { return false }
            let before = body[max(index - 1, body.startIndex)]
            let next = body[index...].dropFirst(name.count).first
            return (before == 0x20 || before == UInt8(ascii: "(")) && !(next?.isOfKey ?? false)
        }
    }

    /// The text of a branch that wrote nothing, from its condition to its end.
    private func branchText(of run: Run) -> ArraySlice<UInt8>? {
        guard run.kind == .absent, let frame = frame(run.frame), frame.text == nil else {
            return nil
        }
        let tree = frame.template.tree.tree
        switch tree.nodes[Int(run.node)].kind {
        case .if, .with, .range: return tree.bytes[range(of: run.node, in: tree)]
        default: return nil
        }
    }

    /// The branches and loops around the bytes of a run in its template, the outermost first.
    package func controls(around run: Run) -> [TemplatePlace] {
        guard let frame = frame(run.frame) else { return [] }
        let tree = frame.template.tree.tree
        let offset =
            run.kind == .literal ? Int(run.source) : range(of: run.node, in: tree).lowerBound
        return tree.nodes.filter { node in
            switch node.kind {
            case .if, .with, .range: Int(node.start) < offset && offset < Int(node.end)
            default: false
            }
        }.map { TemplatePlace(template: tree.name, range: Int($0.start)..<Int($0.end)) }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
}

extension ArraySlice<UInt8> {
    /// Whether a key of YAML that is wanted stands at the beginning of a line, after its
    /// indentation and dashes.
    fileprivate func holds(key isWanted: (ArraySlice<UInt8>) -> Bool) -> Bool {
        var index = startIndex
        var isAtStart = true
        while index < endIndex {
            let byte = self[index]
            if byte == 0x0A || byte == UInt8(ascii: "}") {
                isAtStart = true
            } else if isAtStart, byte != 0x20, byte != UInt8(ascii: "-") {
                isAtStart = false
                let word = self[index...].prefix { $0.isOfKey }
                let end = word.endIndex
                if !word.isEmpty, end < endIndex, self[end] == UInt8(ascii: ":"), isWanted(word) {
                    return true
                }
            }
            index += 1
        }
        return false
    }
}

extension UInt8 {
    /// Letters, digits and what else keys are made of.
    fileprivate var isOfKey: Bool {
        isASCIILetter || isASCIIDigit || "-_./".utf8.contains(self)
    }
}
