/// A set of code points as sorted, separate ranges.
struct ScalarSet: Hashable, Sendable {
    static let maximum: UInt32 = 0x10FFFF
    static let all = ScalarSet([0...maximum])
    static let allButNewline = ScalarSet([0...9, 11...maximum])

    /// Sorted; neighbours neither touch nor overlap.
    private(set) var ranges: [ClosedRange<UInt32>]

    init(_ unsorted: [ClosedRange<UInt32>] = []) {
        ranges = ScalarSet.normalized(unsorted)
    }

    func contains(_ scalar: UInt32) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= scalar
    }

    var inverted: ScalarSet {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= ScalarSet.maximum { result.append(next...ScalarSet.maximum) }
        return ScalarSet(result)
    }

    private static func normalized(
        _ unsorted: [ClosedRange<UInt32>]
    ) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        for range in unsorted.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                let end = max(last.upperBound, range.upperBound)
                result[result.count - 1] = last.lowerBound...end
            } else {
                result.append(range)
            }
        }
        return result
    }
}
