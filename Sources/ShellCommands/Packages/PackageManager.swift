/// A program that installs packages, and how it names them.
package final class PackageManager: Sendable, Hashable {
    // A class, so that each use of a manager shares its row; nothing in it changes.
    /// How a package and its version are written.
    enum Syntax: Sendable {
        case apt, apk, rpm, zypper, pacman, python, node, gem, go, cargo, composer, conda, pecl
        /// Names alone.
        case names
    }

    /// The manager: `apt` for `apt-get`, `apt` and `aptitude`, else the program.
    package let name: String
    /// Whether it installs packages of an operating system rather than of a language.
    package let isSystem: Bool
    let programs: WordList
    let syntax: Syntax
    private let actions: [(subcommands: WordList, action: PackageAction)]
    /// Options that answer every question with yes.
    let yes: WordList

    init(
        _ name: String, programs: String? = nil, isSystem: Bool = false, _ syntax: Syntax,
        install: String, restore: String = "", update: String = "", upgrade: String = "",
        remove: String = "", clean: String = "", yes: String = ""
    ) {
        self.name = name
        self.isSystem = isSystem
        self.programs = WordList(programs ?? name)
        self.syntax = syntax
        self.yes = WordList(yes)
        let rows: [(subcommands: String, action: PackageAction)] = [
            (install, .install), (restore, .restore), (update, .update), (upgrade, .upgrade),
            (remove, .remove), (clean, .clean),
        ]
        actions = rows.map { (WordList($0.subcommands, separator: ","), $0.action) }
    }

    /// What a subcommand does, as `ToolUse.subcommand` gives it.
    func action(of subcommand: String) -> PackageAction? {
        actions.first { $0.subcommands.contains(subcommand) }?.action
    }

    /// Managers are the same when their names are.
    package static func == (left: PackageManager, right: PackageManager) -> Bool {
        left.name == right.name
    }

    /// Hashes the name.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// The manager of a program.
    static func of(_ program: String) -> PackageManager? { byProgram[program[...]] }

    private static let byProgram: [Substring: PackageManager] = {
        var result: [Substring: PackageManager] = [:]
        for manager in all {
            for program in manager.programs.words { result[program] = manager }
        }
        return result
    }()
}

/// What a use of a package manager does.
package enum PackageAction: String, Sendable, Hashable {
    /// Installs packages that are named.
    case install
    /// Installs what a file of the project lists: `npm ci`, `bundle install`, `go mod download`.
    case restore
    /// Refreshes the index: `apt-get update`.
    case update
    /// Replaces installed packages by newer ones: `apt-get upgrade`, `yum update`.
    case upgrade
    case remove
    /// Empties the cache.
    case clean
}

extension PackageManager {
    private static let rpmInstall = "install,localinstall,reinstall,groupinstall,group install"
    private static let rpmUpgrade = "update,upgrade,distro-sync,update-minimal,dist-upgrade"

