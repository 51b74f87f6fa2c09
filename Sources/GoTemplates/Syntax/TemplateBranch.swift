/// A part of a template text that is executed as a whole or not at all: a whole template, or the
/// body of a `define`, an `if`, a `with`, a `range`, or an `else` of theirs.
package struct TemplateBranch: Sendable {
    /// Its nodes, a node of kind `list`.
    package let list: Int32
    /// The template that it is in, an index into the tree's definitions.
    package let definition: Int
    /// The action that opens it, delimiters included; empty for the text's own template.
    package let header: Range<Int>
    /// Of an `else`, the header that it is the alternative to.
    package let alternativeTo: Range<Int>?
    /// From its header to the end of its body.
    package let range: Range<Int>
}

extension TemplateTree {
    /// All branches, each definition before the branches within it. Templates that hold nothing are
    /// left out.
    package var branches: [TemplateBranch] {
        var branches: [TemplateBranch] = []
        for (number, definition) in definitions.enumerated() where !definition.isEmpty {
            let body = nodes[Int(definition.body)]
            let isOwn = number == 0
            branches.append(
                TemplateBranch(
                    list: definition.body, definition: number,
                    header: isOwn ? 0..<0 : definition.range.lowerBound..<Int(body.start),
                    alternativeTo: nil, range: definition.range))
            addBranches(below: definition.body, of: number, to: &branches)
        }
        return branches
    }

    private func addBranches(
        below root: Int32, of definition: Int, to branches: inout [TemplateBranch]
    ) {
        var waiting = [root]
        while let index = waiting.popLast() {
            for child in children(of: index) {
                switch nodes[Int(child)].kind {
                case .if, .with, .range:
                    let lists = self.children(of: child).dropFirst()
                    waiting += lists
                    branches += bodies(of: child, Array(lists), definition)
                default: continue
                }
            }
        }
    }

    /// The body of a branching node, and that of its `else`; an `else if` is a node of its own.
    private func bodies(
        of node: Int32, _ lists: [Int32], _ definition: Int
    ) -> [TemplateBranch] {
        let body = nodes[Int(lists[0])]
        let header = Int(nodes[Int(node)].start)..<Int(body.start)
        let first = TemplateBranch(
            list: lists[0], definition: definition, header: header, alternativeTo: nil,
            range: header.lowerBound..<Int(body.end))
        guard lists.count > 1 else { return [first] }
        let other = nodes[Int(lists[1])]
        if other.first >= 0, nodes[Int(other.first)].flag { return [first] }
        let second = TemplateBranch(
            list: lists[1], definition: definition, header: Int(body.end)..<Int(other.start),
            alternativeTo: header, range: Int(body.end)..<Int(other.end))
        return [first, second]
    }
}
