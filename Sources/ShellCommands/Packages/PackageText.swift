import SourceText

/// One operand of an installer, cut into name and version.
struct PackageText {
    var package: PackageArgument
    private let text: UnquotedText
    /// The text with every byte of an expansion replaced by `hidden`, so that no separator is seen
    /// in it.
    private let bytes: [UInt8]
    private static let hidden: UInt8 = 0xFF

    init(_ word: ShellWord, _ manager: PackageManager) {
        let unquoted = word.unquoted
        text = unquoted
        var masked = unquoted.bytes
        for range in unquoted.opaque {
            for offset in range.start..<range.end { masked[offset] = PackageText.hidden }
        }
        bytes = masked
        package = PackageArgument(
            manager: manager, kind: .named, name: unquoted.string, version: nil, constraint: .none,
            range: word.range, nameRange: word.range)
    }

    mutating func read() {
        guard let first = bytes.first, first != Self.hidden || hasPath else {
            package.kind = .variable
            return
        }
        if let kind = locationKind {
            package.kind = kind
            if package.manager.syntax == .python, let end = nameBeforeAddress { setName(end: end) }
            return
        }
        switch package.manager.syntax {
        case .apt: apt()
        case .apk: apk()
        case .rpm: rpm()
        case .zypper: zypper()
        case .pacman: cut(atFirst: "=<>")
        case .python: python()
        case .node: node()
        case .gem: cut(atFirst: ":", dropping: 1)
        case .go: cut(atLast: UInt8(ascii: "@"))
        case .cargo: cut(atFirst: "@", dropping: 1)
        case .composer: cut(atFirst: ":= ", dropping: 1)
        case .conda: conda()
        case .pecl: pecl()
        case .names: break
        }
    }

    private var hasPath: Bool { bytes.contains(UInt8(ascii: "/")) }

    // MARK: Files and addresses

    private var locationKind: PackageArgument.Kind? {
        if contains("://") {
            return isRepositoryAddress ? .repository : .url
        }
        if starts("git+") || starts("git@") || starts("github:") || starts("gitlab:") {
            return .repository
        }
        switch package.manager.syntax {
        case .go, .composer: return starts("./") || starts("/") || starts("../") ? .file : nil
        case .names, .gem, .cargo, .pecl: return isPath ? .file : nil
        case .apt: return isPath || ends(".deb") ? .file : nil
        case .apk: return isPath || ends(".apk") ? .file : nil
        case .rpm, .zypper: return isPath || ends(".rpm") ? .file : nil
        case .pacman: return isPath || contains(".pkg.tar") ? .file : nil
        case .python:
            return isPath || ends(".whl") || ends(".tar.gz") || ends(".zip")
                || bytes == Array(".".utf8) || starts(".[") ? .file : nil
        case .node:
            if isPath || starts("file:") || starts("link:") || ends(".tgz") || starts(".") {
                return .file
            }
            return isRepositoryShorthand ? .repository : nil
        case .conda: return isPath || ends(".conda") || ends(".tar.bz2") ? .file : nil
        }
    }

    private var isPath: Bool {
        starts("./") || starts("../") || starts("/") || starts("~/")
            || bytes.first == Self.hidden && hasPath
    }

    private var isRepositoryAddress: Bool {
        starts("git+") || starts("git:") || starts("ssh:") || starts("hg+") || starts("svn+")
            || starts("bzr+") || contains(".git") && !contains(".tar") && !contains(".zip")
    }

    /// npm's `user/repo`.
    private var isRepositoryShorthand: Bool {
        bytes.first != UInt8(ascii: "@") && hasPath
    }

    /// Where the name of `name @ https://…` ends.
    private var nameBeforeAddress: Int? {
        guard let place = bytes.firstIndex(where: { "@:/".utf8.contains($0) }), place > 0,
            bytes[place] == UInt8(ascii: "@")
        else { return nil }
        return bytes[..<place].lastIndex { $0 != 0x20 }.map { $0 + 1 }
    }