    /// All package managers; adding one is adding a row (and a row of `Tool` for its options).
    static let all: [PackageManager] = [
        PackageManager(
            "apt", programs: "apt-get apt aptitude", isSystem: true, .apt,
            install: "install,reinstall,build-dep,satisfy", update: "update",
            upgrade: "upgrade,dist-upgrade,full-upgrade,safe-upgrade",
            remove: "remove,purge,autoremove,autopurge", clean: "clean,autoclean,distclean",
            yes: "yes force-yes"),
        PackageManager(
            "apk", isSystem: true, .apk, install: "add", update: "update", upgrade: "upgrade",
            remove: "del", clean: "cache clean,cache purge"),
        PackageManager(
            "yum", isSystem: true, .rpm, install: rpmInstall, update: "makecache,check-update",
            upgrade: rpmUpgrade, remove: "remove,erase,autoremove", clean: "clean",
            yes: "assumeyes"),
        PackageManager(
            "dnf", programs: "dnf dnf5", isSystem: true, .rpm,
            install: rpmInstall + ",builddep,in", update: "makecache,check-update,check-upgrade",
            upgrade: rpmUpgrade + ",up", remove: "remove,erase,autoremove,rm", clean: "clean",
            yes: "assumeyes"),
        PackageManager(
            "microdnf", isSystem: true, .rpm, install: "install,reinstall", update: "makecache",
            upgrade: "update,upgrade", remove: "remove", clean: "clean", yes: "assumeyes"),
        PackageManager(
            "tdnf", isSystem: true, .rpm, install: "install,reinstall", update: "makecache",
            upgrade: "update,upgrade,distro-sync", remove: "remove,erase,autoremove",
            clean: "clean", yes: "assumeyes"),
        PackageManager(
            "zypper", isSystem: true, .zypper, install: "install,in,source-install,si",
            update: "refresh,ref", upgrade: "update,up,dist-upgrade,dup,patch",
            remove: "remove,rm", clean: "clean,cc", yes: "non-interactive no-confirm"),
        PackageManager("pacman", isSystem: true, .pacman, install: "", yes: "noconfirm"),
        PackageManager("snap", isSystem: true, .names, install: "install", remove: "remove"),
        PackageManager(
            "brew", isSystem: true, .names, install: "install", update: "update",
            upgrade: "upgrade", clean: "cleanup"),
        PackageManager(
            "pkg", isSystem: true, .names, install: "install", update: "update",
            upgrade: "upgrade", remove: "delete", clean: "clean", yes: "yes"),
        PackageManager(
            "opkg", isSystem: true, .names, install: "install", update: "update",
            upgrade: "upgrade", remove: "remove"),
        PackageManager(
            "pip", .python, install: "install,download,wheel", remove: "uninstall",
            clean: "cache purge"),
        PackageManager(
            "pipx", .python, install: "install,inject", upgrade: "upgrade,upgrade-all",
            remove: "uninstall"),
        PackageManager(
            "uv", .python, install: "add,pip install,tool install", restore: "sync,pip sync",
            remove: "remove,pip uninstall,tool uninstall", clean: "cache clean,cache prune"),
        PackageManager(
            "poetry", .python, install: "add", restore: "install,sync", upgrade: "update",
            remove: "remove", clean: "cache clear", yes: "no-interaction"),
        PackageManager(
            "pipenv", .python, install: "install", restore: "sync", remove: "uninstall"),
        PackageManager(
            "conda", programs: "conda mamba micromamba", .conda, install: "install,create",
            restore: "env create,env update", upgrade: "update,upgrade", remove: "remove",
            clean: "clean", yes: "yes"),
        PackageManager(
            "npm", .node, install: "install,i,in,add,isntall,exec",
            restore: "ci,clean-install,install-clean", upgrade: "update,upgrade,up",
            remove: "uninstall,remove,rm,un,r", clean: "cache clean,cache clear,cache rm"),
        PackageManager("npx", .node, install: ""),
        PackageManager(
            "yarn", .node, install: "add,global add,dlx", restore: "install",
            upgrade: "upgrade,up,global upgrade", remove: "remove,global remove",
            clean: "cache clean"),
        PackageManager(
            "pnpm", .node, install: "add,install,i,dlx", restore: "fetch",
            upgrade: "update,up,upgrade", remove: "remove,rm", clean: "store prune"),
        PackageManager(
            "bun", .node, install: "add,install,i", upgrade: "update", remove: "remove",
            clean: "pm cache"),
        PackageManager("corepack", .node, install: "prepare,install,use"),
        PackageManager(
            "gem", .gem, install: "install,i", upgrade: "update", remove: "uninstall",
            clean: "cleanup"),
        PackageManager(
            "bundler", programs: "bundle bundler", .names, install: "", restore: "install",
            upgrade: "update", clean: "clean"),
        PackageManager(
            "go", .go, install: "install,get", restore: "mod download,mod vendor",
            clean: "clean"),
        PackageManager(
            "cargo", .cargo, install: "install,binstall,add", restore: "fetch",
            upgrade: "update", remove: "uninstall", clean: "clean"),
        PackageManager(
            "composer", .composer, install: "require,global require,create-project",
            restore: "install,global install", upgrade: "update", remove: "remove",
            clean: "clear-cache,clearcache,cc", yes: "no-interaction"),
        PackageManager("nuget", .names, install: "install", restore: "restore"),
        PackageManager(
            "dotnet", .names, install: "tool install,add,workload install", restore: "restore"),
        PackageManager("pecl", programs: "pecl pear", .pecl, install: "install"),
        PackageManager("luarocks", .names, install: "install"),
    ]
}
