import ShellCommands
import SourceText
import Testing

/// The script of a text that is a file of its own.
func script(_ text: String, _ dialect: ShellDialect = .bash) -> ShellScript {
    let bytes = Array(text.utf8)
    return ShellScript(StitchedText(SourceRange(0, bytes.count), of: bytes), dialect: dialect)
}

/// A case of a table: a script, and its listing.
struct Listed: Sendable, CustomTestStringConvertible {
    var text: String
    var listing: String
    var testDescription: String { text }

    init(_ text: String, _ listing: String) {
        self.text = text
        self.listing = listing
    }
}

@Suite struct ScriptTests {
    private static let words: [Listed] = [
        Listed("a b  c", "a b c"),
        Listed("", ""),
        Listed("  # only a comment", ""),
        Listed("a # comment", "a"),
        Listed("a b#c '#d'", "a b#c #d"),
        Listed(#"echo 'a b' "c d" e\ f"#, "echo 'a b' 'c d' 'e f'"),
        Listed(#"echo a'b'"c"\d"#, "echo abcd"),
        Listed(#"echo "\$x \a \"q\"""#, #"echo '$x \a "q"'"#),
        Listed(#"echo $'a\tb\x41\u00e9\''"#, "echo 'a\tbAé''"),
        Listed("echo '' \"\"", "echo '' ''"),
        Listed("echo $x ${y} \"$z\" $", "echo «$x» «${y}» «\"$z\"» $"),
        Listed("echo a\\\nb \\\n c", "echo ab c"),
        Listed("echo ${a:-${b:-'x y}'}} z", "echo «${a:-${b:-'x y}'}}» z"),
        Listed("echo \"${a:-'}\" z", "echo «\"${a:-'}\"» z"),
        Listed(
            "echo ${#a} ${!a} ${a[0]} ${a%.*} $1 $@ $?",
            "echo «${#a}» «${!a}» «${a[0]}» «${a%.*}» «$1» «$@» «$?»"),
        Listed("echo $((1 + (2 * $x))) b", "echo «$((1 + (2 * $x)))» b"),
        Listed("cp {a,b}.txt ~/x *.c", "cp {a,b}.txt ~/x *.c"),
        Listed("rm -rf !(a|b) @(c|d e)", "rm -rf !(a|b) '@(c|d e)'"),
        Listed("A=b C=\"d e\" make X=1", "A=b C='d e' make X=1"),
        Listed("A=", "A=''"),
        Listed("a+=b c[1]=d x", "a+=b c=d x"),
        Listed("list=(a 'b c' $d)", "list=(a 'b c' «$d»)"),
        Listed("declare -a x=(a b) y", "declare -a 'x=(a b)' y"),
        Listed("'quoted' x", "quoted x"),
        Listed("echo a;echo b", "echo a\n; echo b"),
    ]

    @Test(arguments: words) func `words are cut and unquoted`(example: Listed) {
        #expect(script(example.text).listing == example.listing)
        #expect(script(example.text).problems == [])
    }

    private static let lists: [Listed] = [
        Listed("a && b || c; d & e\nf", "a\n&& b\n|| c\n; d &\n& e\n; f"),
        Listed("a | b |& c", "a\n| b\n|& c"),
        Listed("a &&\n b |\n# why\n c", "a\n&& b\n| c"),
        Listed("! a | b", "! a\n| b"),
        Listed("time (a)", "  a @subshell"),
        Listed("time a", "time a"),
        Listed("(a; b) && { c; }", "  a @subshell\n  ; b @subshell\n  c @group"),
        Listed("{ echo }; }", "  echo } @group"),
        Listed(
            "if a; then b; elif c; then d; else e; fi; f",
            """
                a @condition @ifStatement
                b @branch @ifStatement
                c @condition @ifStatement
                d @branch @ifStatement
                e @branch @ifStatement
            ; f
            """),
        Listed("for x in 1 2; do a $x; done", "    a «$x» @loopBody @forLoop"),
        Listed("for x\ndo a; done | b", "    a @loopBody @forLoop\n| b"),
        Listed("for ((i=0;i<3;i++)); do a; done", "    a @loopBody @forLoop"),
        Listed("while a; do b; done <f", "    a @condition @whileLoop\n    b @loopBody @whileLoop"),
        Listed("until a; do b; done", "    a @condition @whileLoop\n    b @loopBody @whileLoop"),
        Listed(
            "case $x in a|b) c;; (d) e ;; *) f; esac; g",
            "    c @branch @caseStatement\n    e @branch @caseStatement\n"
                + "    f @branch @caseStatement\n; g"),
        Listed("f() { a; }; f", "    a @group @function\n; f"),
        Listed("function g { a; }", "    a @group @function"),
        Listed(
            "[[ -f a && $b == c* || ( x =~ ^(a|b)$ ) ]] && d",
            "(test) [[ -f a && «$b» == c* || ( x =~ ^(a|b)$ ) ]]\n&& d"),
        Listed("((x++)) && y", "(arithmetic) ((x++))\n&& y"),
        Listed("((a); b)", "    a @subshell @subshell\n  ; b @subshell"),
        Listed("echo if then done", "echo if then done"),
        Listed("a 2>&1 >/dev/null </x &>y >>z", "a 2>&1 >/dev/null </x &>y >>z"),
    ]

    @Test(arguments: lists) func `commands stand in lists and constructs`(example: Listed) {
        #expect(script(example.text).listing == example.listing)
        #expect(script(example.text).problems == [])
    }
}
