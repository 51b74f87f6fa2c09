/// The name someone probably meant.
enum Suggestion {
    /// "did you mean `x`?" for the candidate nearest to `name`, if one is near enough.
    static func sentence(_ name: String, among candidates: [String]) -> String? {
        nearest(to: name, among: candidates).map { "did you mean `\($0)`?" }
    }

    /// The candidate with the fewest edits, at most a third of the name; the first of equals.
    static func nearest(to name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.utf8)
        guard wanted.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let other = Array(candidate.utf8)
            let limit = max(wanted.count, other.count) / 3
            // Two short names always look alike.
            guard other.count <= 64, limit > 0, abs(other.count - wanted.count) <= limit else {
                continue
            }
            let distance = edits(from: wanted, to: other)
            if distance <= limit, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours; a change of case costs nothing
    /// more than one edit in all.
    private static func edits(from left: [UInt8], to right: [UInt8]) -> Int {
        if left.map({ $0 | 0x20 }) == right.map({ $0 | 0x20 }) { return 1 }
        var older: [Int] = []
        var previous = Array(0...right.count)
        for (row, byte) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1)
                cost = min(cost, current[column] + 1)
                if row > 0, column > 0, byte == right[column - 1], left[row - 1] == other {
                    cost = min(cost, older[column - 1] + 1)
                }
                current.append(cost)
            }
            (older, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
