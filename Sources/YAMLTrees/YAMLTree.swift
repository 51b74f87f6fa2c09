package import SourceText

/// The located tree of a YAML stream: every node with its bytes, style, tag and anchor.
///
/// Nodes lie in one array and refer to each other by index, so that a deep file costs no recursion.
/// Parsing never fails; what libyaml refuses is a problem, and the documents before it stand.
package struct YAMLTree: Sendable {
    package let bytes: [UInt8]
    package internal(set) var nodes: [YAMLNode] = []
    /// The indexes of the documents' root nodes, in order. An empty document has an empty scalar.
    package internal(set) var roots: [Int] = []
    package internal(set) var problems: [Problem] = []
    /// The decoded texts of all scalars, end to end.
    var scalarBytes: [UInt8] = []
    /// Tags and anchors, which are rare.
    var properties: [Int: YAMLNode.Properties] = [:]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The first document, or nil when there is none.
    package var firstDocument: YAMLValue? { roots.first.map { YAMLValue(tree: self, index: $0) } }

    /// All documents in order.
    package var documents: [YAMLValue] { roots.map { YAMLValue(tree: self, index: $0) } }
}

/// One node of a YAML tree.
package struct YAMLNode: Sendable {
    package enum Kind: UInt8, Sendable {
        case scalar
        case sequence
        case mapping
        case alias
    }

    /// How a node is written.
    package enum Style: UInt8, Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
        case block
        case flow
    }

    /// What may stand before a node's content.
    package struct Properties: Sendable {
        package var tag: String?
        package var anchor: String?
    }

    package var kind: Kind
    package var style: Style
    /// The bytes of the node; a block collection ends where its last descendant does.
    package var range: SourceRange
    /// The first child: an item of a sequence, or the first key of a mapping. -1 when there is
    /// none.
    var firstChild: Int32 = -1
    /// The next node under the same parent; in a mapping keys and values take turns. -1 at the end.
    var nextSibling: Int32 = -1
    var childCount: Int32 = 0
    /// Where the decoded text stands in `scalarBytes`; for an alias, the name of its anchor.
    var textStart: Int32 = 0
    var textEnd: Int32 = 0
}
