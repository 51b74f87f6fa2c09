import ShellCommands
import SourceText
import Testing

/// All that is true of a use of a tool, in words.
func facts(_ use: ToolUse) -> String {
    var facts: [String] = []
    if let action = use.packageAction { facts.append("\(action)") }
    if use.isUpdate, use.packageAction != .update { facts.append("update") }
    if use.isUpgrade, use.packageAction != .upgrade { facts.append("upgrade") }
    if use.isRestore, use.packageAction != .restore { facts.append("restore") }
    if use.assumesYes { facts.append("yes") }
    if use.skipsRecommended { facts.append("skips-recommended") }
    if use.avoidsCache { facts.append("avoids-cache") }
    if !use.cleanedCaches.isEmpty {
        facts.append("cleans " + use.cleanedCaches.joined(separator: ","))
    }
    if use.removesAptLists { facts.append("removes-lists") }
    if let download = use.download {
        for address in download.addresses {
            facts.append("fetches \(address.scheme ?? "-")")
            if address.hasCredentials { facts.append("credentials") }
        }
        if download.isInsecure { facts.append("insecure") }
        if download.failsOnError { facts.append("fails") }
        if download.followsRedirects { facts.append("follows") }
        if let file = download.outputFile { facts.append("to \(file)") }
        if download.writesStandardOutput { facts.append("stdout") }
        if let runner = download.runner { facts.append("run by \(runner.name ?? "?")") }
    }
    if let change = use.permissionChange {
        facts.append("mode \(change.mode)")
        if change.letsOthersWrite { facts.append("others-write") }
        if change.setsID { facts.append("sets-id") }
        if change.isRecursive { facts.append("recursive") }
    }
    if let change = use.directoryChange {
        facts.append("\(change.isAbsolute ? "absolute" : "relative")")
    }
    if let clone = use.gitClone {
        facts.append("clone \(clone.address.raw) \(clone.depth ?? "-") \(clone.branch ?? "-")")
    }
    if let unpacking = use.unpacking {
        facts.append("unpack \(unpacking.archive ?? "-") \(unpacking.directory ?? "-")")
    }
    if let user = use.newUser {
        facts.append("user \(user.name?.raw ?? "-") \(user.uid ?? "-")")
        if user.skipsLoginLog { facts.append("no-log") }
        if user.isSystem { facts.append("system") }
    }
    for option in use.shellOptions { facts.append("\(option.isOn ? "+" : "-")\(option.name)") }
    if use.usesSudo { facts.append("sudo") }
    return facts.joined(separator: "; ")
}

