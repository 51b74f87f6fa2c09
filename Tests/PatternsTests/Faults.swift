import Testing

@testable import Patterns

@Suite struct Faults {
    /// `pattern  start-end  message` a line.
    @Test func `a wrong pattern tells what is wrong and where`() {
        let table = """
            a(b  1-3  missing closing )
            a)b  1-2  unexpected )
            a|*  2-3  missing argument to repetition operator
            *  0-1  missing argument to repetition operator
            (+)  1-2  missing argument to repetition operator
            \\Q\\E*  4-5  missing argument to repetition operator
            a**  1-3  invalid nested repetition operator
            a+?*  1-4  invalid nested repetition operator
            a{2}{3}  1-7  invalid nested repetition operator
            a{2,1}  1-6  invalid repeat count
            a{1001}  1-7  invalid repeat count
            a{1,1001}  1-9  invalid repeat count
            a{99999999999999999999}  1-23  invalid repeat count
            (a{40}){26}  7-11  invalid repeat count
            x[a-z  1-5  missing closing ]
            [b-a]  1-4  invalid character class range
            [a-\\d]  3-5  invalid escape sequence
            [[:foo:]]  1-8  invalid character class range
            \\p{Foo}  0-7  invalid character class range
            \\p{  0-3  invalid character class range
            \\pX  0-3  invalid character class range
            \\p  0-2  invalid character class range
            a\\  1-2  trailing backslash at end of expression
            \\8  0-2  invalid escape sequence
            (a)\\1  3-5  invalid escape sequence
            \\C  0-2  invalid escape sequence
            \\Z  0-2  invalid escape sequence
            \\é  0-3  invalid escape sequence
            \\x{110000}  0-9  invalid escape sequence
            \\x{}  0-4  invalid escape sequence
            \\xg1  0-2  invalid escape sequence
            [\\b]  1-3  invalid escape sequence
            (?=a)  0-3  invalid or unsupported Perl syntax
            (?!a)  0-3  invalid or unsupported Perl syntax
            (?i  0-3  invalid or unsupported Perl syntax
            (?i-)  0-5  invalid or unsupported Perl syntax
            (?P=n)  0-3  invalid or unsupported Perl syntax
            (?P<n  0-5  invalid named capture
            (?P<>a)  0-5  invalid named capture
            (?<a b>c)  0-7  invalid named capture
            """
        for line in table.split(separator: "\n") {
            let fields = line.split(separator: "  ").map { String($0) }
            do throws(PatternError) {
                _ = try Pattern(fields[0])
                Issue.record("compiles: \(fields[0])")
            } catch {
                let found = "\(error.range.lowerBound)-\(error.range.upperBound)"
                #expect(found == fields[1], "\(line)")
                #expect(error.message == fields[2], "\(line)")
            }
        }
    }

    @Test func `what only looks wrong compiles`() throws {
        for pattern in [
            "", "|", "(|)", "a||b", "()", "(?:)*", "a{,5}", "a{x}", "a{", "{", "}", "]", "a{02}",
            "^*", "a(?i)*", "(?i)", "(?)", "[[:alpha]", "[a[:]", "[^\\x00-\\x{10FFFF}]",
            "a*\\Q\\E*",
            "(?P<n>a)(?P<n>b)", "\\Q", "\\07", "-", "[--a]",
        ] {
            #expect(throws: Never.self, "\(pattern)") { try Pattern(pattern) }
        }
    }

    @Test func `each limit holds at its edge and not beyond`() {
        let cases: [(atLimit: String, beyond: String, message: String)] = [
            (nested("(", 999, ")"), nested("(", 1000, ")"), "expression nests too deeply"),
            ("x{1000}", "x{1001}", "invalid repeat count"),
            ("(?:x{10}){100}", "(?:x{10}){101}", "invalid repeat count"),
            (repeated("[x]", 21_844), repeated("[x]", 21_846), "expression too large"),
            (
                "(?:" + repeated("x", 65) + "){1000}", "(?:" + repeated("x", 66) + "){1000}",
                "expression too large"
            ),
            (repeated("()", 1022), repeated("()", 1024), "expression too large"),
            (#"[\pL]{2}"#, repeated(#"[\pL]"#, 2000), "expression too large"),
        ]
        for (atLimit, beyond, message) in cases {
            #expect(throws: Never.self, "\(atLimit.prefix(20))") { try Pattern(atLimit) }
            do throws(PatternError) {
                _ = try Pattern(beyond)
                Issue.record("compiles: \(beyond.prefix(20))")
            } catch {
                #expect(error.message == message, "\(beyond.prefix(20))")
            }
        }
    }

    private func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    private func nested(_ open: String, _ count: Int, _ close: String) -> String {
        repeated(open, count) + repeated(close, count)
    }
}
