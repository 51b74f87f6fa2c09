/// A text whose parts came from different places.
package final class TracedText: Sendable {
    package let bytes: Bytes
    /// In the order of their starts; they cover the text.
    package let runs: [Run]

    package init(_ bytes: Bytes, _ runs: [Run]) {
        self.bytes = bytes
        self.runs = runs
    }

    /// The index of the first run that reaches `offset` or begins there.
    package func firstRun(at offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if Int(runs[middle].start) < offset { low = middle + 1 } else { high = middle }
        }
        // A run before it that has bytes beyond the offset.
        if low > 0, low == runs.count || Int(runs[low].start) > offset { return low - 1 }
        return low
    }

    /// Where the run at `index` ends.
    package func end(ofRun index: Int) -> Int {
        index + 1 < runs.count ? Int(runs[index + 1].start) : bytes.count
    }

    /// What flowed into a part of the text.
    package func origin(in range: Range<Int>, _ origins: OriginTable) -> Origin {
        var result = Origin.none
        var index = firstRun(at: range.lowerBound)
        while index < runs.count, Int(runs[index].start) <= range.upperBound {
            let isBeside =
                Int(runs[index].start) == range.upperBound && end(ofRun: index) > range.upperBound
            if !isBeside || range.isEmpty { result = origins.union(result, runs[index].origin) }
            index += 1
        }
        return result
    }
}
