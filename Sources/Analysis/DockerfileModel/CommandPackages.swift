import Dockerfiles
import Rules
import ShellCommands
import SourceText

/// What rules ask about commands that use package managers.
extension CommandFacts {
    static let packageFields: [SubjectModel<CommandFacts>.Field] = [
        .flag(
            "assumesYes",
            "Whether the package manager answers its questions itself: `-y`, apt's `-qq`."
        ) {
            $0.use.assumesYes
        },
        .text(
            "yesOption",
            "The option that makes it ask nothing; empty when what it does asks nothing."
        ) {
            $0.yesOption
        },
        .flag(
            "skipsRecommended", "Whether recommended packages are left out: by option or setting."
        ) {
            $0.use.skipsRecommended
        },
        .flag("avoidsCache", "Whether it keeps nothing it downloads: `--no-cache`.") {
            $0.avoidsCache
        },
        .text("noCacheOption", "The option that makes it keep nothing, or an empty text.") {
            $0.noCacheOption
        },
        .flag(
            "updatesIndex", "Whether it refreshes the index of packages: `apt-get update`."
        ) {
            $0.use.isUpdate
        },
        .flag(
            "upgradesAll",
            "Whether it replaces all installed packages by newer ones: `apt-get upgrade`."
        ) {
            $0.use.isUpgrade && $0.use.operands.isEmpty
        },
        .flag(
            "restoresProject", "Whether it installs what a file of the project lists: `npm ci`."
        ) {
            $0.use.isRestore
        },
        .optionalText(
            "cacheLeft",
            "The folder in which its package manager leaves what nothing of the script removes."
        ) { $0.cacheLeft?.folder },
        .optionalText("cleaning", "The command that empties `cacheLeft`.") { $0.cleaning },
        .flag(
            "hasOwnCacheMount",
            "Whether a cache mount covers where the package manager keeps what it downloads."
        ) { $0.hasOwnCacheMount },
        .flag("isCleaned", "Whether a later command of the script empties the manager's cache.") {
            $0.isCleaned($0.cacheFamily)
        },
        .flag(
            "removesPackagesLater",
            "Whether a later command of the script removes packages of the same manager."
        ) { $0.removesPackagesLater },
        .subject(
            "staleInstall",
            "A later instruction's command that installs from the index refreshed here.",
            of: "command", at: { $0.staleInstall.map { $0.fileRange($0.command.range) } }
        ) { $0.staleInstall.map { Self.subject.value($0) } },
        .flag(
            "isShipped",
            "Whether its layer is part of an image that is used: of a stage nothing copies from."
        ) { $0.isShipped },
    ]

    // MARK: Questions

    private var yesOption: String {
        guard let manager = use.packageManager, manager.isSystem || manager.name == "conda",
            let action = use.packageAction,
            [.install, .upgrade, .remove].contains(action)
        else { return "" }
        switch manager.name {
        case "apt", "yum", "dnf", "microdnf", "tdnf", "conda", "zypper", "pkg": return "-y"
        case "pacman": return "--noconfirm"
        default: return ""
        }
    }

    // MARK: Caches

    /// Where a package manager leaves things, what fills it, and what empties it.
    private struct Cache {
        var managers: Set<String>
        var folder: String
        /// Other folders a mount may cover instead.
        var others: [String] = []
        var fills: [PackageAction]
        var cleaning: String
    }

    /// Caches that a command behind must empty; where an option does it, see `noCacheOption`.
    private static let caches: [Cache] = [
        Cache(
            managers: ["apt"], folder: "/var/lib/apt/lists", fills: [.update],
            cleaning: "rm -rf /var/lib/apt/lists/*"),
        Cache(
            managers: ["yum"], folder: "/var/cache/yum",
            others: ["/var/cache/dnf", "/var/cache/libdnf5"],
            fills: [.install, .upgrade, .update], cleaning: "yum clean all"),
        Cache(
            managers: ["dnf"], folder: "/var/cache/dnf",
            others: ["/var/cache/yum", "/var/cache/libdnf5"],
            fills: [.install, .upgrade, .update], cleaning: "dnf clean all"),
        Cache(
            managers: ["microdnf"], folder: "/var/cache/yum",
            others: ["/var/cache/dnf", "/var/cache/libdnf5"],
            fills: [.install, .upgrade, .update], cleaning: "microdnf clean all"),
        Cache(
            managers: ["tdnf"], folder: "/var/cache/tdnf", fills: [.install, .upgrade, .update],
            cleaning: "tdnf clean all"),
        Cache(
            managers: ["zypper"], folder: "/var/cache/zypp", fills: [.install, .upgrade, .update],
            cleaning: "zypper clean --all"),
        Cache(
            managers: ["pacman"], folder: "/var/cache/pacman", fills: [.install, .upgrade],
            cleaning: "pacman -Scc --noconfirm"),
        Cache(
            managers: ["yarn"], folder: "/usr/local/share/.cache/yarn",
            fills: [.install, .restore], cleaning: "yarn cache clean"),
        Cache(
            managers: ["conda"], folder: "/opt/conda/pkgs", fills: [.install, .restore, .upgrade],
            cleaning: "conda clean --all --yes"),
    ]

