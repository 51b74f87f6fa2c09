import ShellCommands
import SourceText
import Testing

@Suite struct ToolUseTests {
    private static let uses: [Listed] = [
        Listed("apt-get update", "apt-get [update]"),
        Listed(
            "apt-get -yqq install -o A::B=c -t stable a b=1",
            "apt-get [install] -yes -quiet -quiet -option=A::B=c -target-release=stable a b=1"),
        Listed(
            "apt-get -q=2 install -oA=b --option=c=d --no-install-recommends -t=x a",
            "apt-get [install] -quiet=2 -option=A=b -option=c=d -no-install-recommends -target-release=x a"
        ),
        Listed(
            "sudo -E -u root env A=b nice -n 5 apt-get install -y x",
            "sudo> env> nice> A=b apt-get [install] -yes x"),
        Listed(
            "DEBIAN_FRONTEND=noninteractive sudo apt-get install -y x",
            "sudo> DEBIAN_FRONTEND=noninteractive apt-get [install] -yes x"),
        Listed("python3.11 -m pip install -U pip", "python> pip [install] -upgrade pip"),
        Listed("python -c 'x' -m pip", "python -c x -m pip"),
        Listed("python3 -m http.server", "python -m=http.server"),
        Listed(
            "/opt/venv/bin/pip3 install --no-cache-dir -r req.txt",
            "pip [install] -no-cache-dir -requirement=req.txt"),
        Listed("uv pip install --system x==1", "uv [pip install] -system x==1"),
        Listed("uv tool install ruff", "uv [tool install] ruff"),
        Listed("npm config set strict-ssl false", "npm [config set] strict-ssl false"),
        Listed("yarn global add x", "yarn [global add] x"),
        Listed(
            "tar xzf a.tgz -C /opt --strip-components=1",
            "tar -extract -gzip -file=a.tgz -directory=/opt -strip-components=1"),
        Listed("tar -xzf a.tgz -C/opt", "tar -extract -gzip -file=a.tgz -directory=/opt"),
        Listed("tar xCf /opt a.tar b", "tar -extract -directory=/opt -file=a.tar b"),
        Listed(
            "curl -fsSLo /tmp/x -H 'A: b' https://x",
            "curl -fail -silent -show-error -location -output=/tmp/x -header=A: b https://x"),
        Listed(
            "curl -sSL \"https://x/$V\" -o$HOME/x",
            "curl -silent -show-error -location -output=$HOME/x «\"https://x/$V\"»"),
        Listed(
            "find . -name '*.pyc' -type f -exec rm -rf {} \\; -print",
            "find -name=*.pyc -type=f -exec=rm -rf {} -print ."),
        Listed("command -v curl", "command -v curl"),
        Listed("command curl x", "command> curl x"),
        Listed("xargs -0 -n 1 rm -f", "xargs> rm -force"),
        Listed("timeout -k 5 10 curl -k x", "timeout> curl -insecure x"),
        Listed("gosu user npm ci", "gosu> npm [ci]"),
        Listed("tini -- node a.js -x", "tini> node a.js -x"),
        Listed("exec java -Xmx1g -jar a.jar --flag", "exec> java -Xmx1g -jar=a.jar -flag"),
        Listed("chmod -R -x a", "chmod -recursive -x a"),
        Listed("chmod -w a", "chmod -w a"),
        Listed("sed -i.bak -e s/a/b/ f", "sed -in-place=.bak -expression=s/a/b/ f"),
        Listed("set -euxo pipefail", "set -e -u -x -o=pipefail"),
        Listed("git -C /x clone --depth 1 https://x", "git [clone] -C=/x -depth=1 https://x"),
        Listed("go install -v -ldflags '-s -w' x@v1", "go [install] -v -ldflags=-s -w x@v1"),
        Listed("unknown --a=b -c d -ef", "unknown -a=b -c -ef d"),
        Listed("$PIP install x", "nil"),
        Listed("poetry run pip install x", "poetry> pip [install] x"),
        Listed("[ -f a ]", "[ -f a ]"),
        Listed("sudo -- apt-get clean", "sudo> apt-get [clean]"),
        Listed("sudo", "sudo"),
        Listed("env", "env"),
        Listed("su-exec a", "su-exec a"),
        Listed("apt-get $X install -$Y z", "apt-get [install] -$Y z"),
    ]

    @Test(arguments: uses) func `a command is read as the use of a tool`(example: Listed) {
        #expect(script(example.text).commands[0].toolUse?.listing ?? "nil" == example.listing)
    }

    /// Option, its place, its value, the value's place.
    private static let places: [Listed] = [
        Listed("curl -o out x", "-o out, out"),
        Listed("curl -oout x", "-oout, out"),
        Listed("curl -so out x", "s; o out, out"),
        Listed("curl --output=out x", "--output=out, out"),
        Listed("curl --output 'o t' x", "--output 'o t', 'o t'"),
        Listed("curl \"--output=$A\" x", "\"--output=$A\", $A"),
        Listed("curl -k x", "-k"),
        Listed("apt-get -yq x", "y; q"),
    ]

    @Test(arguments: places) func `options and values have places`(example: Listed) {
        let script = script(example.text)
        let places = script.commands[0].toolUse?.options.map { option in
            script.text(option.range) + (option.valueRange.map { ", " + script.text($0) } ?? "")
        }
        #expect(places?.joined(separator: "; ") == example.listing)
    }

    @Test func `an option is asked for by its long name`() throws {
        let use = try #require(script("curl -ksH a --header b https://x").commands[0].toolUse)
        #expect(use.has("insecure") && use.hasAny(["x", "silent"]) && !use.has("k"))
        #expect(use.value(of: "header") == "b")
        #expect(use.values(of: "header") == ["a", "b"])
        #expect(use.options(named: "insecure").first?.spelling == "-k")
        #expect(use.options(named: "insecure").first?.isClustered == true)
    }

    @Test func `wrappers are kept with their options`() throws {
        let use = try #require(script("sudo -u x nice apt-get update").commands[0].toolUse)
        #expect(use.wrapper("sudo")?.options.first?.value == "x")
        #expect(use.wrappers.map(\.program) == ["sudo", "nice"])
        #expect(use.programWord.raw == "apt-get" && use.isKnown)
    }

    @Test func `a value known only at run time says so`() throws {
        let use = try #require(script("curl -o \"$F\" -m 3 $URL").commands[0].toolUse)
        #expect(use.options.map(\.isVariable) == [true, false])
        #expect(use.value(of: "output") == "$F")
    }

    @Test func `a word longer than the limit is no option`() throws {
        let long = "-" + String(repeating: "q", count: ShellLimits.argument)
        let use = try #require(script("apt-get " + long).commands[0].toolUse)
        #expect(use.options.isEmpty && use.operands.count == 1)
        let short = try #require(script("apt-get " + long.dropLast()).commands[0].toolUse)
        #expect(short.options.count == ShellLimits.argument - 1)
    }
}
