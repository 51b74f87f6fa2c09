/// A pattern as a tree: a flat array in which children come before their parents.
struct SyntaxTree: Sendable {
    /// An index into `nodes`.
    typealias NodeIndex = Int32

    enum Node: Sendable {
        /// Matches where it stands and reads nothing.
        case empty
        /// One code point.
        case character(UInt32)
        /// One code point of the set with this index in `sets`.
        case set(Int32)
        case assertion(Assertion)
        case capture(group: Int32, NodeIndex)
        case repetition(Repetition, NodeIndex)
        /// Children one after another: a range of `children`.
        case concatenation(Range<Int32>)
        /// Children to be tried in order: a range of `children`.
        case alternation(Range<Int32>)
    }

    /// How often something may stand in a row.
    struct Repetition: Hashable, Sendable {
        let minimum: Int
        /// nil without an upper bound.
        let maximum: Int?
        /// Whether more is tried before fewer.
        let isGreedy: Bool
    }

    private(set) var nodes: [Node] = []
    private(set) var children: [NodeIndex] = []
    private(set) var sets: [ScalarSet] = []
    var root: NodeIndex = 0
    /// The names of the groups; number 0, the whole match, has none.
    var groupNames: [String?] = [nil]

    private var setIndexes: [ScalarSet: Int32] = [:]
    /// Of each node, how many levels it is high, and the product of the nested counts in it.
    private var heights: [Int] = []
    private var copies: [Int] = []

    func height(_ node: NodeIndex) -> Int { heights[Int(node)] }
    func copies(_ node: NodeIndex) -> Int { copies[Int(node)] }
    func node(_ index: NodeIndex) -> Node { nodes[Int(index)] }

    mutating func add(_ node: Node) -> NodeIndex {
        let below: [NodeIndex]
        var own = 1
        switch node {
        case .empty, .character, .set, .assertion: below = []
        case .capture(_, let child): below = [child]
        case .repetition(let repetition, let child):
            below = [child]
            own = max(1, repetition.maximum ?? repetition.minimum)
        case .concatenation(let range), .alternation(let range):
            below = Array(children[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        var isNothing = false
        if case .repetition(let repetition, _) = node { isNothing = repetition.maximum == 0 }
        nodes.append(node)
        heights.append(1 + (below.map { height($0) }.max() ?? 0))
        copies.append(isNothing ? 1 : own * (below.map { copies($0) }.max() ?? 1))
        return NodeIndex(nodes.count - 1)
    }

    mutating func add(_ set: ScalarSet) -> NodeIndex {
        let ranges = set.ranges
        if ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound {
            return add(.character(ranges[0].lowerBound))
        }
        if let known = setIndexes[set] { return add(.set(known)) }
        sets.append(set)
        setIndexes[set] = Int32(sets.count - 1)
        return add(.set(Int32(sets.count - 1)))
    }

    /// The one member, or a node over all of them.
    mutating func sequence(_ members: [NodeIndex]) -> NodeIndex {
        joined(members) { .concatenation($0) }
    }

    /// The one member, or a node that chooses among them.
    mutating func choice(_ members: [NodeIndex]) -> NodeIndex {
        joined(members) { .alternation($0) }
    }

    private mutating func joined(
        _ members: [NodeIndex], _ node: (Range<Int32>) -> Node
    ) -> NodeIndex {
        guard members.count != 1 else { return members[0] }
        guard !members.isEmpty else { return add(.empty) }
        let start = Int32(children.count)
        children += members
        return add(node(start..<Int32(children.count)))
    }
}

/// What holds between two code points and reads nothing.
enum Assertion: UInt8, Sendable {
    case textStart
    case textEnd
    case lineStart
    case lineEnd
    case wordBoundary
    case noWordBoundary
}
