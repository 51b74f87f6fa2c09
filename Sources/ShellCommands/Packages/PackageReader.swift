import SourceText

/// Turns the operands of an installer into packages.
struct PackageReader {
    let use: ToolUse
    let manager: PackageManager

    var packages: [PackageArgument] {
        var operands = use.operands
        if manager.syntax == .composer, operands.count > 1, use.subcommand == "create-project" {
            operands = Array(operands.prefix(1))
        }
        if manager.name == "npx" { operands = Array(operands.prefix(1)) }
        // `dotnet add [project] package name`
        if manager.name == "dotnet", use.subcommand == "add" {
            guard let place = operands.firstIndex(where: { $0.isLiteral("package") }) else {
                return []
            }
            operands = Array(operands[(place + 1)...])
        }
        var result = operands.compactMap { $0.range.isEmpty ? nil : package($0) }
        result += valuePackages
        addVersionOption(to: &result)
        return result.sorted { $0.range < $1.range }
    }

    private func package(_ word: ShellWord) -> PackageArgument {
        var text = PackageText(word, manager)
        text.read()
        if manager.syntax == .zypper, let type = use.value(of: "type"), type != "package" {
            text.package.kind = .group
        }
        return text.package
    }

    /// Packages given as values of options: `-r requirements.txt`, `-e .`.
    private var valuePackages: [PackageArgument] {
        guard manager.syntax == .python || manager.syntax == .conda else { return [] }
        return use.options.compactMap { option in
            guard let value = option.value, let place = option.valueRange else { return nil }
            let kind: PackageArgument.Kind
            switch option.name {
            case "requirement", "file": kind = .requirements
            case "editable": kind = value.contains("://") ? .repository : .file
            default: return nil
            }
            return PackageArgument(
                manager: manager, kind: kind, name: value, version: nil, constraint: .none,
                range: place, nameRange: place)
        }
    }

    /// `gem install a -v 1.2`: the version of every package named.
    private func addVersionOption(to packages: inout [PackageArgument]) {
        switch manager.name {
        case "gem", "cargo", "dotnet", "nuget": break
        default: return
        }
        guard
            let option = use.options.last(where: {
                ["version", "Version"].contains($0.name) && $0.value != nil
            }), let version = option.value
        else { return }
        for index in packages.indices where packages[index].constraint == .none {
            packages[index].version = version
            packages[index].versionRange = option.valueRange
            packages[index].hasVariableVersion = option.isVariable
            packages[index].constraint = PackageVersion.constraint(version, manager.syntax)
        }
    }
}

/// Judges versions.
enum PackageVersion {
    /// What a version behind a manager's separator means.
    static func constraint(
        _ version: String, _ syntax: PackageManager.Syntax
    ) -> PackageArgument.Constraint {
        let bytes = Array(version.utf8)
        guard let first = bytes.first else { return .none }
        switch syntax {
        case .node: return node(bytes)
        case .go: return go(bytes)
        case .composer, .cargo, .gem: return semantic(bytes)
        case .python: return python(bytes)
        default:
            if bytes.contains(UInt8(ascii: "*")) { return .range }
            return first == UInt8(ascii: ">") || first == UInt8(ascii: "<") ? .range : .exact
        }
    }

    /// npm: a full `1.2.3` is exact, other digits and operators are ranges, words are tags.
    private static func node(_ bytes: [UInt8]) -> PackageArgument.Constraint {
        let version = bytes.drop { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "v") }
        guard let first = version.first else { return .none }
        if first == UInt8(ascii: "$") { return .exact }
        if isFull(version) { return .exact }
        return first.isASCIIDigit || "^~<>*xX".utf8.contains(first) ? .range : .tag
    }

    /// Go: `v1.2.3` and commits are exact, `latest` and branches move, `v1` is a query.
    private static func go(_ bytes: [UInt8]) -> PackageArgument.Constraint {
        if bytes[0] == UInt8(ascii: "$") { return .exact }
        if bytes[0] == UInt8(ascii: "v"), isFull(bytes.dropFirst()) { return .exact }
        if bytes.count >= 7, bytes.allSatisfy(\.isASCIIHexDigit) { return .exact }
        let digits = bytes.drop { "v<>=".utf8.contains($0) }
        return digits.first?.isASCIIDigit == true ? .range : .tag
    }

    private static func semantic(_ bytes: [UInt8]) -> PackageArgument.Constraint {
        let version = bytes.drop { $0 == UInt8(ascii: "=") || $0 == 0x20 || $0 == 0x76 }
        guard let first = version.first else { return .none }
        if first == UInt8(ascii: "$") { return .exact }
        let isPlain = version.allSatisfy { $0.isWordByte || "-+.".utf8.contains($0) }
        if first.isASCIIDigit, isPlain { return .exact }
        return first.isASCIILetter && isPlain ? .tag : .range
    }

    /// pip: one `==` without `*`.
    private static func python(_ bytes: [UInt8]) -> PackageArgument.Constraint {
        let isOne = !bytes.contains(UInt8(ascii: ",")) && !bytes.contains(UInt8(ascii: "*"))
        if isOne, bytes.starts(with: "==".utf8) { return .exact }
        return "=<>!~".utf8.contains(bytes[0]) ? .range : isOne ? .exact : .range
    }

    /// Whether it is `1.2.3` with at most a pre-release and build.
    private static func isFull(_ bytes: ArraySlice<UInt8>) -> Bool {
        var dots = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "."): dots += 1
            case UInt8(ascii: "-"), UInt8(ascii: "+"): return dots >= 2
            case let byte where byte.isASCIIDigit: break
            // `20.$MINOR.0`: all parts are given.
            case UInt8(ascii: "$"): return bytes.count { $0 == UInt8(ascii: ".") } >= 2
            default: return false
            }
        }
        return dots >= 2
    }
}
