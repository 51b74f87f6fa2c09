/// All paths, sets of paths and origins of one render, each held once, so that an origin is four
/// bytes and a union of two that met before costs a look-up.
///
/// A set above `OriginTable.largestSet` paths becomes the smallest subtree that holds them.
package final class OriginTable: @unchecked Sendable {
    /// Whether origins are followed at all. When not, every origin is `.none`, and nothing is
    /// spent.
    package let isTracking: Bool

    package static let largestSet = 64

    private struct PathKey: Hashable {
        let parent: UInt32
        let name: Bytes
        let isIndex: Bool
    }

    private struct Pair: Hashable {
        let left: UInt32
        let right: UInt32
    }

    private var paths: [PathKey]
    private var pathIndex: [PathKey: UInt32] = [:]
    /// Sorted indexes of paths; the first set is empty.
    private var sets: [[UInt32]] = [[]]
    private var setIndex: [[UInt32]: UInt32] = [[]: 0]
    /// (data set, condition set)
    private var origins: [Pair] = [Pair(left: 0, right: 0)]
    private var originIndex: [Pair: UInt32] = [Pair(left: 0, right: 0): 0]
    private var setUnions: [Pair: UInt32] = [:]
    private var unions: [Pair: UInt32] = [:]
    private var conditions: [Pair: UInt32] = [:]

    package init(isTracking: Bool) {
        self.isTracking = isTracking
        paths = [PathKey(parent: 0, name: [], isIndex: false)]
    }

    // MARK: Paths

    /// The path above all others.
    package static let root = OriginPath(index: 0)

    package func path(_ parent: OriginPath, _ name: Bytes, isIndex: Bool = false) -> OriginPath {
        let key = PathKey(parent: parent.index, name: name, isIndex: isIndex)
        if let index = pathIndex[key] { return OriginPath(index: index) }
        let index = UInt32(paths.count)
        paths.append(key)
        pathIndex[key] = index
        return OriginPath(index: index)
    }

    package func path(_ parent: OriginPath, at index: Int) -> OriginPath {
        path(parent, Bytes(String(index).utf8), isIndex: true)
    }

    package func parent(of path: OriginPath) -> OriginPath {
        OriginPath(index: paths[Int(path.index)].parent)
    }

    /// The steps from the root, a key or a place in a list each.
    package func steps(of path: OriginPath) -> [(name: Bytes, isIndex: Bool)] {
        var steps: [(name: Bytes, isIndex: Bool)] = []
        var index = path.index
        while index != 0 {
            let key = paths[Int(index)]
            steps.append((key.name, key.isIndex))
            index = key.parent
        }
        return steps.reversed()
    }

    package var pathCount: Int { paths.count }

    // MARK: Origins

    /// What is the value at `path`, and nothing else.
    package func data(_ path: OriginPath) -> Origin {
        guard isTracking else { return .none }
        return origin(data: set([path.index]), conditions: 0)
    }

    /// The paths whose values can be seen.
    package func data(of origin: Origin) -> [OriginPath] {
        sets[Int(origins[Int(origin.index)].left)].map { OriginPath(index: $0) }
    }

    /// The paths that decided.
    package func conditions(of origin: Origin) -> [OriginPath] {
        sets[Int(origins[Int(origin.index)].right)].map { OriginPath(index: $0) }
    }

    /// The one path that this is the value of, when there is just one.
    package func path(of origin: Origin) -> OriginPath? {
        let data = sets[Int(origins[Int(origin.index)].left)]
        return data.count == 1 ? OriginPath(index: data[0]) : nil
    }

    /// What flowed into either.
    package func union(_ left: Origin, _ right: Origin) -> Origin {
        if left == right || right == .none { return left }
        if left == .none { return right }
        let key = Pair(left: left.index, right: right.index)
        if let known = unions[key] { return Origin(index: known) }
        let (one, other) = (origins[Int(left.index)], origins[Int(right.index)])
        let result = origin(
            data: unite(one.left, other.left), conditions: unite(one.right, other.right))
        unions[key] = result.index
        return result
    }

    /// The same data, decided also by all that flowed into `deciding`.
    package func decided(_ origin: Origin, by deciding: Origin) -> Origin {
        if deciding == .none { return origin }
        let key = Pair(left: origin.index, right: deciding.index)
        if let known = conditions[key] { return Origin(index: known) }
        let (one, other) = (origins[Int(origin.index)], origins[Int(deciding.index)])
        let all = unite(unite(one.right, other.left), other.right)
        let result = self.origin(data: one.left, conditions: all)
        conditions[key] = result.index
        return result
    }

    /// A member's origin, decided also by what decided which container it was read from.
    package func inherited(_ member: Origin, from container: Origin) -> Origin {
        let deciding = origins[Int(container.index)].right
        if deciding == 0 { return member }
        return decided(member, by: origin(data: 0, conditions: deciding))
    }

    /// What a key that is not there, or a place in a container, is: the path below the container's
    /// one path, else what the container is.
    package func member(of container: Origin, _ name: Bytes, isIndex: Bool = false) -> Origin {
        guard isTracking, container != .none, let path = path(of: container) else {
            return container
        }
        let member = set([self.path(path, name, isIndex: isIndex).index])
        return origin(data: member, conditions: origins[Int(container.index)].right)
    }

    /// Whether this is the value of one path below another, and nothing decided it.
    func isPlain(_ origin: Origin, below parent: OriginPath) -> Bool {
        let pair = origins[Int(origin.index)]
        guard pair.right == 0, sets[Int(pair.left)].count == 1 else { return false }
        return paths[Int(sets[Int(pair.left)][0])].parent == parent.index
    }

    // MARK: Interning

    private func origin(data: UInt32, conditions: UInt32) -> Origin {
        let key = Pair(left: data, right: conditions)
        if let index = originIndex[key] { return Origin(index: index) }
        let index = UInt32(origins.count)
        origins.append(key)
        originIndex[key] = index
        return Origin(index: index)
    }

    private func set(_ members: [UInt32]) -> UInt32 {
        let members = members.count > Self.largestSet ? [commonPath(members)] : members
        if let index = setIndex[members] { return index }
        let index = UInt32(sets.count)
        sets.append(members)
        setIndex[members] = index
        return index
    }

    private func unite(_ left: UInt32, _ right: UInt32) -> UInt32 {
        if left == right || right == 0 { return left }
        if left == 0 { return right }
        let key = left < right ? Pair(left: left, right: right) : Pair(left: right, right: left)
        if let known = setUnions[key] { return known }
        let (one, other) = (sets[Int(left)], sets[Int(right)])
        var merged: [UInt32] = []
        merged.reserveCapacity(one.count + other.count)
        var (first, second) = (0, 0)
        while first < one.count || second < other.count {
            if second == other.count || first < one.count && one[first] < other[second] {
                merged.append(one[first])
                first += 1
            } else {
                if first < one.count && one[first] == other[second] { first += 1 }
                merged.append(other[second])
                second += 1
            }
        }
        let result = set(merged)
        setUnions[key] = result
        return result
    }

    /// The deepest path that is above all of these.
    private func commonPath(_ members: [UInt32]) -> UInt32 {
        var common = ancestors(of: members[0])
        for member in members.dropFirst() {
            let others = Set(ancestors(of: member))
            common.removeAll { !others.contains($0) }
        }
        return common.first ?? 0
    }

    /// A path and those above it, the deepest first.
    private func ancestors(of path: UInt32) -> [UInt32] {
        var result = [path]
        while let last = result.last, last != 0 { result.append(paths[Int(last)].parent) }
        return result
    }
}
