import GoTemplates
import HelmCharts
import SourceText

/// A template with the way up from each of its nodes, for looking at what is around a call.
final class TemplateContext: Sendable {
    let template: TemplateSource
    let tree: TemplateTree
    /// For each node the one that holds it; -1 for the body of a definition.
    private let parents: [Int32]
    let reads: [ValuePath]

    init?(_ template: TemplateSource) {
        guard let tree = template.tree else { return nil }
        self.template = template
        self.tree = tree
        var parents = [Int32](repeating: -1, count: tree.nodes.count)
        for index in tree.nodes.indices {
            for child in tree.children(of: Int32(index)) { parents[Int(child)] = Int32(index) }
        }
        self.parents = parents
        reads = ValuePath.all(in: tree)
    }

    func node(_ index: Int32) -> TemplateNode { tree.nodes[Int(index)] }

    /// A node and all around it, the innermost first.
    func ancestors(of index: Int32) -> [Int32] {
        var found: [Int32] = []
        var current = index
        while current >= 0 {
            found.append(current)
            current = parents[Int(current)]
        }
        return found
    }

    func parent(of index: Int32) -> Int32 { parents[Int(index)] }

    /// The helper in whose body a node stands; nil when it is in the file's own text.
    func helper(around index: Int32) -> TemplateTree.Definition? {
        guard let body = ancestors(of: index).last else { return nil }
        return tree.definitions.first { $0.body == body && $0.name != tree.name }
    }

    /// The functions whose results or arguments a node flows through in its action.
    func functions(around index: Int32) -> [String] {
        var names: [String] = []
        for ancestor in ancestors(of: index) {
            switch node(ancestor).kind {
            case .command:
                if let name = tree.function(of: ancestor) { names.append(name) }
            case .pipe:
                names += tree.children(of: ancestor).compactMap { tree.function(of: $0) }
            case .action, .if, .with, .range, .template: return names
            default: break
            }
        }
        return names
    }

    /// Whether a node stands in the condition of an `if`, `with` or `range`.
    func isCondition(_ index: Int32) -> Bool {
        for ancestor in ancestors(of: index) {
            switch node(ancestor).kind {
            case .if, .with, .range: return true
            case .action, .list, .template: return false
            default: break
            }
        }
        return false
    }

    /// The conditions under which a node is reached: the pipes of what is around it.
    func conditions(around index: Int32) -> [Int32] {
        let path = ancestors(of: index)
        var found: [Int32] = []
        for (below, around) in zip(path, path.dropFirst()) {
            switch node(around).kind {
            case .if, .with, .range:
                // Not where it is the condition itself.
                guard node(below).kind == .list, let pipe = firstChild(of: around) else { break }
                found.append(pipe)
            default: break
            }
        }
        return found
    }

    /// Whether a node stands in an `else`, where what comes first was not to be had.
    func isInElse(_ index: Int32) -> Bool {
        let path = ancestors(of: index)
        return zip(path, path.dropFirst()).contains { below, around in
            guard [.if, .with, .range].contains(node(around).kind) else { return false }
            return Array(tree.children(of: around)).dropFirst(2).first == below
        }
    }

    func firstChild(of index: Int32) -> Int32? {
        tree.children(of: index).first { _ in true }
    }

    /// The values read at or below a node.
    func reads(in index: Int32) -> [[String]] {
        let outer = node(index)
        return reads.filter { read in
            let inner = node(read.node)
            return outer.start <= inner.start && inner.end <= outer.end
        }.map(\.path)
    }

    /// Whether the file calls a function somewhere.
    func calls(_ function: String) -> Bool {
        tree.nodes.indices.contains {
            tree.nodes[$0].kind == .command && tree.function(of: Int32($0)) == function
        }
    }

    /// The text of a node.
    func text(_ index: Int32) -> String { template.text(index) }

    /// The action or branch that a node belongs to.
    func action(around index: Int32) -> Int32? {
        ancestors(of: index).first {
            [.action, .if, .with, .range, .template].contains(node($0).kind)
        }
    }
}
