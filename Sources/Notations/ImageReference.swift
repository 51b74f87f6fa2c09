/// The name of an image as registries understand it, such as `ghcr.io/owner/tool:1.2@sha256:…`.
///
/// Follows the grammar of the distribution project's reference package and Docker's rules for short
/// names. Ranges are UTF-8 offsets into the text.
package struct ImageReference: Sendable, Hashable {
    /// As written.
    package let text: String
    /// The registry as written; nil when the name leaves it out.
    package private(set) var registry: String?
    package private(set) var registryRange: Range<Int>?
    /// The repository as written, without the registry.
    package private(set) var repository: String
    package private(set) var repositoryRange: Range<Int>
    package private(set) var tag: String?
    package private(set) var tagRange: Range<Int>?
    /// The algorithm and hexadecimal digits, such as `sha256:…`.
    package private(set) var digest: String?
    package private(set) var digestRange: Range<Int>?

    /// The registry that answers for names without one.
    package static let defaultRegistry = "docker.io"
    /// The longest repository, registry included, in bytes.
    package static let longestName = 255
    /// The longest tag in bytes.
    package static let longestTag = 128

    /// Reads a reference; nil when it is none.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        var parts = ReferenceParts(bytes)
        guard parts.split(), !ImageReference.isIdentifier(bytes) else { return nil }
        func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        self.text = text
        registryRange = parts.registry
        registry = parts.registry.map(slice)
        repositoryRange = parts.repository
        repository = slice(parts.repository)
        tagRange = parts.tag
        tag = parts.tag.map(slice)
        digestRange = parts.digest
        digest = parts.digest.map(slice)
        guard normalizedName.utf8.count <= ImageReference.longestName else { return nil }
    }

    /// The registry that serves it: `docker.io` when none is written.
    package var effectiveRegistry: String {
        guard let registry, registry != "index.docker.io" else {
            return ImageReference.defaultRegistry
        }
        return registry
    }

    /// The repository with `library/` where Docker adds it.
    package var effectiveRepository: String {
        effectiveRegistry == ImageReference.defaultRegistry && !repository.utf8.contains(0x2F)
            ? "library/" + repository : repository
    }

    /// Registry and repository in full, such as `docker.io/library/debian`.
    package var normalizedName: String { effectiveRegistry + "/" + effectiveRepository }

    /// The reference in full: with `latest` when it has neither tag nor digest.
    package var normalized: String {
        var result = normalizedName
        if let tag { result += ":" + tag }
        if let digest { result += "@" + digest }
        return tag == nil && digest == nil ? result + ":latest" : result
    }

    /// The shortest name Docker understands as the same repository, such as `debian`.
    package var familiarName: String {
        guard effectiveRegistry == ImageReference.defaultRegistry else { return normalizedName }
        let library = "library/"
        let name = effectiveRepository
        let rest = name.dropFirst(library.count)
        return name.hasPrefix(library) && !rest.contains("/") ? String(rest) : name
    }

    /// Whether it is the empty base image that no registry has.
    package var isScratch: Bool { text == "scratch" }

    /// 64 hexadecimal digits alone name an image by its id and are no reference.
    private static func isIdentifier(_ bytes: [UInt8]) -> Bool {
        bytes.count == 64 && bytes.allSatisfy(\.isLowercaseHexDigit)
    }
}

/// Cuts a reference into its parts.
private struct ReferenceParts {
    private let bytes: [UInt8]
    private(set) var registry: Range<Int>?
    private(set) var repository = 0..<0
    private(set) var tag: Range<Int>?
    private(set) var digest: Range<Int>?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the bytes are a reference.
    mutating func split() -> Bool {
        var end = bytes.count
        if let at = bytes.firstIndex(of: UInt8(ascii: "@")) {
            digest = at + 1..<end
            guard isDigest(at + 1..<end) else { return false }
            end = at
        }
        let start = splitRegistry(before: end)
        if let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) {
            tag = colon + 1..<end
            guard isTag(colon + 1..<end) else { return false }
            end = colon
        }
        repository = start..<end
        guard isPath(repository) else { return false }
        return registry.map(isRegistry) ?? true
    }

    /// The first part is a registry when it has a dot, a colon or a capital, or is `localhost`.
    private mutating func splitRegistry(before end: Int) -> Int {
        guard let slash = bytes[..<end].firstIndex(of: UInt8(ascii: "/")) else { return 0 }
        let first = bytes[..<slash]
        let isRegistry =
            first.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0.isUppercase }
            || first.elementsEqual("localhost".utf8)
        guard isRegistry else { return 0 }
        registry = 0..<slash
        return slash + 1
    }

    // MARK: Grammar

    /// Host names and numbers, or an IPv6 address in brackets; then perhaps a port.
    private func isRegistry(_ range: Range<Int>) -> Bool {
        var host = range
        if let colon = bytes[range].lastIndex(of: UInt8(ascii: ":")),
            !bytes[colon..<range.upperBound].contains(UInt8(ascii: "]"))
        {
            let port = bytes[colon + 1..<range.upperBound]
            guard !port.isEmpty, port.allSatisfy(\.isDigit) else { return false }
            host = range.lowerBound..<colon
        }
        if bytes[host].first == UInt8(ascii: "[") {
            let inner = bytes[host].dropFirst().dropLast()
            return bytes[host].last == UInt8(ascii: "]") && !inner.isEmpty
                && inner.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: ":") }
        }
        return bytes[host].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            .allSatisfy { part in
                guard let first = part.first, let last = part.last else { return false }
                return first.isAlphanumeric && last.isAlphanumeric
                    && part.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
            }
    }

    private func isPath(_ range: Range<Int>) -> Bool {
        bytes[range].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .allSatisfy(isPathComponent)
    }

    /// Lower-case letters and digits, with `.`, `_`, `__` or any number of `-` between them.
    private func isPathComponent(_ part: ArraySlice<UInt8>) -> Bool {
        guard let first = part.first, let last = part.last, first.isNameByte, last.isNameByte
        else { return false }
        let separators = part.split(omittingEmptySubsequences: true, whereSeparator: \.isNameByte)
        return separators.allSatisfy { separator in
            separator.allSatisfy { $0 == UInt8(ascii: "-") } || separator.elementsEqual(".".utf8)
                || separator.elementsEqual("_".utf8) || separator.elementsEqual("__".utf8)
        }
    }

    private func isTag(_ range: Range<Int>) -> Bool {
        guard let first = bytes[range].first, range.count <= ImageReference.longestTag,
            first.isAlphanumeric || first == UInt8(ascii: "_")
        else { return false }
        return bytes[range].allSatisfy { byte in
            byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "-")
        }
    }

    /// An algorithm that registries know, with exactly its number of digits.
    private func isDigest(_ range: Range<Int>) -> Bool {
        guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")) else { return false }
        let lengths = ["sha256": 64, "sha384": 96, "sha512": 128]
        let algorithm = String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self)
        let digits = bytes[colon + 1..<range.upperBound]
        return digits.count == lengths[algorithm] && digits.allSatisfy(\.isLowercaseHexDigit)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isUppercase: Bool { (0x41...0x5A).contains(self) }
    fileprivate var isNameByte: Bool { isDigit || (0x61...0x7A).contains(self) }
    fileprivate var isAlphanumeric: Bool { isDigit || (0x61...0x7A).contains(self | 0x20) }
    fileprivate var isLowercaseHexDigit: Bool { isDigit || (0x61...0x66).contains(self) }
    fileprivate var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
}
