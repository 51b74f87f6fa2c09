import SourceText

/// One node of a YAML tree, in 24 bytes: two of its fields mean different things to different
/// kinds.
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
    struct Properties: Sendable {
        var tag: String?
        var anchor: String?
    }

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// It is a key of the mapping it stands in.
        static let isKey = Flags(rawValue: 1)
        /// It has a tag or an anchor.
        static let hasProperties = Flags(rawValue: 2)
        /// A scalar whose type is told by its text.
        static let isImplicit = Flags(rawValue: 4)
        /// An alias refers to it.
        static let isAliased = Flags(rawValue: 8)
        /// A mapping that takes in others by `<<`.
        static let hasMerge = Flags(rawValue: 16)
        /// A scalar whose text stands in `decoded` and not in the file.
        static let isDecoded = Flags(rawValue: 32)
        /// The key `<<`, which merges what stands under it.
        static let isMergeKey = Flags(rawValue: 64)
    }

    let kind: Kind
    let style: Style
    var flags: Flags = []
    /// The bytes of the node with its tag and anchor; a block collection ends where its last
    /// descendant does.
    var start: Int32
    var end: Int32
    /// Scalar: where its text starts. Collection: the number of its children, in a mapping keys
    /// and values. Alias: the node it refers to, or -1.
    var first: Int32 = 0
    /// Scalar: where its text ends. Others: the index after its last descendant.
    var second: Int32 = 0
    /// The collection it stands in, or -1.
    var parent: Int32 = -1

    var range: SourceRange { SourceRange(Int(start), Int(end)) }
}
