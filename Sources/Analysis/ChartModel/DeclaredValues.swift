import HelmCharts
import SourceText
import YAMLTrees

/// What a chart's `values.yaml` says of a path of values, with what its parents say for it.
struct DeclaredValues: Sendable {
    private let roots: [YAMLValue]
    /// Keys that stand in comments, as defaults that are switched off do.
    private let commented: Set<String>
    private let schema: String
    private let chart: Chart
    /// Whether there is anything that declares values.
    var isEmpty: Bool { roots.isEmpty }

    /// What is known of a path.
    enum State {
        case set(YAMLValue)
        /// Below a table or list that is there for users to fill.
        case open
        /// So many steps of the path lead to a table; what follows is not there, or is null and the
        /// path goes on.
        case unset(depth: Int, isNull: Bool)
    }

    init(_ chart: Chart, values: YAMLTree?, overlays: [YAMLValue]) {
        self.chart = chart
        roots = (values?.documents ?? []).filter { $0.target.kind == .mapping } + overlays
        commented = values.map(Self.commentedKeys) ?? []
        schema = chart.schema.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }

    /// The tables that belong to a subchart under a name.
    func tables(_ name: String) -> [YAMLValue] {
        roots.compactMap { $0[name] }.filter { $0.target.kind == .mapping }
    }

    func state(of path: [String]) -> State {
        guard let first = path.first else { return .open }
        if ["global", "tags"].contains(first) || chart.belongsToSubchart(first) { return .open }
        if chart.metadata.dependencies.contains(where: { !$0.importValues.isEmpty }) {
            return .open
        }
        var (deepest, hasNull) = (0, false)
        for root in roots {
            switch Self.state(of: path, in: root) {
            case .set(let value): return .set(value)
            case .open: return .open
            case .unset(let depth, let isNull):
                deepest = max(deepest, depth)
                hasNull = hasNull || isNull
            }
        }
        return .unset(depth: deepest, isNull: hasNull)
    }

    private static func state(of path: [String], in root: YAMLValue) -> State {
        var current = root
        for (depth, key) in path.enumerated() {
            guard current.target.kind == .mapping else {
                if current.target.kind == .sequence { return .open }
                return .unset(depth: max(depth - 1, 0), isNull: current.isNull)
            }
            guard let next = current[key] else {
                return current.isEmpty && depth > 0 ? .open : .unset(depth: depth, isNull: false)
            }
            current = next
        }
        return .set(current)
    }

    /// Whether a path is set, may be filled in, or is shown in a comment or in the schema.
    func declares(_ path: [String]) -> Bool {
        guard case .unset(let depth, let isNull) = state(of: path), depth < path.count else {
            return true
        }
        return isNull
            || path[depth...].contains { commented.contains($0) || schema.contains("\"\($0)\"") }
    }

    /// A key that is there and spelt nearly as the one of a path that is not.
    func nearest(to path: [String]) -> String? {
        guard case .unset(let depth, _) = state(of: path), depth < path.count else { return nil }
        let keys = roots.flatMap { root -> [String] in
            var table: YAMLValue? = root
            for key in path[..<depth] { table = table?[key] }
            return table?.entries.compactMap(\.key.string) ?? []
        }
        return Spelling.nearest(to: path[depth], in: keys)
            .map { (path[..<depth] + [$0]).joined(separator: ".") }
    }

    /// What a comment line would set if it were none.
    private static func commentedKeys(_ tree: YAMLTree) -> Set<String> {
        var keys: Set<String> = []
        for range in tree.comments {
            var cursor = Cursor(tree.bytes, range: range)
            cursor.skip { $0 == UInt8(ascii: "#") || $0.isBlank || $0 == UInt8(ascii: "-") }
            // helm-docs and its kin name a path: `# server.image -- …`, `## @param image.tag …`.
            if cursor.skip("@param ") { cursor.skip(while: \.isBlank) }
            while true {
                let key = cursor.skip { $0.isWordByte || $0 == UInt8(ascii: "-") }
                guard !key.isEmpty else { break }
                let next = cursor.byte
                if [UInt8(ascii: ":"), UInt8(ascii: "."), 0x20, UInt8(ascii: "=")].contains(next) {
                    keys.insert(tree.bytes.text(key))
                }
                guard cursor.skip(UInt8(ascii: ".")) else { break }
            }
        }
        return keys
    }
}
