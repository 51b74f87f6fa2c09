package import GoTemplates
import SourceText
package import YAMLTrees

/// Reads a YAML document as `sigs.k8s.io/yaml` does: YAML 1.1 with Go's peculiarities, through JSON
/// into Go, so that every number is a `float64` and every key a text.
///
/// Only the first document of a stream counts. Errors have the words of Go's libraries, without
/// the `error unmarshaling JSON` of a target of the wrong type, which `map(of:)` and `list(of:)`
/// add.
package struct YAMLDecoder {
    /// The deepest nesting that is decoded, aliases followed.
    package static let maximumDepth = 1_000

    /// Where the values say they come from.
    package enum Source: Sendable {
        /// From one thing, whole.
        case whole(Origin)
        /// Each value from its own path below one, as in a file of values.
        case paths(below: OriginPath)
        /// Each value from what wrote its bytes.
        case runs(TracedText)
    }

    let origins: OriginTable
    let source: Source
    /// Told of every value below a path: where it stands in the file, and its path.
    let placed: ((YAMLValue, OriginPath) -> Void)?

    package init(
        _ origins: OriginTable, _ source: Source = .whole(.none),
        placed: ((YAMLValue, OriginPath) -> Void)? = nil
    ) {
        self.origins = origins
        self.source = source
        self.placed = placed
    }

    /// The first document of a text; null when there is none.
    package func value(of text: Bytes) throws(FunctionError) -> Value {
        try value(of: YAMLTree(parsing: text))
    }

    /// The first document of a file; null when there is none.
    package func value(of tree: YAMLTree) throws(FunctionError) -> Value {
        do throws(FunctionError) {
            guard YAMLErrorText.mayBeRefused(tree) else {
                return try tree.firstDocument.map(self.value) ?? .null
            }
            // What is wrong behind the first document counts for nothing.
            let end = try YAMLErrorText.endOfFirstDocument(tree.bytes)
            let first = YAMLTree(parsing: Bytes(tree.bytes[..<end]))
            guard let document = first.firstDocument else {
                guard !first.problems.contains(where: { $0.isBlinding }) else {
                    throw FunctionError("yaml: control characters are not allowed")
                }
                return .null
            }
            return try value(document)
        } catch {
            throw FunctionError("error converting YAML to JSON: " + error.message)
        }
    }

    /// The first document when it is a mapping; nil when it is null or there is none.
    package func map(of tree: YAMLTree) throws(FunctionError) -> Value? {
        let value = try value(of: tree)
        if value.map == nil { try Self.expectNull(value, "map[string]interface {}") }
        return value.map == nil ? nil : value
    }

    /// The first document when it is a list; nil when it is null or there is none.
    package func list(of tree: YAMLTree) throws(FunctionError) -> Value? {
        let value = try value(of: tree)
        if value.list == nil { try Self.expectNull(value, "[]interface {}") }
        return value.list == nil ? nil : value
    }

    private static func expectNull(_ value: Value, _ target: String) throws(FunctionError) {
        guard let error = GoJSONReader.mismatch(value, target) else { return }
        throw FunctionError("error unmarshaling JSON: while decoding JSON: " + error)
    }

    /// What a node of a document means.
    package func value(_ node: YAMLValue) throws(FunctionError) -> Value {
        var path = OriginTable.root
        if case .paths(let root) = source { path = root }
        return try value(node, path, depth: 0)
    }

    func value(
        _ node: YAMLValue, _ path: OriginPath, depth: Int
    ) throws(FunctionError) -> Value {
        let node = node.target
        if let placed, origins.isTracking { placed(node, path) }
        switch node.kind {
        case .scalar:
            let value = try YAMLScalarReader(node).value(isKey: false)
            return value.with(origin(of: node, path))
        case .sequence:
            try checkDepth(depth)
            return try list(node, path, depth: depth)
        case .mapping:
            try checkDepth(depth)
            return try map(node, path, depth: depth)
        case .alias: throw YAMLErrorText.alias(node)
        }
    }

    private func checkDepth(_ depth: Int) throws(FunctionError) {
        guard depth < Self.maximumDepth else {
            throw FunctionError("yaml: exceeded max depth of \(Self.maximumDepth)")
        }
    }

    private func list(
        _ node: YAMLValue, _ path: OriginPath, depth: Int
    ) throws(FunctionError) -> Value {
        var items: [Value] = []
        items.reserveCapacity(node.count)
        var structure = StructureOrigin(of: node, self)
        for item in node.items {
            structure.skip(to: item)
            let path = hasPaths ? origins.path(path, at: items.count) : path
            items.append(try value(item, path, depth: depth + 1))
        }
        return Value.list(items).with(structure.origin(path))
    }

    private func map(
        _ node: YAMLValue, _ path: OriginPath, depth: Int
    ) throws(FunctionError) -> Value {
        var entries: [MapValue.Entry] = []
        entries.reserveCapacity(node.count)
        var structure = StructureOrigin(of: node, self)
        for (key, value) in try YAMLMerging(node).entries() {
            let name = try YAMLScalarReader.key(key, value, self, depth)
            structure.skip(to: value)
            let path = hasPaths ? origins.path(path, name) : path
            var value = try self.value(value, path, depth: depth + 1)
            if case .runs = source {
                value.origin = origins.decided(value.origin, by: origin(of: key, path))
            }
            entries.append(MapValue.Entry(key: name, value: value))
        }
        return Value.map(MapValue(unordered: entries)).with(structure.origin(path))
    }

    private var hasPaths: Bool {
        if case .paths = source { origins.isTracking } else { false }
    }

    /// What flowed into a scalar.
    func origin(of node: YAMLValue, _ path: OriginPath) -> Origin {
        guard origins.isTracking else { return .none }
        switch source {
        case .whole(let origin): return origin
        case .paths: return origins.data(path)
        case .runs(let text): return text.origin(in: node.range.start..<node.range.end, origins)
        }
    }
}

/// What flowed into the making of a collection: what wrote its keys and what is between its
/// members.
private struct StructureOrigin {
    private let decoder: YAMLDecoder
    private let text: TracedText?
    private let end: Int
    private var offset: Int
    private var found = Origin.none

    init(of node: YAMLValue, _ decoder: YAMLDecoder) {
        self.decoder = decoder
        if case .runs(let text) = decoder.source, decoder.origins.isTracking {
            self.text = text
        } else {
            text = nil
        }
        (offset, end) = (node.range.start, node.range.end)
    }

    /// Goes on behind a member, which tells of itself.
    mutating func skip(to member: YAMLValue) {
        guard let text, member.range.start >= offset, member.range.end <= end else { return }
        let between = text.origin(in: offset..<member.range.start, decoder.origins)
        found = decoder.origins.union(found, between)
        offset = member.range.end
    }

    mutating func origin(_ path: OriginPath) -> Origin {
        guard decoder.origins.isTracking else { return .none }
        switch decoder.source {
        case .whole(let origin): return origin
        case .paths: return decoder.origins.data(path)
        case .runs(let text):
            let rest = text.origin(in: offset..<max(offset, end), decoder.origins)
            found = decoder.origins.union(found, rest)
            return decoder.origins.decided(.none, by: found)
        }
    }
}
