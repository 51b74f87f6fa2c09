package import GoTemplates

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
        guard run.kind == .absent, let frame = frame(run.frame), frame.text == nil else {
            return false
        }
        let tree = frame.template.tree.tree
        switch tree.nodes[Int(run.node)].kind {
        case .if, .with, .range: break
        default: return false
        }
        return tree.bytes[range(of: run.node, in: tree)].holds(key: Bytes(key.utf8))
    }
}

extension ArraySlice<UInt8> {
    /// Whether a key of YAML stands at the beginning of a line, after its indentation and dashes.
    fileprivate func holds(key: Bytes) -> Bool {
        var index = startIndex
        var isAtStart = true
        while index < endIndex {
            let byte = self[index]
            if byte == 0x0A || byte == UInt8(ascii: "}") {
                isAtStart = true
            } else if isAtStart, byte != 0x20, byte != UInt8(ascii: "-") {
                isAtStart = false
                let rest = self[index...]
                if rest.starts(with: key),
                    rest.dropFirst(key.count).first == UInt8(ascii: ":")
                {
                    return true
                }
            }
            index += 1
        }
        return false
    }
}
