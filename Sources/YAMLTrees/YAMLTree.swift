package import SourceText

/// The located tree of a YAML stream: every node with its bytes, style, tag and anchor.
///
/// Nodes lie in one array, parents before children, and refer to each other by index, so that a
/// deep file costs no recursion. Parsing never fails; what cannot be read is a problem, and the
/// documents around it stand. A class, since millions of values point to one tree: handing a value
/// on costs one count of references instead of six. Nothing in it changes once it is made.
package final class YAMLTree: Sendable {
    package let bytes: [UInt8]
    package let problems: [Problem]
    let nodes: [YAMLNode]
    /// The documents' root nodes, in order. An empty document has an empty scalar.
    let roots: [Int32]
    /// The decoded texts that do not stand in the file as they are, end to end.
    let decoded: [UInt8]
    /// Tags and anchors, which are rare.
    let properties: [Int32: YAMLNode.Properties]

    /// Reads a stream of documents.
    package init(parsing bytes: [UInt8]) {
        let parts = TreeParts(reading: bytes)
        self.bytes = bytes
        problems = parts.problems
        nodes = parts.nodes
        roots = parts.roots
        decoded = parts.decoded
        properties = parts.properties
    }

    /// The first document, or nil when there is none.
    package var firstDocument: YAMLValue? { roots.first.map { YAMLValue(tree: self, index: $0) } }

    /// The first key of a mapping that is itself a mapping or a list, or nil.
    package var collectionKey: YAMLValue? {
        nodes.firstIndex {
            $0.flags.contains(.isKey) && ($0.kind == .mapping || $0.kind == .sequence)
        }.map { YAMLValue(tree: self, index: Int32($0)) }
    }

    /// The roots of all documents that could be read, in order.
    package var documents: [YAMLValue] { roots.map { YAMLValue(tree: self, index: $0) } }
}
