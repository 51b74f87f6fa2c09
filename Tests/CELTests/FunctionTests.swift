import Testing

@testable import CEL

@Suite struct FunctionTests {
    @Test func `the namespaces of functions are those of their names`() {
        #expect(StandardFunctions.namespaces == Set(StandardFunctions.all.compactMap(\.namespace)))
    }

    @Test func `strings are counted in code points`() {
        check(
            #"""
            size('ta©o😀') => 5
            'ta©o😀'.charAt(4) => '😀'
            'abc'.charAt(3) => ''
            'abc'.charAt(4) => !index out of range: 4
            'ta©o'.substring(2) => '©o'
            'ta©o'.substring(1, 3) => 'a©'
            'abc'.substring(2, 1) => !invalid substring range
            'abc'.substring(-1) => !index out of range
            'a©b©'.indexOf('©') => 1
            'a©b©'.indexOf('©', 2) => 3
            'a©b©'.lastIndexOf('©') => 3
            'a©b©'.lastIndexOf('©', 2) => 1
            'abc'.lastIndexOf('') => 3
            ''.lastIndexOf('x') => -1
            'aXb'.lowerAscii() => 'axb'
            'aéx'.upperAscii() => 'AéX'
            ' \u00a0a\n'.trim() => 'a'
            '  '.trim() => ''
            'aaa'.replace('a', 'bb') => 'bbbbbb'
            'aaa'.replace('a', '', 2) => 'a'
            'ab'.replace('', '-') => '-a-b-'
            'a,b,c'.split(',') => ['a', 'b', 'c']
            'a,b,c'.split(',', 2) => ['a', 'b,c']
            'aé'.split('') => ['a', 'é']
            ''.split(',') => ['']
            ''.split('') => []
            ['a', 'b'].join('-') => 'a-b'
            'añb'.reverse() => 'bña'
            [1, 2].reverse() => [2, 1]
            'abcabd'.contains('abd') => true
            'abc'.startsWith('') => true
            'abc'.endsWith('bc') => true
            strings.quote('a"\n') => '"a\\"\\n"'
            'a1b22'.matches('[0-9]{2}') => true
            'x'.matches('(') => !the pattern is not valid
            dyn('x').matches('a' + '(') => !the pattern is not valid
            regex.replace('a1', '([a-z])([0-9])', r'\2\1') => '1a'
            regex.extract('v12', 'v([0-9]+)') => optional.of('12')
            regex.extractAll('a1b2', '[0-9]') => ['1', '2']
            """#)
    }

    @Test func `format fills in its arguments`() {
        check(
            """
            '%s-%d-%%'.format(['a', 5]) => 'a-5-%'
            '%.2f|%e'.format([2.345, 1500.0]) => '2.35|1.500000e+03'
            '%x|%X|%o|%b'.format([255, 'hi', 8, 5]) => 'ff|6869|10|101'
            '%s'.format([{'b': [1.5, null], 'a': true}]) => '{a: true, b: [1.5, null]}'
            '%d'.format([]) => !index out of range: 0
            '%d'.format(['a']) => !no such overload
            '%q'.format([1]) => !not known in a format
            'x%'.format([]) => !at the end of a format
            '%.9999f'.format([1.0]) => !precision
            """)
    }

    @Test func `conversions keep the value or fail`() {
        check(
            """
            int('-5') => -5
            int('5x') => !cannot be converted to int
            int(2.9) => 2
            int(9223372036854775808.0) => !outside the range of int
            int(double('NaN')) => !outside the range of int
            uint(-1) => !outside the range of uint
            double('1e400') => !cannot be converted to double
            double('0x10') => !cannot be converted to double
            string(1.5) => '1.5'
            string(1000000.0) => '1e+06'
            string(0.0001) => '0.0001'
            string(0.00001) => '1e-05'
            string(123456.789) => '123456.789'
            string(b'\\xff') => !not valid UTF-8
            bytes('é') => b'\\xc3\\xa9'
            bool('True') => true
            bool('yes') => !cannot be converted to bool
            type(1) => int
            type(int) => type
            string(true) => 'true'
            """)
    }

    @Test func `numbers of all types have a greatest and a least`() {
        check(
            """
            math.greatest(1, 2.5, 3u) => 3u
            math.least([4, 2, 3]) => 2
            math.least([]) => !empty list
            math.greatest('a', 'b') => !no such overload
            math.abs(-9223372036854775808) => !overflow
            math.round(-2.5) => -3.0
            math.sqrt(9) => 3.0
            math.sign(-0.5) => -1.0
            math.bitShiftLeft(1, 64) => 0
            math.bitShiftRight(-8, 1) => 9223372036854775804
            math.bitShiftLeft(1, -1) => !negative
            math.bitXor(5u, 1u) => 4u
            """)
    }

    @Test func `lists are cut, sorted and compared as sets`() {
        check(
            """
            lists.range(3) => [0, 1, 2]
            [3, 1, 2].sort() => [1, 2, 3]
            ['b', 'a'].sort() => ['a', 'b']
            [1, dyn('a')].sort() => !no such overload
            [[1], [2]].flatten() => [1, 2]
            [1, [2, [3]]].flatten(2) => [1, 2, 3]
            [1, 1u, 1.0, 'a', 'a', [1], [1]].distinct() => [1, 'a', [1]]
            [1, 2, 3].slice(1, 2) => [2]
            [1].slice(0, 2) => !index out of range: 2
            [1].slice(1, 0) => !invalid slice
            sets.contains([1, 2, 3], [2, 1]) => true
            sets.equivalent([1, 2], [2, 1, 1]) => true
            sets.intersects([1], [2]) => false
            base64.encode(b'hello') => 'aGVsbG8='
            base64.decode('aGVsbG8') => b'hello'
            base64.decode('a') => !cannot be converted to bytes
            base64.decode('a===') => !cannot be converted to bytes
            """)
    }

    @Test func `times are read, moved and taken apart`() {
        check(
            """
            timestamp('2009-02-13T23:31:30.5Z') => timestamp('2009-02-13T23:31:30.5Z')
            timestamp('2009-02-13T23:31:30+01:00') => timestamp('2009-02-13T22:31:30Z')
            timestamp('2009-02-29T00:00:00Z') => !cannot be converted
            timestamp('2009-02-13') => !cannot be converted
            timestamp(0) => timestamp('1970-01-01T00:00:00Z')
            timestamp('1969-12-31T23:59:59.25Z') => timestamp('1969-12-31T23:59:59.25Z')
            timestamp('0001-01-01T00:00:00Z') - duration('1ns') => !out of range
            timestamp('2024-02-29T12:00:00Z').getDayOfYear() => 59
            timestamp('2024-03-01T00:30:00Z').getDate('-01:00') => 29
            timestamp('1969-07-20T20:17:40Z').getDayOfWeek() => 0
            timestamp(0).getHours('02:30') => 2
            timestamp(0).getHours('Europe/Berlin') => !time zone 'Europe/Berlin' is not known
            duration('1h30m') => duration('5400s')
            duration('-1.5s') + duration('500ms') => duration('-1s')
            duration('123.321s').getMilliseconds() => 321
            duration('90m').getHours() => 1
            duration('1x') => !cannot be converted to duration
            timestamp(100) - timestamp(40) == duration('60s') => true
            timestamp(1) < timestamp(2) => true
            int(timestamp(5)) => 5
            """)
    }

    @Test func `addresses and networks are values of their own`() {
        check(
            """
            ip('10.0.0.1') => ip('10.0.0.1')
            ip('10.0.0') => !is not an IP address
            isIP('::1') && !isIP('x') => true
            isCIDR('10.0.0.0/8') => true
            cidr('10.0.0.0/8').containsIP('10.1.1.1') => true
            cidr('10.0.0.0/8').containsCIDR('10.0.0.0/7') => false
            cidr('10.1.0.0/8').masked() => cidr('10.0.0.0/8')
            cidr('10.0.0.0/8').prefixLength() => 8
            type(ip('::1')) == net.IP => true
            ip('::1').isLoopback() => true
            ip.isCanonical('::0') => false
            """)
    }
}
