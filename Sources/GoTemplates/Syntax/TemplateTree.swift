/// One template text, parsed: the text itself and the templates it defines, as nodes in one flat
/// array. The engine's `parse.Tree`s of one `Parse` call together.
package final class TemplateTree: Sendable {
    /// What errors call this text, such as `chart/templates/service.yaml`.
    package let name: Bytes
    package let bytes: Bytes
    package let nodes: [TemplateNode]
    /// The text's own template first, then those of `define` and `block`, in the order of their
    /// ends.
    package let definitions: [Definition]
    /// Names of variables (with `$`), fields (without `.`), templates and functions.
    package let names: [Bytes]
    /// Chains of names, as indexes into `names`: `.a.b` is one, and what follows `$x` or `(…)`.
    package let chains: [[Int32]]
    package let numbers: [NumberConstant]
    /// Texts between quotes, unquoted.
    package let strings: [Bytes]
    /// Comments, with their delimiters.
    package let comments: [Range<Int>]

    package init(
        name: Bytes, bytes: Bytes, nodes: [TemplateNode], definitions: [Definition],
        names: [Bytes], chains: [[Int32]], numbers: [NumberConstant], strings: [Bytes],
        comments: [Range<Int>]
    ) {
        self.name = name
        self.bytes = bytes
        self.nodes = nodes
        self.definitions = definitions
        self.names = names
        self.chains = chains
        self.numbers = numbers
        self.strings = strings
        self.comments = comments
    }

    /// A template that this text defines.
    package struct Definition: Sendable {
        package let name: Bytes
        /// Its body, a node of kind `list`.
        package let body: Int32
        /// Whether it holds only spaces, comments and definitions (`parse.IsEmptyTree`): such a
        /// template does not replace another of its name.
        package let isEmpty: Bool
        /// From its `define` to its `end`, delimiters included; the whole text for its own.
        package let range: Range<Int>

        package init(name: Bytes, body: Int32, isEmpty: Bool, range: Range<Int>) {
            self.name = name
            self.body = body
            self.isEmpty = isEmpty
            self.range = range
        }
    }

    /// The children of a node, in order.
    package func children(of node: Int32) -> Children {
        Children(tree: self, upcoming: nodes[Int(node)].first)
    }

    package struct Children: Sequence, IteratorProtocol {
        let tree: TemplateTree
        var upcoming: Int32

        package mutating func next() -> Int32? {
            guard upcoming >= 0 else { return nil }
            defer { upcoming = tree.nodes[Int(upcoming)].next }
            return upcoming
        }
    }
}

/// A node of a template. What `value`, `first` and `count` mean depends on its kind.
package struct TemplateNode: Sendable {
    package var kind: Kind
    /// Of a pipe: whether its variables are assigned (`=`), not declared. Of `if`, `with`: whether
    /// it came by `else if`, `else with`, so that it has no `end` of its own.
    package var flag = false
    /// Of a pipe: how many variables it declares or assigns, the first children (kind `variable`).
    package var declared: UInt8 = 0
    /// Where Go says that the node is (`Node.Position`), in bytes; errors tell it.
    package var position: Int32
    /// The node's own text: of an action or a branch from its left delimiter to its right one (of a
    /// branch, up to that of its `end`); of a text the bytes that are left of it after trimming.
    package var start: Int32
    package var end: Int32
    package var first: Int32 = -1
    package var next: Int32 = -1
    package var value: Int32 = -1

    package enum Kind: UInt8, Sendable {
        /// Children: what it holds.
        case list
        /// `start..<end` is what it writes.
        case text
        /// Child: a pipe.
        case action
        /// Children: variables, then commands.
        case pipe
        /// Children: operands.
        case command
        /// A function; `value` in `names`.
        case identifier
        /// `.a.b`; `value` in `chains`.
        case field
        /// `$x.a`; `value` in `chains`, the first name being the variable's (`$`, `$x`).
        case variable
        /// `(…).a` and the like: child an operand, `value` in `chains`.
        case chain
        case dot
        case `nil`
        /// `value` is 1 or 0.
        case bool
        /// `value` in `numbers`.
        case number
        /// `value` in `strings`.
        case string
        /// Children: pipe, list, and a list for `else` if there is one (for `else if`, a list that
        /// holds one `if`).
        case `if`, with, range
        /// `value` in `names`; child: a pipe, if any. What `block` is to the tree, too.
        case template
        case `break`, `continue`
    }

    package init(_ kind: Kind, position: Int, start: Int, end: Int) {
        self.kind = kind
        self.position = Int32(position)
        self.start = Int32(start)
        self.end = Int32(end)
    }
}

/// A number as it stands in a template. Like Go's it is all that its text can be: `1` is an
/// integer, a float, too.
package struct NumberConstant: Sendable, Equatable {
    package var isInt = false
    package var isUint = false
    package var isFloat = false
    package var isComplex = false
    package var int: Int = 0
    package var uint: UInt = 0
    package var float: Double = 0
    package var complex: Complex = Complex(real: 0, imaginary: 0)
    /// A character constant, such as `'a'`.
    package var isCharacter = false

    package struct Complex: Sendable, Equatable {
        package var real: Double
        package var imaginary: Double

        package init(real: Double, imaginary: Double) {
            self.real = real
            self.imaginary = imaginary
        }
    }

    package init() {}
}

/// A template text that cannot be parsed. The engine stops at the first mistake.
package struct TemplateSyntaxError: Error, Sendable {
    /// As Go words it, `template: ` and name and line first.
    package var message: String
    /// Where, in bytes.
    package var offset: Int

    package init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }
}