@Suite struct FactTests {
    private static let uses: [Listed] = [
        Listed("apt-get update", "update"),
        Listed("apt-get install x", "install"),
        Listed("apt-get -qq install x", "install; yes"),
        Listed("apt-get -q=2 install x", "install; yes"),
        Listed("apt-get -q install --assume-yes x", "install; yes"),
        Listed(
            "apt-get install -o APT::Get::Assume-Yes=true -o APT::Install-Recommends=0 x",
            "install; yes; skips-recommended"),
        Listed("apt-get install -y --no-install-recommends x", "install; yes; skips-recommended"),
        Listed("apt-get install --install-recommends=false x", "install; skips-recommended"),
        Listed("apt-get --yes=false install x", "install"),
        Listed("apt-get -y dist-upgrade", "upgrade; yes"),
        Listed("apt-get clean", "clean; cleans apt"),
        Listed("rm -rf /var/lib/apt/lists/*", "cleans apt; removes-lists"),
        Listed(
            "rm -rf /var/lib/apt/lists/ /var/cache/apk/* /root/.cache",
            "cleans apt,apk,pip,uv,poetry,yarn,composer,go; removes-lists"),
        Listed("rm -rf /var/cache/*", "cleans apt,apk,yum,dnf,microdnf,tdnf,zypper,pacman"),
        Listed("rm -rf /var/lib/apt/lists/partial", ""),
        Listed("rm -rf /tmp/* /", ""),
        Listed("find /var/lib/apt/lists -type f -delete", "cleans apt; removes-lists"),
        Listed("find /var/lib/apt/lists -type f -exec rm {} +", "cleans apt; removes-lists"),
        Listed("apk add --no-cache x", "install; avoids-cache"),
        Listed("apk add -U x", "install; update"),
        Listed("apk upgrade", "upgrade"),
        Listed("yum -y update", "upgrade; yes"),
        Listed("yum clean all", "clean; cleans yum"),
        Listed("dnf install -y x", "install; yes"),
        Listed("zypper -n install --no-recommends x", "install; yes; skips-recommended"),
        Listed("zypper clean -a", "clean; cleans zypper"),
        Listed("pacman -Syu --noconfirm", "upgrade; update; yes"),
        Listed("pacman -Syu --noconfirm x", "install; update; upgrade; yes"),
        Listed("pacman -Scc", "clean; cleans pacman"),
        Listed("pip install --no-cache-dir x", "install; avoids-cache"),
        Listed("PIP_NO_CACHE_DIR=1 pip install x", "install; avoids-cache"),
        Listed("pip install -r r.txt", "install; restore"),
        Listed("pip cache purge", "clean; cleans pip"),
        Listed("npm cache clean --force", "clean; cleans npm"),
        Listed("npm ci", "restore"),
        Listed("npm install", "restore"),
        Listed("yarn", "restore"),
        Listed("yarn install --frozen-lockfile", "restore"),
        Listed("yarn cache clean", "clean; cleans yarn"),
        Listed("conda clean -afy", "clean; cleans conda"),
        Listed("go mod download", "restore"),
        Listed("bundle install", "restore"),
        Listed("composer install", "restore"),
        Listed("curl -k http://u:p@x/y", "fetches http; credentials; insecure; stdout"),
        Listed("curl -fsSL https://x -o /tmp/y", "fetches https; fails; follows; to /tmp/y"),
        Listed("curl -O https://x/y", "fetches https"),
        Listed("curl https://x > y", "fetches https; to y"),
        Listed(
            "wget -q --no-check-certificate https://x/y",
            "fetches https; insecure; fails; follows"),
        Listed("wget -qO- https://x", "fetches https; fails; follows; stdout"),
        Listed("wget -O f ftp://x", "fetches ftp; fails; follows; to f"),
        Listed("curl $URL", "fetches -; stdout"),
        Listed("curl https://x | sh", "fetches https; stdout; run by sh"),
        Listed("curl https://x | sudo -E bash -s -- arg", "fetches https; stdout; run by sudo"),
        Listed("curl https://x | tee f | bash -", "fetches https; stdout; run by bash"),
        Listed("curl https://x | tar xz", "fetches https; stdout"),
        Listed("curl https://x | python3 -c 'import json'", "fetches https; stdout"),
        Listed("curl https://x | bash script.sh", "fetches https; stdout"),
        Listed("chmod 777 a", "mode 777; others-write"),
        Listed("chmod -R 0755 a", "mode 0755; recursive"),
        Listed("chmod o+w,u+s a", "mode o+w,u+s; others-write; sets-id"),
        Listed("chmod a-w a", "mode a-w"),
        Listed("chmod u+x a", "mode u+x"),
        Listed("cd /a", "absolute"),
        Listed("cd a", "relative"),
        Listed("cd $HOME", "absolute"),
        Listed("cd", ""),
        Listed("git clone --depth=1 -b v1 https://x/y.git z", "clone https://x/y.git 1 v1"),
        Listed("tar -xzf a.tgz -C /opt", "unpack a.tgz /opt"),
        Listed("tar xz", "unpack - -"),
        Listed("tar czf a.tgz b", ""),
        Listed("unzip -q a.zip -d /x", "unpack a.zip /x"),
        Listed("useradd -l -m -u 100000 x", "user x 100000; no-log"),
        Listed("adduser -D -u 1000 x", "user x 1000"),
        Listed("useradd --system --uid=123456 x", "user x 123456; system"),
        Listed("set -eux -o pipefail", "+errexit; +nounset; +xtrace; +pipefail"),
        Listed("set +e", "-errexit"),
        Listed("shopt -s extglob", "+extglob"),
        Listed("sudo ls", "sudo"),
    ]

    @Test(arguments: uses) func `uses of tools say what rules ask`(example: Listed) throws {
        #expect(facts(try #require(script(example.text).commands[0].toolUse)) == example.listing)
    }

    private static let runners: [Listed] = [
        Listed("bash <(curl https://x)", "bash"),
        Listed("sh -c \"$(curl -fsSL https://x)\"", "sh"),
        Listed("eval \"$(curl https://x)\"", "eval"),
        Listed("bash -c 'curl https://x | sh'", "sh"),
        Listed("echo $(curl https://x)", "-"),
        Listed("bash <<EOF\ncurl https://x | bash\nEOF", "bash"),
        Listed("source <(curl https://x)", "source"),
        Listed("python3 - <<< \"$(curl https://x)\"", "python3"),
        Listed("bash a.sh \"$(curl https://x)\"", "-"),
    ]

    @Test(arguments: runners) func `what is fetched may be run`(example: Listed) throws {
        let curl = try #require(script(example.text).commands.first { $0.name == "curl" })
        #expect(curl.toolUse?.download?.runner?.name ?? "-" == example.listing)
    }

    /// A script, and whether `pipefail` is on for each of its pipelines, in order.
    private static let pipefail: [Listed] = [
        Listed("a | b", "-"),
        Listed("set -o pipefail; a | b", "-+"),
        Listed("set -eo pipefail && a; set +o pipefail; b", "-++-"),
        Listed("(set -o pipefail; a); b", "--+-"),
        Listed("set -o pipefail; x=$(a | b); (c)", "-++++"),
        Listed("bash -o pipefail -c 'a | b'; c", "-+-"),
        Listed("set -o pipefail; bash -c 'a | b'; c", "-+-+"),
        Listed("f() { set -o pipefail; }; a", "--+"),
    ]

    @Test(arguments: pipefail) func `a shell option is followed`(example: Listed) {
        let states = script(example.text).states(ofOption: "pipefail", startingWith: .standard)
        #expect(states.map { $0 ? "+" : "-" }.joined() == example.listing)
        let shell = ShellChoice(["/bin/bash", "-eo", "pipefail", "-c"])
        #expect(script("a | b").states(ofOption: "pipefail", startingWith: shell) == [true])
    }
}
