package import GoTemplates

/// A range of versions as charts write it: `>=1.22.0-0 <1.37.0 || ^2.1`.
///
/// The operators are `= != > < >= => <= =< ~ ~> ^` and none; `x`, `X`, `*` or a missing number
/// stand for any, and `1.2 - 1.4` for `>=1.2, <=1.4`. White space or a comma means "and", `||`
/// means "or". Pre-releases are only allowed by a group that names one. A text may have 512 bytes
/// and 32 groups.
package struct VersionConstraint: Sendable {
    /// One of the groups must hold; in a group, all comparisons.
    private let groups: [Group]

    private struct Group: Sendable {
        var comparisons: [VersionComparison]
        var allowsPrereleases: Bool
    }

    private static let longestText = 512
    private static let mostGroups = 32

    package init(_ text: Bytes) throws(VersionError) {
        guard text.count <= Self.longestText else {
            throw VersionError("constraint string is too long (max \(Self.longestText) bytes)")
        }
        let parts = Self.groups(of: HyphenRange.rewrite(text))
        guard parts.count <= Self.mostGroups else {
            throw VersionError("too many constraint groups (max \(Self.mostGroups))")
        }
        var groups: [Group] = []
        groups.reserveCapacity(parts.count)
        for part in parts {
            let comparisons = try Self.comparisons(in: part)
            let allowsPrereleases = comparisons.contains { !$0.version.prerelease.isEmpty }
            groups.append(Group(comparisons: comparisons, allowsPrereleases: allowsPrereleases))
        }
        self.groups = groups
    }

    package init(_ text: String) throws(VersionError) {
        try self.init(Bytes(text.utf8))
    }

    /// Whether the version lies in the range.
    package func allows(_ version: LooseVersion) -> Bool {
        groups.contains { group in
            (version.prerelease.isEmpty || group.allowsPrereleases)
                && group.comparisons.allSatisfy { $0.allows(version) }
        }
    }

    private static func groups(of text: Bytes) -> [Bytes] {
        guard text.contains(UInt8(ascii: "|")) else { return [text] }
        var groups: [Bytes] = []
        var start = 0
        var offset = 0
        while offset + 1 < text.count {
            if text[offset] == UInt8(ascii: "|"), text[offset + 1] == UInt8(ascii: "|") {
                groups.append(Bytes(text[start..<offset]))
                offset += 2
                start = offset
            } else {
                offset += 1
            }
        }
        groups.append(Bytes(text[start...]))
        return groups
    }

    /// Comparisons with white space, a comma or both between them. The whole must be well formed
    /// before any part of it is looked at.
    private static func comparisons(in group: Bytes) throws(VersionError) -> [VersionComparison] {
        var scans: [ComparisonScan] = []
        var offset = 0
        repeat {
            guard let scan = ComparisonScan(of: group, at: offset) else {
                throw VersionError("improper constraint: " + GoQuoting.quoted(group))
            }
            scans.append(scan)
            offset = ComparisonScan.skipSpace(group, scan.version.end)
            let hasSpace = offset > scan.version.end
            if offset == group.count { break }
            if group[offset] == UInt8(ascii: ",") {
                offset += 1
            } else if !hasSpace {
                throw VersionError("improper constraint: " + GoQuoting.quoted(group))
            }
        } while true
        var comparisons: [VersionComparison] = []
        comparisons.reserveCapacity(scans.count)
        for scan in scans { comparisons.append(try VersionComparison(scan, in: group)) }
        return comparisons
    }
}

/// An operator and a version of a constraint, and where they stand.
struct ComparisonScan {
    let sign: VersionComparison.Operator
    let version: VersionScan

    /// Reads what stands at `start`, after white space; nil when it is no comparison.
    init?(of text: Bytes, at start: Int) {
        let start = Self.skipSpace(text, start)
        var end = start
        while end < text.count, Self.isSign(text[end]) { end += 1 }
        guard let sign = VersionComparison.Operator(text[start..<end]),
            let version = VersionScan(
                of: text, at: Self.skipSpace(text, end), allowing: .open)
        else { return nil }
        self.sign = sign
        self.version = version
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"): true
        case UInt8(ascii: "~"), UInt8(ascii: "^"): true
        default: false
        }
    }

    static func skipSpace(_ text: Bytes, _ start: Int) -> Int {
        var offset = start
        while offset < text.count, isSpace(text[offset]) { offset += 1 }
        return offset
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
}

/// `1.2 - 1.4`: both ends belong to the range.
enum HyphenRange {
    /// The text with `>= A, <= B ` in place of each `A - B` and the white space around it.
    static func rewrite(_ text: Bytes) -> Bytes {
        guard hasDash(text) else { return text }
        var result = text
        var offset = 0
        while offset < text.count {
            guard let range = Self.range(in: text, at: offset) else {
                offset += 1
                continue
            }
            let rewritten =
                Bytes(">= ".utf8) + text[range.low] + Bytes(", <= ".utf8) + text[range.high] + [
                    0x20
                ]
            result = replacingFirst(Bytes(text[offset..<range.end]), by: rewritten, in: result)
            offset = range.end
        }
        return result
    }

    /// Whether there is a `-` between white space.
    private static func hasDash(_ text: Bytes) -> Bool {
        guard text.count > 2 else { return false }
        for offset in 1..<(text.count - 1) where text[offset] == UInt8(ascii: "-") {
            if ComparisonScan.isSpace(text[offset - 1]), ComparisonScan.isSpace(text[offset + 1]) {
                return true
            }
        }
        return false
    }

    private static func range(
        in text: Bytes, at start: Int
    ) -> (low: Range<Int>, high: Range<Int>, end: Int)? {
        func skipSpace(_ offset: Int) -> Int { ComparisonScan.skipSpace(text, offset) }
        let low = skipSpace(start)
        guard
            let one = VersionScan(of: text, at: low, allowing: .open),
            case let dash = skipSpace(one.end), dash > one.end, dash < text.count,
            text[dash] == UInt8(ascii: "-"),
            case let high = skipSpace(dash + 1), high > dash + 1,
            let other = VersionScan(of: text, at: high, allowing: .open)
        else { return nil }
        return (low..<one.end, high..<other.end, skipSpace(other.end))
    }

    private static func replacingFirst(_ part: Bytes, by other: Bytes, in text: Bytes) -> Bytes {
        var start = 0
        while start + part.count <= text.count {
            if text[start..<(start + part.count)].elementsEqual(part) {
                return text[..<start] + other + text[(start + part.count)...]
            }
            start += 1
        }
        return text
    }
}
