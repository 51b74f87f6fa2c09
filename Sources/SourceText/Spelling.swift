/// Guesses at what a misspelt name was meant to be.
package enum Spelling {
    /// The candidate nearest to `name`, the first of equals, or nil when none is near enough to be
    /// meant.
    package static func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
        // A third of the letters may be wrong, and at least one.
        let limit = max(1, min(name.utf8.count, 60) / 3)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate != name {
            let distance = distance(Array(name.utf8), Array(candidate.utf8), limit: limit)
            if distance <= limit, distance < best?.distance ?? Int.max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// The Levenshtein distance with swapped neighbours as one step and letter case ignored; above
    /// `limit` any number above `limit`.
    private static func distance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, leftByte) in left.enumerated() {
            var current = [row + 1]
            for (column, rightByte) in right.enumerated() {
                let isSame = leftByte.lowercasedASCII == rightByte.lowercasedASCII
                var cost = min(
                    last[column] + (isSame ? 0 : 1), last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
