import CEL
import Testing

@Suite struct OperatorTests {
    @Test func `literals stand for their values`() {
        check(
            #"""
            42 => 42
            -9223372036854775808 => -9223372036854775808
            9223372036854775807 => 9223372036854775807
            9223372036854775808 => !does not fit 64 bits
            0x1F => 31
            -0x10 => -16
            18446744073709551615u => 18446744073709551615u
            18446744073709551616u => !does not fit 64 bits
            0xFFu => 255u
            1.5 => 1.5
            .5e2 => 50.0
            1e309 => !too large for a double
            12ab => !runs into a name
            'a\tb' => 'a\tb'
            "it's" => 'it\'s'
            r'\d' => '\\d'
            '''a'b''' => 'a\'b'
            '\u00e9\x41\101\U0001F431' => 'éAA🐱'
            '\ud800' => !an escape that means nothing
            '\q' => !an escape that means nothing
            '\400' => !an escape that means nothing
            b'\xff\377A' => b'\xff\xffA'
            b'\u0041' => !an escape that means nothing
            b'é' => b'\xc3\xa9'
            'open => !a string is not closed
            [1, 2,] => [1, 2]
            {'a': 1, 2: [],} => {'a': 1, 2: []}
            null => null
            true // and nothing more => true
            """#)
    }

    @Test func `operators group as in the grammar`() throws {
        let cases: [(String, String)] = [
            ("1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"), ("a || b && c || d", "(|| a (&& b c) d)"),
            ("a ? b : c ? d : e", "(?: a b (?: c d e))"), ("!a.b", "(! (. a b))"),
            ("-1.5 - -x", "(- -1.5 (- x))"), ("!!a", "(! (! a))"), ("---a", "(- a)"),
            ("a.b[c].d(e)", "(call ([] (. a b) c).d e)"), ("a.?b[?c]", "([?] (.? a b) c)"),
            ("[?a, b]", "(list ?a b)"), ("{?a: b}", "(map ?a b)"), (".a.b", "(. .a b)"),
            ("a in b == c", "(== (in a b) c)"), ("has(a.b)", "(has a b)"),
            ("a.`b-c`", "(. a b-c)"), ("x.all(y, y > 1)", "(all x y (> y 1))"),
            ("x.map(a, b, c, d)", "(call x.map a b c d)"), ("x.map(y, y, y)", "(map x y y y)"),
            ("cel.bind(a, 1, a)", "(bind a 1 a)"), ("x.optMap(y, y)", "(optMap x y y)"),
            ("a.for", "(. a for)"), ("size(x)", "(call size x)"),
        ]
        for (text, tree) in cases {
            #expect(try CELEnvironment().tree(of: text) == tree, "\(text)")
        }
    }

    @Test func `arithmetic fails rather than wrap around`() {
        check(
            """
            9223372036854775807 + 1 => !overflow
            -9223372036854775808 - 1 => !overflow
            9223372036854775807 * 2 => !overflow
            -9223372036854775808 / -1 => !overflow
            -9223372036854775808 % -1 => !overflow
            -(-9223372036854775808) => !overflow
            0u - 1u => !overflow
            18446744073709551615u + 1u => !overflow
            1 / 0 => !division by zero
            1u % 0u => !remainder of a division by zero
            1.0 / 0.0 => double('Infinity')
            0.0 / 0.0 => double('NaN')
            7 / 2 => 3
            -7 / 2 => -3
            -7 % 2 => -1
            7u / 2u => 3u
            'a' + 'b' => 'ab'
            b'a' + b'b' => b'ab'
            [1] + [2] => [1, 2]
            """)
    }

    @Test func `comparison is by value across numbers and by byte in strings`() {
        check(
            #"""
            dyn(1) == 1.0 => true
            dyn(1u) == 1 => true
            1 < 1.5 => true
            2u > 1 => true
            dyn(-1) < 0u => true
            dyn(18446744073709551615u) > 9223372036854775807 => true
            0.0 / 0.0 == 0.0 / 0.0 => false
            dyn(1) < 0.0 / 0.0 => false
            'a' < 'B' => false
            'e\u0301' == '\u00e9' => false
            false < true => true
            b'a' < b'aa' => true
            [1, 2] == [1.0, 2u] => true
            {'a': 1} == {'a': dyn(1.0)} => true
            dyn(1) == 'a' => false
            dyn(null) == null => true
            dyn(1) < 'a' => !no such overload
            3.0 in [1, dyn(3)] => true
            'a' in {'a': 1} => true
            2.5 in {2: 1, 'x': 1} => false
            """#)
    }

    @Test func `and, or, all and exists absorb what fails beside a deciding value`() {
        check(
            """
            1 / 0 > 0 || true => true
            true || 1 / 0 > 0 => true
            1 / 0 > 0 && false => false
            1 / 0 > 0 || false => !division by zero
            1 / 0 > 0 && true => !division by zero
            1 / 0 > 0 ? 1 : 2 => !division by zero
            false ? 1 / 0 : 2 => 2
            [1, 0].exists(x, 1 / x == 1) => true
            [0, 1].exists(x, 1 / x == 1) => true
            [0, 2].exists(x, 1 / x == 1) => !division by zero
            [0, 1].all(x, 1 / x > 1) => false
            [0, 1].all(x, 1 / x == 1) => !division by zero
            [0, 1].exists_one(x, 1 / x == 1) => !division by zero
            """)
    }

    @Test func `without checking, mistakes wait until they are evaluated`() {
        check(
            """
            missing || true => true
            missing => !`missing` is not declared
            f(1) || true => true
            f(1) => !there is no function `f`
            'a' && false => false
            !0 => !no such overload
            true ? 1 : 'a' => 1
            1 + 'a' => !no such overload
            {1.5: 1} => !unsupported key type: double
            {1: 1, 1u: 2} => !is repeated
            size(1, 2) => !takes 1 argument, not 2
            """, isChecked: false)
    }
}
