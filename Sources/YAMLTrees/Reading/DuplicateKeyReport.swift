import SourceText

extension TreeBuilder {
    /// Reports the keys that stand twice in a mapping that is read to its end.
    mutating func noteDuplicateKeys(of mapping: Int32) {
        var found: [(key: Int32, first: Int32)] = []
        parts.nodes.withUnsafeBufferPointer { nodes in
            parts.decoded.withUnsafeBufferPointer { decoded in
                duplicates.find(in: mapping, nodes, bytes, decoded) { found.append(($0, $1)) }
            }
        }
        for (key, first) in found where !isFull {
            let line = lines.line(at: Int(parts.nodes[Int(first)].start), in: bytes)
            let node = parts.nodes[Int(key)]
            let text = Int(node.first)..<Int(node.second)
            let name =
                node.flags.contains(.isDecoded)
                ? String(decoding: parts.decoded[text], as: UTF8.self)
                : String(decoding: bytes[text], as: UTF8.self)
            report(.duplicateKey(node.range, name, firstLine: line))
        }
    }
}
