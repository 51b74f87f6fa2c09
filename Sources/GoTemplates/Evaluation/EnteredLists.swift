/// Which lists of nodes were executed at least once, of the trees that asked for marks.
///
/// A class, since all renders of one chart add to it.
package final class EnteredLists {
    /// One for each node of each tree, so that noting takes neither a search nor arithmetic.
    private var marks: [Bool] = []

    package init() {}

    /// Makes room for the nodes of one more tree; gives the mark of its first node.
    package func room(for tree: TemplateTree) -> Int {
        let first = marks.count
        marks.append(contentsOf: repeatElement(false, count: tree.nodes.count))
        return first
    }

    func note(_ list: Int32, of tree: LinkedTree) {
        if tree.firstMark >= 0 { marks[tree.firstMark + Int(list)] = true }
    }

    /// Whether a list of the tree whose first mark is given was executed.
    package func hold(_ list: Int32, firstMark: Int) -> Bool { marks[firstMark + Int(list)] }
}
