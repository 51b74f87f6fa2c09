import SourceText

/// What rules ask about uses of package managers.
extension ToolUse {
    /// Whether it installs packages that are named.
    package var isInstall: Bool { packageAction == .install }

    /// Whether it installs what the project lists: `npm ci`, `bundle install`.
    package var isRestore: Bool {
        packageAction == .restore || packages.contains { $0.kind == .requirements }
    }

    /// Whether it refreshes an index of packages: `apt-get update`; also within an install, as
    /// `pacman -Sy x` and `apk add -U x`.
    package var isUpdate: Bool {
        switch packageManager?.name {
        case "pacman": has("sync") && has("refresh")
        case "apk": packageAction == .update || packageAction != nil && has("update-cache")
        default: packageAction == .update
        }
    }

    /// Whether it replaces installed packages by newer ones: `apt-get dist-upgrade`, `yum update`
    /// without names, `pacman -Su`.
    package var isUpgrade: Bool {
        packageAction == .upgrade || packageManager?.name == "pacman" && has("sysupgrade")
    }

    /// Whether it answers every question itself, so that a build does not wait: `-y`,
    /// `-o APT::Get::Assume-Yes=true`, apt's `-qq`.
    package var assumesYes: Bool {
        guard let manager = packageManager else { return has("yes") }
        if options.contains(where: { manager.yes.contains($0.name) && $0.value != "false" }) {
            return true
        }
        guard manager.name == "apt" else { return false }
        return aptSetting("APT::Get::Assume-Yes") == true || aptQuietness >= 2
    }

    /// apt's quietness: `-qq` and `-q=2` are 2, which implies `-y`.
    private var aptQuietness: Int {
        options(named: "quiet").reduce(0) { level, option in
            option.value.map { Int($0) ?? level } ?? level + 1
        }
    }

    /// Whether recommended packages are left out: `--no-install-recommends`,
    /// `-o APT::Install-Recommends=false`, zypper's `--no-recommends`.
    package var skipsRecommended: Bool {
        if hasAny(["no-install-recommends", "no-recommends", "without-recommends"]) { return true }
        if options.contains(where: { $0.name == "install-recommends" && $0.value == "false" }) {
            return true
        }
        return aptSetting("APT::Install-Recommends") == false
    }

    /// The value of a Boolean setting given by `-o Name=value`, apart from case.
    func aptSetting(_ name: String) -> Bool? {
        for value in values(of: "option").reversed() {
            let parts = value.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { continue }
            return ["1", "true", "yes", "on", "enable", "with"].contains(parts[1].lowercased())
        }
        return nil
    }

    /// Whether it keeps no cache of what it downloads: `apk --no-cache`, `pip --no-cache-dir` or
    /// `PIP_NO_CACHE_DIR=1` before it, `uv --no-cache`.
    package var avoidsCache: Bool {
        switch packageManager?.name {
        case "apk": return has("no-cache")
        case "pip", "pipx", "pipenv":
            let setting = environmentValue(of: "PIP_NO_CACHE_DIR")
            return hasAny(["no-cache-dir", "no-cache"])
                || setting.map { !["", "0", "false", "off", "no"].contains($0) } == true
        case "uv": return has("no-cache") || environmentValue(of: "UV_NO_CACHE") != nil
        case "poetry", "composer": return has("no-cache")
        default: return false
        }
    }

    /// The managers whose caches or lists it removes: `apt` for `apt-get clean` and for
    /// `rm -rf /var/lib/apt/lists/*`, with the name of `PackageManager.name`.
    package var cleanedCaches: [String] {
        if packageAction == .clean, let manager = packageManager { return [manager.name] }
        switch program {
        case "rm": return Self.caches(under: operands)
        case "find": return has("delete") || removesWhatItFinds ? Self.caches(under: operands) : []
        default: return []
        }
    }

    private var removesWhatItFinds: Bool {
        values(of: "exec").contains { $0.hasPrefix("rm ") || $0.hasPrefix("/bin/rm ") }
    }

    /// Whether it removes the lists of apt: `rm -rf /var/lib/apt/lists/*`. `apt-get clean` does
    /// not.
    package var removesAptLists: Bool {
        cleanedCaches.contains("apt") && packageManager == nil
            && operands.contains { Self.covers($0.unquoted.string, "/var/lib/apt/lists") }
    }

    /// Where managers keep what they fetched.
    private static let cachePaths: [(path: String, manager: String)] = [
        ("/var/lib/apt/lists", "apt"), ("/var/cache/apt", "apt"), ("/var/cache/apk", "apk"),
        ("/etc/apk/cache", "apk"), ("/var/cache/yum", "yum"), ("/var/cache/dnf", "dnf"),
        ("/var/cache/libdnf5", "dnf"), ("/var/cache/yum", "microdnf"), ("/var/cache/dnf", "yum"),
        ("/var/cache/yum", "dnf"), ("/var/cache/dnf", "microdnf"), ("/var/cache/tdnf", "tdnf"),
        ("/var/cache/zypp", "zypper"), ("/var/cache/pacman", "pacman"), ("~/.cache/pip", "pip"),
        ("~/.cache/uv", "uv"), ("~/.cache/pypoetry", "poetry"), ("~/.npm", "npm"),
        ("~/.cache/yarn", "yarn"), ("~/.yarn", "yarn"), ("/usr/local/share/.cache", "yarn"),
        ("/opt/conda/pkgs", "conda"), ("~/.composer/cache", "composer"),
        ("~/.cache/composer", "composer"), ("~/.cargo/registry", "cargo"),
        ("/usr/local/cargo/registry", "cargo"), ("~/.cache/go-build", "go"), ("~/go/pkg", "go"),
        ("/go/pkg", "go"), ("~/.bundle/cache", "bundler"), ("~/.gem", "gem"),
    ]

    private static func caches(under paths: [ShellWord]) -> [String] {
        var result: [String] = []
        for path in paths where path.range.length <= 1_024 {
            let path = folder(path.unquoted.string)
            for row in cachePaths where covers(path, row.path) && !result.contains(row.manager) {
                result.append(row.manager)
            }
        }
        return result
    }

    /// Whether removing `path` empties `directory`: it is the directory, one above or all in it.
    static func covers(_ path: String, _ directory: String) -> Bool {
        covers(folder(path), directory)
    }

    /// A path without what says that all in it is meant, and with `~` for the home of root.
    private static func folder(_ path: String) -> Substring {
        var path = Substring(path)
        for home in ["/root/", "$HOME/", "${HOME}/"] where path.hasPrefix(home) {
            path = "~/" + path.dropFirst(home.count)
        }
        while path.hasSuffix("/*") || path.hasSuffix("/") || path.hasSuffix("/**") {
            path = path.prefix(upTo: path.lastIndex(of: "/")!)
        }
        return path
    }

    private static func covers(_ path: Substring, _ directory: String) -> Bool {
        // Most paths part ways with the directory at once.
        guard path.utf8.count > 1,
            path.utf8.prefix(4).elementsEqual(directory.utf8.prefix(4))
                || path.utf8.last == UInt8(ascii: "*") || path.utf8.count < 4
        else { return false }
        // `/var/lib/apt/lists/*_Packages` removes what matters, `lists/partial` does not.
        return path == directory || directory.hasPrefix(path + "/")
            || path.hasPrefix(directory + "/*")
            || path.hasSuffix("*") && directory.hasPrefix(path.dropLast())
    }
}