    // MARK: Each manager

    /// `name[:architecture][=version | /release]`
    private mutating func apt() {
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
        let equals = bytes.firstIndex(of: UInt8(ascii: "="))
        if let slash, equals == nil {
            set(name: slash, version: slash + 1, .tag)
        } else if let equals {
            set(name: equals, version: equals + 1)
        }
        let end = min(slash ?? bytes.count, equals ?? bytes.count)
        if let colon = bytes[..<end].firstIndex(of: UInt8(ascii: ":")) { setName(end: colon) }
    }

    /// `name[@tag][(=|~|~=|>|<|>=|<=)version]`
    private mutating func apk() {
        if let place = firstIndex(of: "=<>~") {
            let isExact = bytes[place] == UInt8(ascii: "=")
            let end = bytes[place...].firstIndex { !"=<>~".utf8.contains($0) } ?? bytes.count
            set(name: place, version: isExact ? end : place, isExact ? nil : .range)
        }
        let end = firstIndex(of: "=<>~") ?? bytes.count
        if let tag = bytes[..<end].firstIndex(of: UInt8(ascii: "@")) { setName(end: tag) }
    }

    /// `@group`, `name[-[epoch:]version[-release]][.architecture]`
    private mutating func rpm() {
        guard bytes.first != UInt8(ascii: "@") else {
            package.kind = .group
            return
        }
        if firstIndex(of: "=<>") != nil { return cut(atFirst: "=<>") }
        if let dash = versionDash { set(name: dash, version: dash + 1) }
    }

    /// The `-` before a version: digits with a dot or a release behind them, and nothing but a
    /// release behind that; `java-11-openjdk` and `gcc-toolset-12` are names.
    private var versionDash: Int? {
        let dashes = bytes.indices.filter { bytes[$0] == UInt8(ascii: "-") }
        for (index, dash) in dashes.enumerated() {
            let following = dashes.count - index - 1
            let end = following > 0 ? dashes[index + 1] : bytes.count
            guard following <= 1, isVersion(bytes[(dash + 1)..<end]) else { continue }
            if following == 0 {
                let version = bytes[(dash + 1)..<end]
                return version.contains { $0 == 0x2E || $0 == Self.hidden || $0 == 0x2A }
                    ? dash : nil
            }
            if isVersion(bytes[(end + 1)...]) { return dash }
        }
        return nil
    }

    private func isVersion(_ part: ArraySlice<UInt8>) -> Bool {
        guard let first = part.first else { return false }
        return first.isASCIIDigit || first == Self.hidden || first == UInt8(ascii: "*")
    }

    private mutating func zypper() {
        if starts("pattern:") || starts("patch:") || starts("product:") {
            package.kind = .group
        } else if firstIndex(of: "=<>") != nil {
            cut(atFirst: "=<>")
        } else {
            rpm()
        }
    }

    /// PEP 508: `name[extras](==|>=|…)version`, `name @ url`, `; marker`
    private mutating func python() {
        let marker = bytes.firstIndex(of: UInt8(ascii: ";")) ?? bytes.count
        if let place = bytes[..<marker].firstIndex(where: { "=<>!~".utf8.contains($0) }) {
            let isExact = bytes[place] == UInt8(ascii: "=")
            let start =
                isExact
                ? bytes[place...].firstIndex { $0 != UInt8(ascii: "=") && $0 != 0x20 } ?? marker
                : place
            set(name: place, version: start, end: marker)
            if isExact, package.version?.isEmpty == true { package.constraint = .none }
        } else if let at = bytes[..<marker].firstIndex(of: UInt8(ascii: "@")) {
            let version = bytes[(at + 1)...].firstIndex { $0 != 0x20 } ?? marker
            set(name: at, version: version, end: marker)
            if package.version == "latest" { package.constraint = .tag }
        } else {
            setName(end: marker)
        }
        let end = bytes.firstIndex { "[ =<>!~;@".utf8.contains($0) } ?? bytes.count
        setName(end: end)
    }

