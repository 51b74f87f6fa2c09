import SourceText

/// An expression as it was written, macros resolved: a flat tree of nodes, children before parents.
struct CELSyntax {
    /// One node. Indexes lead to other nodes; a `Range` leads into `elements`.
    enum Kind {
        case literal(CELValue)
        /// A name; a rooted one starts with a dot and is looked up outside the container.
        case identifier(String, isRooted: Bool)
        case select(Int, field: String, isOptional: Bool)
        /// `has(operand.field)`.
        case has(Int, field: String)
        case index(Int, Int, isOptional: Bool)
        case not(Int)
        case negate(Int)
        case binary(BinaryOperator, Int, Int)
        /// `&&` of two or more.
        case conjunction(Range<Int>)
        /// `||` of two or more.
        case disjunction(Range<Int>)
        case conditional(Int, Int, Int)
        case call(String, target: Int?, arguments: Range<Int>)
        case list(Range<Int>)
        /// Keys and values in turn; a key's element says whether the entry is optional.
        case map(Range<Int>)
        /// `Name{field: value}`.
        case message(String)
        case comprehension(Comprehension)
        case bind(name: String, value: Int, body: Int)
        /// `target.optMap(name, body)`, or `optFlatMap`.
        case optionalMap(Int, name: String, body: Int, isFlat: Bool)
    }

    struct Node {
        var kind: Kind
        var range: SourceRange
        /// The name or operator that a message about this node underlines.
        var focus: SourceRange
        /// Levels of nodes below.
        var height: Int
    }

    /// A child, and whether `?` stands before it.
    struct Element {
        var node: Int
        var isOptional = false
    }

    /// A macro that visits the elements of a list or the entries of a map.
    struct Comprehension {
        enum Kind: UInt8 {
            case all, exists, existsOne, map, filter, transformMap, transformMapEntry, sortBy
        }

        var kind: Kind
        var operand: Int
        /// The element or key; of two names, the index or key.
        var name: String
        /// The element or value, in macros with two names.
        var secondName: String?
        /// Which elements are visited; all if nil.
        var filter: Int?
        var body: Int
    }

    var nodes: [Node] = []
    var elements: [Element] = []
    var root = 0

    subscript(_ node: Int) -> Node { nodes[node] }
}

/// An operator with two operands that are always both evaluated.
enum BinaryOperator: UInt8 {
    case equal, notEqual, less, lessEqual, greater, greaterEqual
    case add, subtract, multiply, divide, remainder, `in`

    var text: String {
        switch self {
        case .equal: "=="
        case .notEqual: "!="
        case .less: "<"
        case .lessEqual: "<="
        case .greater: ">"
        case .greaterEqual: ">="
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .remainder: "%"
        case .in: "in"
        }
    }
}

extension CELSyntax: CustomStringConvertible {
    /// The tree as an s-expression, for tests: `(+ 1 (call size x))`.
    var description: String { text(root) }

    private func text(_ index: Int) -> String {
        switch nodes[index].kind {
        case .literal(let value): value.description
        case .identifier(let name, let isRooted): (isRooted ? "." : "") + name
        case .select(let operand, let field, let isOptional):
            form(isOptional ? ".?" : ".", operand, after: field)
        case .has(let operand, let field): form("has", operand, after: field)
        case .index(let operand, let key, let isOptional):
            form(isOptional ? "[?]" : "[]", operand, key)
        case .not(let operand): form("!", operand)
        case .negate(let operand): form("-", operand)
        case .binary(let operation, let left, let right): form(operation.text, left, right)
        case .conjunction(let range): form("&&", elements: range)
        case .disjunction(let range): form("||", elements: range)
        case .conditional(let test, let yes, let no): form("?:", test, yes, no)
        case .call(let name, let target, let arguments):
            form("call " + (target.map { text($0) + "." } ?? "") + name, elements: arguments)
        case .list(let range): form("list", elements: range)
        case .map(let range): form("map", elements: range)
        case .message(let name): "(message \(name))"
        case .comprehension(let macro):
            "(\(macro.kind) \(text(macro.operand)) \(macro.name)"
                + (macro.secondName.map { " " + $0 } ?? "")
                + (macro.filter.map { " " + text($0) } ?? "") + " \(text(macro.body)))"
        case .bind(let name, let value, let body): "(bind \(name) \(text(value)) \(text(body)))"
        case .optionalMap(let target, let name, let body, let isFlat):
            "(\(isFlat ? "optFlatMap" : "optMap") \(text(target)) \(name) \(text(body)))"
        }
    }

    private func form(_ head: String, _ children: Int..., after word: String? = nil) -> String {
        let parts = [head] + children.map { text($0) } + (word.map { [$0] } ?? [])
        return "(" + parts.joined(separator: " ") + ")"
    }

    private func form(_ head: String, elements range: Range<Int>) -> String {
        let parts = elements[range].map { ($0.isOptional ? "?" : "") + text($0.node) }
        return "(" + ([head] + parts).joined(separator: " ") + ")"
    }
}
