import GoTemplates

/// One comparison of a version constraint: `>=1.2`, `~2.x`.
struct VersionComparison: Sendable {
    let sign: Operator
    /// The version compared with; what it leaves open is 0.
    let version: LooseVersion
    let openness: Openness

    enum Operator: Sendable {
        case equal, notEqual, greater, less, greaterOrEqual, lessOrEqual
        /// `~1.2`: the same minor version, and not before.
        case tilde
        /// `^1.2`: the same first number that is not 0, and not before.
        case caret

        init?(_ sign: ArraySlice<UInt8>) {
            guard sign.count <= 2 else { return nil }
            let first = sign.first.map { Unicode.Scalar($0) }
            let second = sign.dropFirst().first.map { Unicode.Scalar($0) }
            switch (first, second) {
            case (nil, nil), ("=", nil): self = .equal
            case ("!", "="): self = .notEqual
            case (">", nil): self = .greater
            case ("<", nil): self = .less
            case (">", "="), ("=", ">"): self = .greaterOrEqual
            case ("<", "="), ("=", "<"): self = .lessOrEqual
            case ("~", nil), ("~", ">"): self = .tilde
            case ("^", nil): self = .caret
            default: return nil
            }
        }
    }

    /// Which numbers the version leaves open, by leaving them out or with an `x` or `*`.
    enum Openness: Sendable {
        case none, patch, minor, major
    }

    init(_ scan: ComparisonScan, in text: Bytes) throws(VersionError) {
        sign = scan.sign
        let parts = scan.version
        openness =
            Self.isOpen(text[parts.major])
            ? .major
            : Self.isOpen(text[parts.minor])
                ? .minor : Self.isOpen(text[parts.patch]) ? .patch : .none
        guard parts.end - parts.major.lowerBound <= LooseVersion.longestText,
            let major = Self.number(text[parts.major], ifOpen: openness == .major),
            let minor = Self.number(
                text[parts.minor], ifOpen: openness == .major || openness == .minor),
            let patch = Self.number(text[parts.patch], ifOpen: openness != .none),
            case let prerelease = Bytes(text[parts.prerelease]),
            (try? LooseVersion.check(prerelease: prerelease)) != nil
        else { throw VersionError("constraint parser error") }
        version = LooseVersion(major, minor, patch, prerelease: prerelease)
    }

    private static func isOpen(_ number: ArraySlice<UInt8>) -> Bool {
        guard number.count == 1, let byte = number.first else { return number.isEmpty }
        return byte | 0x20 == UInt8(ascii: "x") || byte == UInt8(ascii: "*")
    }

    private static func number(_ digits: ArraySlice<UInt8>, ifOpen isOpen: Bool) -> UInt64? {
        isOpen ? 0 : VersionScan.number(digits)
    }

    /// Whether the comparison holds; pre-releases are the group's business.
    func allows(_ other: LooseVersion) -> Bool {
        switch sign {
        case .equal: openness == .none ? other == version : isNear(other)
        case .notEqual: differs(from: other)
        case .greater: isBelow(other)
        case .less: other < version
        case .greaterOrEqual: other >= version
        case .lessOrEqual: isNotBelow(other)
        case .tilde: isNear(other)
        case .caret: isCompatible(with: other)
        }
    }

    private func differs(from other: LooseVersion) -> Bool {
        switch openness {
        case .none, .major: return other != version
        case .minor: return other.major != version.major
        case .patch:
            guard other.major == version.major, other.minor == version.minor else { return true }
            return LooseVersion.order(other.prerelease, version.prerelease) != 0
        }
    }

    private func isBelow(_ other: LooseVersion) -> Bool {
        switch openness {
        case .none, .major: return other > version
        case .minor: return other.major > version.major
        case .patch:
            return (other.major, other.minor) > (version.major, version.minor)
        }
    }

    private func isNotBelow(_ other: LooseVersion) -> Bool {
        switch openness {
        case .none: other <= version
        case .minor: other.major <= version.major
        case .major, .patch: (other.major, other.minor) <= (version.major, version.minor)
        }
    }

    private func isNear(_ other: LooseVersion) -> Bool {
        if other < version { return false }
        if openness == .none || openness == .major,
            version.major == 0, version.minor == 0, version.patch == 0
        {
            return true
        }
        return other.major == version.major
            && (other.minor == version.minor || openness == .minor)
    }

    private func isCompatible(with other: LooseVersion) -> Bool {
        if other < version { return false }
        if version.major > 0 || openness == .minor { return other.major == version.major }
        if other.major > 0 { return false }
        if version.minor > 0 || openness == .patch { return other.minor == version.minor }
        return other.minor == 0 && other.patch == version.patch
    }
}