    /// `[@scope/]name[@version]`, `alias@npm:name@version`
    private mutating func node() {
        let start = bytes.first == UInt8(ascii: "@") ? 1 : 0
        guard let at = bytes[start...].firstIndex(of: UInt8(ascii: "@")) else { return }
        let last = contains("npm:") ? bytes.lastIndex(of: UInt8(ascii: "@")) ?? at : at
        let version = bytes[(last + 1)...]
        if version.starts(with: "file:".utf8) {
            package.kind = .file
        } else if version.contains(UInt8(ascii: ":")) || version.contains(UInt8(ascii: "/")) {
            package.kind = .repository
        } else {
            set(name: at, version: last + 1)
        }
    }

    /// `[channel::]name[=version[=build]]`
    private mutating func conda() {
        let channel = bytes.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
        guard let place = bytes[channel...].firstIndex(where: { "=<>!~ ".utf8.contains($0) }) else {
            return setName(start: channel, end: bytes.count)
        }
        let isExact = bytes[place] == UInt8(ascii: "=") || bytes[place] == 0x20
        let version =
            isExact
            ? bytes[place...].firstIndex { $0 != UInt8(ascii: "=") && $0 != 0x20 } ?? bytes.count
            : place
        set(name: place, version: version)
        setName(start: channel, end: place)
    }

    /// `name[-version | -stability]`
    private mutating func pecl() {
        guard let dash = bytes.lastIndex(of: UInt8(ascii: "-")), dash + 1 < bytes.count else {
            return
        }
        let words = ["beta", "alpha", "stable", "devel", "snapshot"]
        if isVersion(bytes[(dash + 1)...]) {
            set(name: dash, version: dash + 1, .exact)
        } else if words.contains(where: { bytes[(dash + 1)...].elementsEqual($0.utf8) }) {
            set(name: dash, version: dash + 1, .tag)
        }
    }

    // MARK: Cutting

    /// The version starts at the first of some separators, which is a part of it unless dropped or
    /// a plain `=`.
    private mutating func cut(atFirst separators: StaticString, dropping: Int = 0) {
        guard let place = firstIndex(of: separators) else { return }
        let isEquals = bytes[place] == UInt8(ascii: "=")
        set(name: place, version: place + max(dropping, isEquals ? 1 : 0))
    }

    private mutating func cut(atLast separator: UInt8) {
        guard let place = bytes.lastIndex(of: separator) else { return }
        set(name: place, version: place + 1)
    }

    private func firstIndex(of separators: StaticString) -> Int? {
        separators.withUTF8Buffer { wanted in
            bytes.firstIndex { byte in wanted.contains(byte) }
        }
    }

    private mutating func set(
        name: Int, version: Int, end: Int? = nil, _ constraint: PackageArgument.Constraint? = nil
    ) {
        let range = SourceRange(version, max(version, end ?? bytes.count))
        let version = text.bytes.text(range)
        setName(end: name)
        package.version = version
        package.versionRange = text.scriptRange(of: range)
        package.hasVariableVersion = bytes[range].contains(Self.hidden)
        package.constraint =
            constraint ?? PackageVersion.constraint(version, package.manager.syntax)
    }

    private mutating func setName(start: Int = 0, end: Int) {
        let range = SourceRange(start, max(start, end))
        package.name = text.bytes.text(range)
        package.nameRange = text.scriptRange(of: range)
    }

    private func starts(_ text: StaticString) -> Bool {
        bytes.count >= text.utf8CodeUnitCount
            && bytes.matches(SourceRange(0, text.utf8CodeUnitCount), text)
    }

    private func ends(_ text: StaticString) -> Bool {
        let start = bytes.count - text.utf8CodeUnitCount
        return start >= 0 && bytes.matches(SourceRange(start, bytes.count), text)
    }

    private func contains(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        return (0...(bytes.count - count)).contains {
            bytes.matches(SourceRange($0, $0 + count), text)
        }
    }
}
