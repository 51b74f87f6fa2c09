/// The patterns of one `.gitignore`, as gitignore(5) describes them.
struct IgnoreRules: Sendable {
    private let patterns: [IgnorePattern]

    init(_ bytes: [UInt8]) {
        patterns = bytes.split(separator: 0x0A).compactMap { IgnorePattern(line: Array($0)) }
    }

    /// What the last matching pattern says of a path below the folder of the file, or nil if none
    /// does.
    func isIgnored(_ path: [UInt8], isFolder: Bool) -> Bool? {
        patterns.last { $0.matches(path, isFolder: isFolder) }.map { !$0.isNegated }
    }
}

/// One pattern of a `.gitignore`.
private struct IgnorePattern: Sendable {
    let isNegated: Bool
    private let isForFoldersOnly: Bool
    /// Whether the pattern is tied to the folder of its file, because it holds a slash before its
    /// end.
    private let isAnchored: Bool
    private let glob: [UInt8]

    /// Nil for comments and blank lines.
    init?(line: [UInt8]) {
        var text = line[...]
        if text.last == 0x0D { text.removeLast() }
        while text.last == 0x20, text.dropLast().last != UInt8(ascii: "\\") { text.removeLast() }
        guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
        isNegated = first == UInt8(ascii: "!")
        if isNegated { text.removeFirst() }
        isForFoldersOnly = text.last == UInt8(ascii: "/")
        if isForFoldersOnly { text.removeLast() }
        isAnchored = text.contains(UInt8(ascii: "/"))
        if text.first == UInt8(ascii: "/") { text.removeFirst() }
        guard !text.isEmpty else { return nil }
        glob = Array(text)
    }

    func matches(_ path: [UInt8], isFolder: Bool) -> Bool {
        if isForFoldersOnly && !isFolder { return false }
        guard !isAnchored else { return Glob.matches(glob[...], path[...]) }
        let name = path.lastIndex(of: UInt8(ascii: "/")).map { path[($0 + 1)...] } ?? path[...]
        return Glob.matches(glob[...], name)
    }
}

/// Shell patterns over paths: `?`, `*` and `[…]` stop at a slash, `**` does not.
enum Glob {
    /// Steps after which a match is given up, so that no pattern takes for ever.
    static let maximumSteps = 100_000

    static func matches(_ glob: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
        var steps = 0
        return matches(glob, path, &steps)
    }

    private static func matches(
        _ glob: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ steps: inout Int
    ) -> Bool {
        var glob = glob
        var path = path
        while let next = glob.first {
            steps += 1
            guard steps < maximumSteps else { return false }
            if next == UInt8(ascii: "*") { return matchesStar(glob, path, &steps) }
            guard let byte = path.first else { return false }
            if next == UInt8(ascii: "[") {
                guard byte != UInt8(ascii: "/"), let rest = afterSet(glob, holding: byte) else {
                    return false
                }
                glob = rest
            } else if next == UInt8(ascii: "?") {
                guard byte != UInt8(ascii: "/") else { return false }
                glob.removeFirst()
            } else {
                if next == UInt8(ascii: "\\"), glob.count > 1 { glob.removeFirst() }
                guard glob.first == byte else { return false }
                glob.removeFirst()
            }
            path.removeFirst()
        }
        return path.isEmpty
    }

    /// `glob` starts with a star.
    private static func matchesStar(
        _ glob: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>, _ steps: inout Int
    ) -> Bool {
        var rest = glob.drop { $0 == UInt8(ascii: "*") }
        let crossesFolders = rest.startIndex - glob.startIndex > 1
        if crossesFolders, rest.first == UInt8(ascii: "/") {
            // `**/x` also matches `x`.
            if matches(rest.dropFirst(), path, &steps) { return true }
        }
        if crossesFolders, rest.isEmpty { return true }
        if crossesFolders, rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
        var tail = path
        while true {
            if matches(rest, tail, &steps) { return true }
            guard steps < maximumSteps, let byte = tail.popFirst() else { return false }
            if byte == UInt8(ascii: "/"), !crossesFolders { return false }
        }
    }

    /// What follows a `[…]` that holds `byte`, or nil when it does not hold it or has no end.
    private static func afterSet(
        _ glob: ArraySlice<UInt8>, holding byte: UInt8
    ) -> ArraySlice<UInt8>? {
        var set = glob.dropFirst()
        let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
        if isNegated { set.removeFirst() }
        var isHeld = false
        var isFirst = true
        while let low = set.popFirst() {
            if low == UInt8(ascii: "]"), !isFirst { return isHeld != isNegated ? set : nil }
            isFirst = false
            var high = low
            if set.first == UInt8(ascii: "-"), let end = set.dropFirst().first,
                end != UInt8(ascii: "]")
            {
                high = end
                set = set.dropFirst(2)
            }
            if low <= byte, byte <= high { isHeld = true }
        }
        return nil
    }
}
