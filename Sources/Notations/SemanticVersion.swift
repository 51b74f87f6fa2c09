/// A version of Semantic Versioning 2.0: `1.28.3`, `2.0.0-rc.1+build.5`.
///
/// Versions compare by precedence: a release follows its pre-releases, and what stands after `+`
/// does not count, so `1.0.0+a` equals `1.0.0+b`.
package struct SemanticVersion: Sendable {
    package let major: UInt64
    package let minor: UInt64
    package let patch: UInt64
    /// What stands between `-` and `+`; empty for a release.
    package let prerelease: String
    /// What stands after `+`.
    package let build: String

    /// Reads a version as semver.org has it: three numbers without leading zeros, at most 64 bits
    /// each; nil for anything else. Texts of more than 1,000 bytes are refused.
    package init?(_ text: some Collection<UInt8>) {
        guard text.count <= 1_000 else { return nil }
        var rest = Array(text)[...]
        var build: ArraySlice<UInt8>?
        if let plus = rest.firstIndex(of: UInt8(ascii: "+")) {
            build = rest[(plus + 1)...]
            rest = rest[..<plus]
        }
        var prerelease: ArraySlice<UInt8>?
        if let dash = rest.firstIndex(of: UInt8(ascii: "-")) {
            prerelease = rest[(dash + 1)...]
            rest = rest[..<dash]
        }
        let numbers = rest.dotted.map(SemanticVersion.number)
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1],
            let patch = numbers[2], build?.dotted.allSatisfy(\.isIdentifier) ?? true,
            prerelease?.dotted.allSatisfy(\.isPrereleaseIdentifier) ?? true
        else { return nil }
        (self.major, self.minor, self.patch) = (major, minor, patch)
        self.prerelease = String(decoding: prerelease ?? [], as: UTF8.self)
        self.build = String(decoding: build ?? [], as: UTF8.self)
    }

    /// Reads `v1.29`, `1.29` or `01.2.3` as well: a `v` before the numbers and zeros before a
    /// number are dropped, missing numbers are 0. A shortened version has no `-` or `+`.
    package init?(normalizing text: some Collection<UInt8>) {
        var rest = Array(text)[...]
        if rest.first == UInt8(ascii: "v") { rest.removeFirst() }
        var parts = rest.split(
            separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        if parts.count < 3, parts[parts.count - 1].contains(where: { $0 == 0x2B || $0 == 0x2D }) {
            return nil
        }
        parts += Array(repeating: [0x30], count: 3 - parts.count)
        self.init(Array(parts.map(\.withoutLeadingZeros).joined(separator: [UInt8(ascii: ".")])))
    }

    static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard digits.isNumeric, digits.count == 1 || digits.first != 0x30 else { return nil }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}

extension ArraySlice<UInt8> {
    fileprivate var dotted: [ArraySlice<UInt8>] {
        split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    }

    fileprivate var isNumeric: Bool { !isEmpty && allSatisfy { (0x30...0x39).contains($0) } }

    fileprivate var isIdentifier: Bool {
        !isEmpty
            && allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                    || byte == UInt8(ascii: "-")
            }
    }

    /// A number here has no leading zero; how long it is does not matter.
    fileprivate var isPrereleaseIdentifier: Bool {
        isIdentifier && (!isNumeric || count == 1 || first != 0x30)
    }

    /// One zero stays where no other digit follows.
    fileprivate var withoutLeadingZeros: ArraySlice<UInt8> {
        guard count > 1 else { return self }
        let rest = drop { $0 == 0x30 }
        let startsWithDigit = rest.first.map { (0x30...0x39).contains($0) } ?? false
        return startsWithDigit || rest.count == count ? rest : [0x30] + rest
    }
}

extension SemanticVersion: Comparable, Hashable {
    package static func == (left: SemanticVersion, right: SemanticVersion) -> Bool {
        left.numbers == right.numbers
            && left.prerelease.utf8.elementsEqual(right.prerelease.utf8)
    }

    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        if left.numbers != right.numbers {
            return (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
        }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        let lefts = Array(left.prerelease.utf8)[...].dotted
        let rights = Array(right.prerelease.utf8)[...].dotted
        for (one, other) in zip(lefts, rights) where one != other {
            return precedes(one, other)
        }
        return lefts.count < rights.count
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(numbers)
        hasher.combine(prerelease)
    }

    private var numbers: [UInt64] { [major, minor, patch] }

    /// Of two different identifiers: numbers by value and before words, words by their bytes.
    private static func precedes(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
        switch (one.isNumeric, other.isNumeric) {
        case (true, true):
            one.count != other.count
                ? one.count < other.count : one.lexicographicallyPrecedes(other)
        case (true, false): true
        case (false, true): false
        case (false, false): one.lexicographicallyPrecedes(other)
        }
    }
}

extension SemanticVersion: CustomStringConvertible {
    package var description: String {
        "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease)
            + (build.isEmpty ? "" : "+" + build)
    }
}
