import Foundation
import ShellCommands
import SourceText
import Testing

@Suite struct LimitTests {
    private static func nested(_ open: String, _ close: String, _ count: Int) -> String {
        String(repeating: open, count: count) + "a" + String(repeating: close, count: count)
    }

    /// What opens and closes a level, and how many levels one of them costs.
    private static let levels: [(open: String, close: String, cost: Int)] = [
        ("( ", " )", 1), ("$(", ")", 1), ("{ ", "; }", 1), ("if ", "; then b; fi", 2),
        ("while a; do ", "; done", 2), ("case x in y) ", ";; esac", 2), ("f() { ", "; }", 2),
        ("echo \"$(", ")\"", 1), ("a <(", ")", 1),
    ]

    @Test(arguments: levels.indices)
    func `nesting is read down to the limit and refused below`(index: Int) {
        let level = Self.levels[index]
        let most = ShellLimits.depth / level.cost
        let allowed = script(Self.nested(level.open, level.close, most))
        #expect(allowed.problems == [])
        #expect(allowed.commands.contains { $0.depth == most * level.cost })
        let refused = script(Self.nested(level.open, level.close, most + 1))
        #expect(refused.problems.map(\.id) == ["shell-too-deep"])
        #expect(refused.problems.first?.isBlinding == true)
    }

    @Test func `expansions nest down to the limit`() {
        #expect(script("a " + Self.nested("${x:-", "}", ShellLimits.depth)).problems == [])
        let refused = script("a " + Self.nested("${x:-", "}", ShellLimits.depth + 1))
        #expect(refused.problems.map(\.id) == ["shell-too-deep"])
    }

    private static let bombs: [String] = [
        "(", "((", "( ", "$(", "$((", "$($(", "`", "{ ", "{ { {", "if ", "if a; then ", "while ",
        "case x in y) ", "f() { ", "f() ", "\"$(", "\"${a:-", "${", "${a:-\"", "a <(", "a=(",
        "a=( ",
        "x=(a ", "! ", "<<E ", "<<E <<F\n", "[[ ", "[[ a =~ (", "`\\`", "a | ", "a && ", "a; ",
        "a\n",
        "'", "\"", "\\", "$'", "sh -c '", "sh -c \"", "eval \"eval ", "> ", "a[", "@(",
        "declare x=(",
        "for ((", "time ", "function ", ")", "}", ";;", "done ", "\0", "é", "a\\\n", "#", "$",
        "bash <<E\n", "`a`", "$(a)", "a=$(b) ", "((1)) ", "coproc ",
    ]

    @Test(arguments: bombs) func `a thousand repeats end quickly`(bomb: String) {
        let start = ContinuousClock.now
        let parsed = script(String(repeating: bomb, count: 10_000))
        for use in parsed.toolUses.prefix(100) { _ = use.packages }
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(parsed.problems.count <= ShellLimits.problems + 1)
    }

    @Test func `too many words are refused`() {
        let allowed = script(String(repeating: "a ", count: ShellLimits.nodes - 2))
        #expect(allowed.problems == [] && allowed.commands[0].words.count == ShellLimits.nodes - 2)
        let refused = script(String(repeating: "a ", count: ShellLimits.nodes - 1))
        #expect(refused.problems.map(\.id) == ["shell-too-long"])
    }

    @Test func `scripts in scripts are read down to the limit`() {
        func scripts(_ count: Int) -> String {
            (0..<count).reduce("echo x") { inner, _ in
                let escaped = inner.replacingOccurrences(of: "\\", with: "\\\\")
                    .replacingOccurrences(of: "\"", with: "\\\"")
                return "sh -c \"" + escaped + "\""
            }
        }
        #expect(script(scripts(ShellLimits.scripts)).commands.last?.name == "echo")
        #expect(script(scripts(ShellLimits.scripts + 1)).commands.last?.name == "sh")
    }

    private static let everything = """
        a 'b' "c $d ${e:-"f"} $(g `h \\`i\\``)" $'j\\x41' && ! k | l |& m; (n) || { o; } &
        if p; then q; elif r; then s; else t; fi; for u in v w; do x; done; while y; do z; done
        case a in b|c) d;; (e) f;& esac; g() { h; }; [[ i =~ (j|k) && l ]]; ((m + 1)); n=(o p)
        cat <<E <<-'F' 2>&1 >/dev/null <<<x
        $a $(b)
        E
        \tc
        \tF
        bash -c "d \\"e $f\\" $(g)" && sudo -u h env I=j apt-get -yqo K=l install m=1 'n'>=2 é
        """

    @Test func `cut anywhere, it still ends`() {
        let bytes = Array(Self.everything.utf8)
        #expect(script(Self.everything).problems == [])
        for start in stride(from: 0, to: bytes.count, by: 7) {
            for end in start...bytes.count where start == 0 || end % 5 == 0 {
                let text = StitchedText(SourceRange(start, end), of: bytes)
                let parsed = ShellScript(text, dialect: .bash)
                for command in parsed.commands {
                    #expect(parsed.sourceRange(of: command.range).end <= end)
                    _ = command.toolUse?.packages
                }
                _ = parsed.listing
            }
        }
    }

    @Test func `noise never traps`() {
        let alphabet = Array(
            " \t\n'\"`$(){}[]<>|&;\\#!=+-@*?~abEOFif thenfi do done case in esac 12\r\0é".utf8)
        var state: UInt64 = 42
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3_000 {
            let bytes = (0..<next(120)).map { _ in alphabet[next(alphabet.count)] }
            let parsed = ShellScript(
                StitchedText(SourceRange(0, bytes.count), of: bytes), dialect: .bash)
            for use in parsed.toolUses { _ = (use.packages, facts(use)) }
            _ = parsed.listing
            _ = parsed.states(ofOption: "pipefail", startingWith: .standard)
        }
    }
}
