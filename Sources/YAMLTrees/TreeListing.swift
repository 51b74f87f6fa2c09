import SourceText

extension YAMLTree {
    /// Every node on a line of its own, indented by its depth: line, kind, tag, anchor and text.
    package var listing: String {
        let lines = LineTable(bytes)
        var listing = ""
        for document in documents {
            listing += "document\n"
            var open: [(node: YAMLValue, depth: Int)] = [(document, 1)]
            while let (node, depth) = open.popLast() {
                let line = lines.position(at: node.range.start).line
                let indentation = String(repeating: "  ", count: depth)
                listing += "\(indentation)\(node.listed) line \(line)\n"
                let inner = node.listedChildren.map { ($0, depth + 1) }
                open += inner.reversed()
            }
        }
        return listing
    }
}

extension YAMLValue {
    /// What is told of a node: its key, kind and text.
    fileprivate var listed: String {
        let name = key?.string.map { "\($0): " } ?? ""
        let properties = [anchor.map { "&\($0)" }, tag].compactMap { $0 }.map { $0 + " " }.joined()
        switch kind {
        case .scalar: return "\(name)\(properties)\(style) \(string.debugText)"
        case .alias: return "\(name)alias"
        case .sequence: return "\(name)\(properties)\(style) sequence"
        case .mapping: return "\(name)\(properties)\(style) mapping"
        }
    }

    /// The children as they are written: aliases are not followed.
    fileprivate var listedChildren: [YAMLValue] {
        switch kind {
        case .scalar, .alias: []
        case .sequence: Array(items)
        case .mapping: entries.map(\.value)
        }
    }
}

extension String? {
    fileprivate var debugText: String { (self ?? "").debugDescription }
}
