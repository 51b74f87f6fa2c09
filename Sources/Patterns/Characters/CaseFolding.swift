/// Unicode's simple case folding: which code points are equal when case is ignored.
enum CaseFolding {
    /// The other code points equal to `scalar`, sorted; `k` gives `K` and the Kelvin sign.
    static func equals(of scalar: UInt32) -> [UInt32] {
        if scalar < 0x80 { return asciiEquals(of: scalar) }
        let index = place(of: scalar)
        return index < table.count && table[index].scalar == scalar ? table[index].equals : []
    }

    /// The set with everything that is equal to one of its members.
    static func folded(_ set: ScalarSet) -> ScalarSet {
        var ranges = set.ranges
        for range in set.ranges {
            for equal in equals(of: range) { ranges.append(equal...equal) }
        }
        return ScalarSet(ranges)
    }

    private static func equals(of range: ClosedRange<UInt32>) -> [UInt32] {
        if range.upperBound < 0x80 { return range.flatMap { asciiEquals(of: $0) } }
        var result: [UInt32] = []
        for entry in table[place(of: range.lowerBound)...] {
            guard entry.scalar <= range.upperBound else { break }
            result += entry.equals
        }
        return result
    }

    /// Asked far more often than the rest, and so kept out of the table, which takes time to build.
    private static func asciiEquals(of scalar: UInt32) -> [UInt32] {
        guard (0x61...0x7A).contains(scalar | 0x20) else { return [] }
        switch scalar | 0x20 {
        case 0x6B: return [scalar ^ 0x20, 0x212A]
        case 0x73: return [scalar ^ 0x20, 0x17F]
        default: return [scalar ^ 0x20]
        }
    }

    private struct Entry {
        let scalar: UInt32
        let equals: [UInt32]
    }

    /// The index of the first entry that is not below `scalar`.
    private static func place(of scalar: UInt32) -> Int {
        var low = 0
        var high = table.count
        while low < high {
            let middle = (low + high) / 2
            if table[middle].scalar < scalar { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Every code point that has an equal, sorted.
    private static let table: [Entry] = {
        var families: [UInt32: [UInt32]] = [:]
        for value in UInt32(0x41)...0x1E943 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let key = foldingKey(scalar)
            if key != value { families[key, default: [key]].append(value) }
        }
        var entries: [Entry] = []
        for family in families.values {
            for scalar in family {
                let equals = family.filter { $0 != scalar }.sorted()
                entries.append(Entry(scalar: scalar, equals: equals))
            }
        }
        return entries.sorted { $0.scalar < $1.scalar }
    }()

    /// The same code point for all that are equal: lower case of upper case, where each is one.
    private static func foldingKey(_ scalar: Unicode.Scalar) -> UInt32 {
        let properties = scalar.properties
        guard properties.changesWhenCaseMapped || properties.changesWhenCaseFolded else {
            return scalar.value
        }
        // Written alike, but their full mappings are longer than one code point.
        switch scalar.value {
        case 0x1FD3: return 0x390
        case 0x1FE3: return 0x3B0
        case 0xFB05: return 0xFB06
        default: break
        }
        // Dotless i and dotted I are equal to nothing but themselves.
        if scalar.value == 0x131 || scalar.value == 0x130 { return scalar.value }
        let upper =
            single(properties.uppercaseMapping) ?? single(properties.titlecaseMapping) ?? scalar
        return (single(upper.properties.lowercaseMapping) ?? upper).value
    }

    private static func single(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
