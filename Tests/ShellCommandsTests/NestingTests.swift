import ShellCommands
import SourceText
import Testing

@Suite struct NestingTests {
    private static let nested: [Listed] = [
        Listed(
            "echo $(date +%s) b",
            #"""
            echo «$(date +%s)» b
              date +%s @commandSubstitution
            """#),
        Listed(
            "echo \"a $(b \"c $(d)\") e\"",
            #"""
            echo «"a $(b "c $(d)") e"»
              b «"c $(d)"» @commandSubstitution
                d @commandSubstitution @commandSubstitution
            """#),
        Listed(
            "echo `a \\`b\\`` c",
            #"""
            echo «`a \`b\``» c
              a «`b`» @commandSubstitution
                b @commandSubstitution @commandSubstitution
            """#),
        Listed(
            "echo \"`a \\\"b c\\\"`\"",
            #"""
            echo «"`a \"b c\"`"»
              a 'b c' @commandSubstitution
            """#),
        Listed(
            "X=$(a) Y=`b` c >$(d)",
            #"""
            X=«$(a)» Y=«`b`» c >«$(d)»
              a @commandSubstitution
              b @commandSubstitution
              d @commandSubstitution
            """#),
        Listed(
            "diff <(a | b) >(c)",
            #"""
            diff «<(a | b)» «>(c)»
              a @processSubstitution
              | b @processSubstitution
              c @processSubstitution
            """#),
        Listed(
            "a $(b; c &&\n d) e",
            #"""
            a «$(b; c &&
             d)» e
              b @commandSubstitution
              ; c @commandSubstitution
              && d @commandSubstitution
            """#),
        Listed(
            "a ${b:-$(c)}",
            #"""
            a «${b:-$(c)}»
              c @commandSubstitution
            """#),
        Listed(
            "echo $(( $(a) + 1 ))",
            #"""
            echo «$(( $(a) + 1 ))»
              a @commandSubstitution
            """#),
        Listed(
            "echo $((a); (b))",
            #"""
            echo «$((a); (b))»
                a @subshell @commandSubstitution
                b @subshell @commandSubstitution
            """#),
        Listed(
            "x=$(case y in a) b;; esac)",
            #"""
            x=«$(case y in a) b;; esac)»
                  b @branch @caseStatement @commandSubstitution
            """#),
        Listed(
            "sh -c 'a && b'",
            #"""
            sh -c 'a && b'
              a @script
              && b @script
            """#),
        Listed(
            "bash -euo pipefail -c \"a 'b c' \\\"d e\\\" \\$x $y\"",
            #"""
            bash -euo pipefail -c «"a 'b c' \"d e\" \$x $y"»
              a 'b c' 'd e' «$x» «$y» @script
            """#),
        Listed(
            "sudo -u x bash -lc 'a' b",
            #"""
            sudo -u x bash -lc a b
              a @script
            """#),
        Listed(
            "su - x -c 'a; b'",
            #"""
            su - x -c 'a; b'
              a @script
              ; b @script
            """#),
        Listed(
            "eval \"a b\"",
            #"""
            eval 'a b'
              a b @script
            """#),
        Listed(
            "bash -c \"a $(b) c\"",
            #"""
            bash -c «"a $(b) c"»
              b @commandSubstitution
              a «$(b)» c @script
            """#),
        Listed(
            "bash -c \"a \\\"$(b)\\\" c\"",
            #"""
            bash -c «"a \"$(b)\" c"»
              b @commandSubstitution
              a «"$(b)"» c @script
            """#),
        Listed(
            "sh -c 'sh -c \"a \\\"b\\\"\"'",
            #"""
            sh -c 'sh -c "a \"b\""'
              sh -c 'a "b"' @script
                a b @script @script
            """#),
        Listed("sh -c", "sh -c"),
        Listed("sh x.sh -c y", "sh x.sh -c y"),
        Listed("sh -c $x", "sh -c «$x»"),
        Listed(
            "cat <<EOF >f && a\nx $y $(b)\nEOF\nc",
            #"""
            cat <<EOF{«x $y $(b)
            »} >f
            && a
              b @commandSubstitution
            ; c
            """#),
        Listed(
            "cat <<'EOF' | a\nx $y $(b)\nEOF\nc",
            #"""
            cat <<EOF{'x $y $(b)
            '}
            | a
            ; c
            """#),
        Listed("cat <<-EOF\n\tx\n\tEOF\nc", "cat <<-EOF{'\tx\n'}\n; c"),
        Listed(
            "a <<A <<B\n1\nA\n2\nB\nc",
            #"""
            a <<A{'1
            '} <<B{'2
            '}
            ; c
            """#),
        Listed(
            "bash <<EOF\na $(b)\nc | d\nEOF\ne",
            #"""
            bash <<EOF{«a $(b)
            c | d
            »}
              b @commandSubstitution
              a «$(b)» @script
              ; c @script
              | d @script
            ; e
            """#),
        Listed(
            "bash x.sh <<EOF\na\nEOF",
            #"""
            bash x.sh <<EOF{'a
            '}
            """#),
        Listed(
            "x=$(cat <<EOF\na\nEOF\n) b",
            #"""
            x=«$(cat <<EOF
            a
            EOF
            )» b
              cat <<EOF{'a
            '} @commandSubstitution
            """#),
        Listed(
            "if a <<E; then\nx\nE\nb; fi",
            #"""
                a <<E{'x
            '} @condition @ifStatement
                b @branch @ifStatement
            """#),
        Listed(
            "cat <<EOF\r\na\r\nEOF\r\nb\r\n",
            "cat <<EOF{'a\r\n'}\n; b"),
        Listed(
            "export A=$(b)",
            #"""
            export «A=$(b)»
              b @commandSubstitution
            """#),
    ]
    private static let broken: [Listed] = [
        Listed(
            "a 'b",
            #"""
            a b
            ! shell-unterminated-quote 2..3
            """#),
        Listed(
            "a \"b $c",
            #"""
            a «"b $c»
            ! shell-unterminated-quote 2..3
            """#),
        Listed(
            "a $(b",
            #"""
            a «$(b»
              b @commandSubstitution
            ! shell-unterminated-expansion 2..4
            """#),
        Listed(
            "a `b",
            #"""
            a «`b»
              b @commandSubstitution
            ! shell-unterminated-expansion 2..3
            """#),
        Listed(
            "a ${b",
            #"""
            a «${b»
            ! shell-unterminated-expansion 2..4
            """#),
        Listed(
            "a <<E\nb",
            #"""
            a <<E{b}
            ! shell-unterminated-heredoc 4..5
            """#),
        Listed(
            "a <<E",
            #"""
            a <<E
            ! shell-unterminated-heredoc 4..5
            """#),
        Listed(
            "(a; b",
            #"""
              a @subshell
              ; b @subshell
            ! shell-unclosed 0..1
            """#),
        Listed(
            "{ a; b",
            #"""
              a @group
              ; b @group
            ! shell-unclosed 0..1
            """#),
        Listed(
            "if a; then b",
            #"""
                a @condition @ifStatement
                b @branch @ifStatement
            ! shell-unclosed 0..2
            """#),
        Listed(
            "if a; fi; b",
            #"""
                a @condition @ifStatement
                ; b @condition @ifStatement
            ! shell-unexpected-token 6..8
            ! shell-unclosed 0..2
            """#),
        Listed(
            "a; done; b",
            #"""
            a
            ; b
            ! shell-unexpected-token 3..7
            """#),
        Listed(
            "a ) b",
            #"""
            a
            b
            ! shell-unexpected-token 2..3
            """#),
        Listed(
            "&& a",
            #"""
            a
            ! shell-unexpected-token 0..2
            """#),
        Listed(
            "a && ",
            #"""
            a
            ! shell-missing-command 2..4
            """#),
        Listed(
            "a | | b",
            #"""
            a
            b
            ! shell-missing-command 2..3
            ! shell-unexpected-token 4..5
            ! shell-unexpected-token 4..5
            """#),
        Listed(
            "a >",
            #"""
            a >
            ! shell-unexpected-token 2..3
            """#),
        Listed(
            "a > && b",
            #"""
            a >
            && b
            ! shell-unexpected-token 2..3
            """#),
        Listed(
            "(if a; then b) ; c",
            #"""
                  a @condition @ifStatement @subshell
                  b @branch @ifStatement @subshell
            ; c
            ! shell-unclosed 1..3
            """#),
        Listed(
            "for x in a; b; done",
            #"""
            b
            ! shell-unclosed 0..3
            ! shell-unexpected-token 12..13
            ! shell-unexpected-token 15..19
            """#),
        Listed(
            "while a; b; done; c",
            #"""
                a @condition @whileLoop
                ; b @condition @whileLoop
                ; c @condition @whileLoop
            ! shell-unexpected-token 12..16
            ! shell-unclosed 0..5
            """#),
        Listed(
            "case x in a b) c;; esac; d",
            #"""
            b
            c
            d
            ! shell-unclosed 0..4
            ! shell-unexpected-token 12..13
            ! shell-unexpected-token 13..14
            ! shell-unexpected-token 16..18
            ! shell-unexpected-token 19..23
            """#),
        Listed(
            "case x",
            #"""

            ! shell-unclosed 0..4
            """#),
        Listed(
            "f() a",
            #"""
            a
            ! shell-unclosed 0..1
            ! shell-unexpected-token 4..5
            """#),
        Listed(
            "[[ a; b",
            #"""
            (test) [[ a
            ; b
            ! shell-unclosed 0..2
            """#),
        Listed(
            "x=(a b",
            #"""
            x=(a b)
            ! shell-unclosed 2..3
            """#),
        Listed(
            "a;; b",
            #"""
            a
            b
            ! shell-unexpected-token 1..3
            """#),
        Listed(
            "a (b)",
            #"""
            a
              b @subshell
            ! shell-unexpected-token 2..3
            """#),
        Listed(
            "$(",
            #"""
            «$(»
            ! shell-unterminated-expansion 0..2
            """#),
        Listed(
            "${",
            #"""
            «${»
            ! shell-unterminated-expansion 0..2
            """#), Listed("\\", "\\"), Listed("$", "$"),
        Listed(
            "a $'b",
            #"""
            a b
            ! shell-unterminated-quote 3..4
            """#), Listed("!", ""),
        Listed(
            "a & & b",
            #"""
            a &
            & b
            ! shell-unexpected-token 4..5
            """#),
        Listed(
            "; a",
            #"""
            a
            ! shell-unexpected-token 0..1
            """#),
        Listed(
            "} a",
            #"""
            a
            ! shell-unexpected-token 0..1
            """#),
        Listed(
            "a |",
            #"""
            a
            ! shell-missing-command 2..3
            """#),
        Listed(
            "sh -c \"a 'b\"",
            #"""
            sh -c 'a 'b'
              a b @script
            ! shell-unterminated-quote 9..10
            """#),
    ]

    @Test(arguments: nested) func `commands in commands are found`(example: Listed) {
        #expect(script(example.text).listing == example.listing)
        #expect(script(example.text).problems == [])
    }

    @Test(arguments: broken) func `broken text gives commands and problems`(example: Listed) {
        let script = script(example.text)
        let problems = script.problems.map {
            "! \($0.id) \($0.range.start)..\($0.range.end)"
        }
        #expect(([script.listing] + problems).joined(separator: "\n") == example.listing)
        #expect(!script.problems.contains { $0.isBlinding })
    }
}
