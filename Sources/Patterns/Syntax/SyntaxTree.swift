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

    /// How many of the last sets a new one is compared with.
    private static let comparedSets = 16
    private var measures: [Measures] = []

    /// What a parent asks of a node without walking it.
    struct Measures: Sendable {
        /// Levels, a leaf being one.
        var height = 1
        /// The largest product of counted repetitions within one another.
        var copies = 1
        /// Whether it may match without reading.
        var canBeEmpty = false
    }

    func node(_ index: NodeIndex) -> Node { nodes[Int(index)] }
    func measures(_ index: NodeIndex) -> Measures { measures[Int(index)] }

    func children(_ range: Range<Int32>) -> ArraySlice<NodeIndex> {
        children[Int(range.lowerBound)..<Int(range.upperBound)]
    }

    mutating func add(_ node: Node) -> NodeIndex {
        nodes.append(node)
        measures.append(measure(node))
        return NodeIndex(nodes.count - 1)
    }

    private func measure(_ node: Node) -> Measures {
        switch node {
        case .character, .set: return Measures()
        case .empty, .assertion: return Measures(canBeEmpty: true)
        case .capture(_, let child): return measure([child])
        case .repetition(let repetition, let child):
            if repetition.maximum == 0 { return Measures(height: 2, canBeEmpty: true) }
            var result = measure([child])
            result.copies *= max(1, repetition.maximum ?? repetition.minimum)
            result.canBeEmpty = result.canBeEmpty || repetition.minimum == 0
            return result
        case .concatenation(let range):
            var result = measure(children(range))
            result.canBeEmpty = children(range).allSatisfy { measures($0).canBeEmpty }
            return result
        case .alternation(let range): return measure(children(range))
        }
    }

    private func measure(_ children: ArraySlice<NodeIndex>) -> Measures {
        var result = Measures(height: 0)
        for child in children.map({ measures($0) }) {
            result.height = max(result.height, child.height)
            result.copies = max(result.copies, child.copies)
            result.canBeEmpty = result.canBeEmpty || child.canBeEmpty
        }
        result.height += 1
        return result
    }

    mutating func add(_ set: ScalarSet) -> NodeIndex {
        let ranges = set.ranges
        if ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound {
            return add(.character(ranges[0].lowerBound))
        }
        // Most patterns have a handful; one that repeats an old one is only larger than need be.
        if let known = sets.suffix(Self.comparedSets).lastIndex(of: set) {
            return add(.set(Int32(known)))
        }
        sets.append(set)
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
