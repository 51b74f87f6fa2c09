package import GoTemplates

/// Why a text is no version or no range of versions, in the words of Helm.
package struct VersionError: Error, Hashable, Sendable {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}

/// A version as Helm reads those of charts and clusters: `1.28.3`, `v1.28`, `1`, `2.0.0-rc.1+a`.
///
/// Like Semantic Versioning, but a `v` may come first, minor and patch number may be missing (and
/// are 0), and numbers may begin with zeros. Texts of more than 256 bytes are refused. Versions
/// compare by precedence; what stands after `+` does not count.
package struct LooseVersion: Sendable {
    package let major: UInt64
    package let minor: UInt64
    package let patch: UInt64
    /// What stands between `-` and `+`, in parts between full stops; empty for a release.
    package let prerelease: Bytes
    /// What stands after `+`.
    package let metadata: Bytes
    /// The text it was read from; empty if it was made.
    package let original: Bytes

    static let longestText = 256

    package init(_ text: Bytes) throws(VersionError) {
        guard text.count <= Self.longestText else {
            throw VersionError("version string is too long (max \(Self.longestText) bytes)")
        }
        guard let scan = VersionScan(of: text, at: 0, allowing: .digits), scan.end == text.count
        else {
            throw VersionError("invalid semantic version")
        }
        major = try Self.number(text[scan.major])
        minor = try Self.number(text[scan.minor])
        patch = try Self.number(text[scan.patch])
        prerelease = Bytes(text[scan.prerelease])
        metadata = Bytes(text[scan.metadata])
        original = text
        try Self.check(prerelease: prerelease)
    }

    package init(_ text: String) throws(VersionError) {
        try self.init(Bytes(text.utf8))
    }

    /// A version that was made, not read.
    init(
        _ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: Bytes = [],
        metadata: Bytes = [], original: Bytes = []
    ) {
        (self.major, self.minor, self.patch) = (major, minor, patch)
        (self.prerelease, self.metadata) = (prerelease, metadata)
        self.original = original
    }

    /// The version in its full form, without a `v`.
    package var text: Bytes {
        var text = Bytes("\(major).\(minor).\(patch)".utf8)
        if !prerelease.isEmpty { text += [UInt8(ascii: "-")] + prerelease }
        if !metadata.isEmpty { text += [UInt8(ascii: "+")] + metadata }
        return text
    }

    /// A missing number is 0.
    private static func number(_ digits: ArraySlice<UInt8>) throws(VersionError) -> UInt64 {
        guard let number = VersionScan.number(digits) else {
            let text = String(decoding: digits, as: UTF8.self)
            throw VersionError(
                "error parsing version segment: strconv.ParseUint: parsing \"\(text)\": "
                    + "value out of range")
        }
        return number
    }

    /// Parts that are numbers must not begin with a zero.
    static func check(prerelease: Bytes) throws(VersionError) {
        guard !prerelease.isEmpty else { return }
        for part in prerelease.split(separator: 0x2E, omittingEmptySubsequences: false) {
            guard !part.isEmpty, part.allSatisfy(VersionScan.isIdentifier) else {
                throw VersionError("invalid prerelease string")
            }
            if part.count > 1, part.first == 0x30, part.allSatisfy(VersionScan.isDigit) {
                throw VersionError("version segment starts with 0")
            }
        }
    }

    static func check(metadata: Bytes) throws(VersionError) {
        guard !metadata.isEmpty else { return }
        for part in metadata.split(separator: 0x2E, omittingEmptySubsequences: false) {
            guard !part.isEmpty, part.allSatisfy(VersionScan.isIdentifier) else {
                throw VersionError("invalid metadata string")
            }
        }
    }
}

extension LooseVersion: Comparable {
    package static func == (left: LooseVersion, right: LooseVersion) -> Bool {
        left.order(to: right) == 0
    }

    package static func < (left: LooseVersion, right: LooseVersion) -> Bool {
        left.order(to: right) < 0
    }

    /// -1, 0 or 1, as this version comes before, with or after the other one.
    package func order(to other: LooseVersion) -> Int {
        if major != other.major { return major < other.major ? -1 : 1 }
        if minor != other.minor { return minor < other.minor ? -1 : 1 }
        if patch != other.patch { return patch < other.patch ? -1 : 1 }
        switch (prerelease.isEmpty, other.prerelease.isEmpty) {
        case (true, true): return 0
        case (true, false): return 1
        case (false, true): return -1
        case (false, false): return Self.order(prerelease, other.prerelease)
        }
    }

    /// The order of two pre-releases: part by part, the one with more parts last.
    static func order(_ left: Bytes, _ right: Bytes) -> Int {
        if left == right { return 0 }
        var (left, right) = (left[...], right[...])
        while true {
            let one = left.prefix { $0 != 0x2E }
            let other = right.prefix { $0 != 0x2E }
            if one != other { return partOrder(one, other) }
            left = left.dropFirst(one.count + 1)
            right = right.dropFirst(other.count + 1)
            if left.isEmpty || right.isEmpty {
                return left.isEmpty ? (right.isEmpty ? 0 : -1) : 1
            }
        }
    }

    /// Of two different parts: numbers by value and before words, words by their bytes. A number
    /// of more than 64 bits counts as a word.
    private static func partOrder(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Int {
        if one.isEmpty || other.isEmpty { return one.isEmpty ? -1 : 1 }
        let isBefore =
            switch (VersionScan.number(one), VersionScan.number(other)) {
            case (let one?, let other?): one < other
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): one.lexicographicallyPrecedes(other)
            }
        return isBefore ? -1 : 1
    }
}