    /// Managers that share a cache on most systems: cleaning with one cleans for the others.
    private var cacheFamily: Set<String> {
        let family: Set<String> = ["yum", "dnf", "microdnf", "tdnf"]
        guard let name = use.packageManager?.name else { return [] }
        return family.contains(name) ? family : [name]
    }

    private var cacheLeft: Cache? {
        guard let name = use.packageManager?.name, let action = use.packageAction,
            let cache = Self.caches.first(where: { $0.managers.contains(name) }),
            cache.fills.contains(action), !use.hasAny(["no-cache", "downloadonly", "installroot"]),
            !hasOwnCacheMount,
            !hasCacheMount(covering: [cache.folder] + cache.others), !isCleaned(cacheFamily),
            !isFollowed(by: cache.fills, of: name)
        else { return nil }
        return cache
    }

    /// Whether a later command of the script fills the same cache, so that it is the one to judge.
    private func isFollowed(by actions: [PackageAction], of manager: String) -> Bool {
        following.contains { later in
            later.use.packageManager?.name == manager
                && later.use.packageAction.map(actions.contains) == true && !later.isElsewhere(self)
        }
    }

    /// Whether it stands in another branch or process than `other`.
    private func isElsewhere(_ other: CommandFacts) -> Bool {
        command.isConditional && !other.command.isConditional
    }

    private func isCleaned(_ managers: Set<String>) -> Bool {
        let isApt = managers.contains("apt")
        return following.contains { later in
            isApt
                ? later.use.removesAptLists || later.removesAptListsByItself
                : later.use.cleanedCaches.contains(where: managers.contains)
        }
    }

    /// `apt-get distclean` removes the lists too, unlike `clean`.
    private var removesAptListsByItself: Bool {
        use.packageManager?.name == "apt"
            && (use.subcommand == "distclean" || use.subcommand == "dist-clean")
    }

    private var cleaning: String? {
        guard let cache = cacheLeft else { return nil }
        let program = cache.managers.contains(use.program) ? nil : use.program
        var text = cache.cleaning
        // `mamba clean` for mamba, `micromamba clean` for micromamba.
        if cache.managers == ["conda"], let program { text = program + text.dropFirst(5) }
        return sudoPrefix + text
    }

    private var sudoPrefix: String { use.wrapper("sudo") == nil ? "" : "sudo " }

    /// Where managers whose folder depends on the user keep what they download; a mount counts when
    /// its target holds one of these.
    private static let cacheMarks: [String: [String]] = [
        "apk": ["/apk"], "pip": ["pip", ".cache"], "yarn": ["yarn", ".cache"],
        "conda": ["conda", "mamba", "pkgs"],
    ]

    private var hasOwnCacheMount: Bool {
        guard let name = use.packageManager?.name, let marks = Self.cacheMarks[name] else {
            return false
        }
        return owner.instruction.mounts.contains { mount in
            guard mount.type == "cache" || mount.type == "tmpfs", let target = mount.target?.value
            else { return false }
            return marks.contains(where: target.contains)
        }
    }

    private var noCacheOption: String {
        guard let name = use.packageManager?.name, use.packageAction == .install else {
            return ""
        }
        switch name {
        case "apk": return "--no-cache"
        case "pip": return use.subcommand == "install" ? "--no-cache-dir" : ""
        default: return ""
        }
    }

    private var avoidsCache: Bool {
        if use.avoidsCache { return true }
        guard use.packageManager?.name == "pip" else { return false }
        let setting = variable("PIP_NO_CACHE_DIR")
        return setting.map { !["", "0", "false", "off", "no"].contains($0.lowercased()) } ?? false
    }

    // MARK: Order

    private var removesPackagesLater: Bool {
        let name = use.packageManager?.name
        return following.contains {
            $0.use.packageAction == .remove && $0.use.packageManager?.name == name
        }
    }

    /// The first use of the same manager in a later instruction of the stage, if it installs and
    /// no command of this script does.
    private var staleInstall: CommandFacts? {
        guard let name = use.packageManager?.name, use.packageAction == .update,
            !following.contains(where: { $0.use.packageManager?.name == name }),
            !preceding.contains(where: { $0.uses(name, to: [.install, .upgrade]) })
        else { return nil }
        for index in model.scripts.indices.dropFirst(scriptIndex + 1) {
            let script = model.scripts[index]
            guard model.file.instructions[script.instruction].stage == owner.stage,
                script.isTrigger == place.isTrigger
            else { return nil }
            let uses = model.commands(ofScript: index).filter {
                $0.use.packageManager?.name == name
            }
            guard let first = uses.first else { continue }
            return first.uses(name, to: [.install]) ? first : nil
        }
        return nil
    }

    private func uses(_ manager: String, to actions: [PackageAction]) -> Bool {
        use.packageManager?.name == manager && use.packageAction.map(actions.contains) == true
    }

    // MARK: Stages

    /// A stage ships when nothing copies from it and it is built by itself, or when one that ships
    /// builds on it.
    var isShipped: Bool {
        guard let stage = owner.stage else { return false }
        return owner.isTrigger || model.isStageShipped[stage]
    }
}
