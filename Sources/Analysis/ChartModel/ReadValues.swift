import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// The paths of values that templates read, as far as it can be seen without rendering.
struct ReadValues: Sendable {
    /// Whether `.Values` is handed on as a whole, so that everything may be read.
    private(set) var isEverything = false
    private var paths: Set<[String]> = []
    /// Everything above a path.
    private var parents: Set<[String]> = []
    /// What templates themselves put into the values, by `set`.
    private var assigned: Set<[String]> = []

    /// Whether a template sets a path, or something above it.
    func isAssigned(_ path: [String]) -> Bool {
        assigned.contains([]) || path.indices.contains { assigned.contains(Array(path[...$0])) }
    }

    mutating func add(_ path: [String]) {
        guard !path.isEmpty else {
            isEverything = true
            return
        }
        guard paths.insert(path).inserted else { return }
        for count in 1..<max(path.count, 1) { parents.insert(Array(path[..<count])) }
    }

    /// Whether something at, above or below a path is read.
    func covers(_ path: [String]) -> Bool {
        if isEverything || parents.contains(path) { return true }
        return path.indices.contains { paths.contains(Array(path[...$0])) }
    }

    /// Whether a key of a chart's values is read, by itself or by the subchart it is meant for.
    func covers(_ path: [String], of chart: Chart) -> Bool {
        if covers(path) { return true }
        guard let first = path.first else { return true }
        if ["global", "tags", "exports"].contains(first) || path == ["enabled"] { return true }
        guard chart.belongsToSubchart(first) else { return false }
        guard path.count > 1, let subchart = chart.subchart(reference: first) else { return true }
        return covers(Array(path.dropFirst()), of: subchart)
    }

    // MARK: Templates

    /// Adds what a template reads.
    mutating func add(_ tree: TemplateTree) {
        for read in ValuePath.all(in: tree) {
            if tree.function(of: read.node) == "set" {
                assigned.insert(read.path)
            } else {
                add(read.path)
            }
        }
        for text in tree.strings { add(mentionedIn: text) }
    }

    /// Adds what a chart reads besides its templates: conditions of dependencies, imports, and
    /// templates in values and in files.
    mutating func add(_ chart: Chart) {
        for dependency in chart.metadata.dependencies {
            for condition in dependency.condition.split(separator: ",") {
                let path = condition.split(separator: ".").map(String.init)
                if !path.isEmpty { add(path) }
            }
            for entry in dependency.importValues {
                add([dependency.reference] + entry.child.split(separator: ".").map(String.init))
            }
        }
        for file in chart.files + [chart.defaults.file].compactMap({ $0 }) {
            add(mentionedIn: file.bytes)
        }
    }

    /// Adds every `.Values.a.b` in a text.
    private mutating func add(mentionedIn bytes: Bytes) {
        var cursor = Cursor(bytes)
        while !cursor.isAtEnd {
            guard cursor.skip(".Values") else {
                cursor.advance()
                continue
            }
            var path: [String] = []
            while cursor.byte == UInt8(ascii: "."), cursor.byte(after: 1)?.isWordByte == true {
                cursor.advance()
                path.append(bytes.text(cursor.skip(while: \.isWordByte)))
            }
            // A bare mention in prose reads nothing.
            if !path.isEmpty { add(path) }
        }
    }
}

/// A place in a template at which a value is read.
struct ValuePath: Sendable {
    /// Empty when all values are handed on.
    var path: [String]
    /// The field, or the call of `index`.
    var node: Int32

    /// Every read of a value, in the order of the nodes.
    static func all(in tree: TemplateTree) -> [ValuePath] {
        var found: [ValuePath] = []
        var seen: Set<Int32> = []
        for index in tree.nodes.indices where tree.nodes[index].kind == .command {
            if let read = lookUp(Int32(index), in: tree) {
                found.append(read.path)
                seen.insert(read.container)
            }
        }
        for index in tree.nodes.indices where !seen.contains(Int32(index)) {
            guard let path = path(of: Int32(index), in: tree) else { continue }
            found.append(ValuePath(path: path, node: Int32(index)))
        }
        return found.sorted { $0.node < $1.node }
    }

    /// The path that an operand leads to: `.Values.a`, and `b` behind it in `(.Values.a).b`.
    private static func path(of node: Int32, in tree: TemplateTree) -> [String]? {
        let chain = tree.chain(node)
        if let start = chain.firstIndex(of: "Values") { return Array(chain[(start + 1)...]) }
        guard tree.nodes[Int(node)].kind == .chain else { return nil }
        // Down through the parentheses, as long as there is nothing but one operand in them.
        var inner = node
        repeat {
            let children = Array(tree.children(of: inner))
            guard children.count == 1 else { return nil }
            inner = children[0]
        } while [.pipe, .command].contains(tree.nodes[Int(inner)].kind)
        return path(of: inner, in: tree).map { $0 + chain }
    }

    /// A command such as `index .Values "a" "b"` or `dig "a" "b" nil .Values`, and the operand
    /// that it looks into.
    private static func lookUp(
        _ command: Int32, in tree: TemplateTree
    ) -> (path: ValuePath, container: Int32)? {
        guard let function = tree.function(of: command) else { return nil }
        let operands = Array(tree.children(of: command).dropFirst())
        var keys: [Int32]
        var container: Int32
        switch function {
        case "index", "get", "hasKey":
            guard operands.count > 1 else { return nil }
            (container, keys) = (operands[0], Array(operands.dropFirst()))
        case "set":
            guard operands.count > 1 else { return nil }
            (container, keys) = (operands[0], [operands[1]])
        case "dig":
            guard operands.count > 2, let last = operands.last else { return nil }
            (container, keys) = (last, Array(operands.dropLast(2)))
        case "pluck":
            guard operands.count > 1 else { return nil }
            (container, keys) = (operands[1], [operands[0]])
        default: return nil
        }
        let chain = tree.chain(container)
        guard let start = chain.firstIndex(of: "Values") else { return nil }
        let known = keys.map { tree.string($0) }.prefix { $0 != nil }.compactMap { $0 }
        return (ValuePath(path: Array(chain[(start + 1)...]) + known, node: command), container)
    }
}
