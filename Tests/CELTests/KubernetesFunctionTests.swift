import CEL
import Testing

/// The additions of Kubernetes' API server, by what their documentation says.
@Suite struct KubernetesFunctionTests {
    @Test func `quantities are read, compared and added`() {
        check(
            """
            quantity('1.5G') => quantity('1500M')
            quantity('200K') => !'200K' is not a quantity
            quantity('Mi') => !is not a quantity
            quantity(5) => !no such overload
            quantity(dyn(5)) => !no such overload
            isQuantity('1.3Gi') => true
            isQuantity('1,3G') => false
            isQuantity('Three') => false
            quantity('200M') == quantity('0.2G') => true
            quantity('200M') == quantity('0.3G') => false
            quantity('1') == dyn('1') => false
            quantity('1') in [quantity('1000m')] => true
            quantity('50M').compareTo(quantity('50Mi')) => -1
            quantity('200M').compareTo(quantity('0.2G')) => 0
            quantity('50Mi').compareTo(quantity('50M')) => 1
            quantity('150Mi').isGreaterThan(quantity('100Mi')) => true
            quantity('100M').isLessThan(quantity('50M')) => false
            quantity('100M').isLessThan(50) => !no such overload
            quantity('50k').isInteger() => true
            quantity('1500m').isInteger() => false
            quantity('50k').asInteger() => 50000
            quantity('1.5').asInteger() => !quantity('1500m') cannot be converted to int
            quantity('9999999999999999999999999999999999999G').isInteger() => false
            quantity('9999999999999999999999999999999999999G').asInteger() => !cannot be converted
            quantity('50.703k').asApproximateFloat() => 50703.0
            quantity('-1').sign() + sign(quantity('0')) + quantity('1n').sign() => 0
            quantity('50k').add(quantity('20k')) => quantity('70k')
            quantity('50k').add(20) => quantity('50020')
            quantity('50k').add(20).sub(quantity('100k')).sub(-50000) => quantity('20')
            quantity('1').add('2') => !no such overload
            type(quantity('1')) == kubernetes.Quantity => true
            string(quantity('1')) => !no such overload
            optional.ofNonZeroValue(quantity('0')).hasValue() => true
            """)
    }

    @Test func `URLs are read and taken apart`() {
        check(
            """
            url('https://user:pass@e.com:80/path?query=val#fragment').getHost() => 'e.com:80'
            url('/absolute-path') => url('/absolute-path')
            url('https://a:b:c/') => !neither an absolute URL nor an absolute path
            url('../relative-path') => !neither an absolute URL nor an absolute path
            isURL('https://example.com/') && !isURL('../relative-path') => true
            url('HTTPS://example.com/').getScheme() => 'https'
            url('/path').getScheme() + url('/path').getHost() => ''
            url('https://[::1]:80/').getHostname() => '::1'
            url('https://[::1]/').getHost() => '[::1]'
            url('https://example.com:80/').getPort() => '80'
            url('/path').getPort() => ''
            url('https://e.com/path with spaces/').getEscapedPath() => '/path%20with%20spaces/'
            url('https://example.com').getEscapedPath() => ''
            url('https://e.com/p?k1=a&k2=b&k2=c').getQuery() => {'k1': ['a'], 'k2': ['b', 'c']}
            url('https://e.com/p?key with spaces=a b').getQuery() => {'key with spaces': ['a b']}
            url('https://e.com/p?').getQuery() => {}
            url('http://a/b c') == url('http://a/b%20c') => true
            type(url('/')) == kubernetes.URL => true
            url('/').getHost => !no fields
            'x'.getHost() => !no such overload
            """)
    }

    @Test func `versions are read and compared`() {
        check(
            """
            semver('0.1.0-alpha.1') => semver('0.1.0-alpha.1')
            semver('200K') => !'200K' is not a semantic version
            semver('v1.0.0') => !is not a semantic version
            semver('v1.0.0', true) => semver('1.0.0')
            semver('1.0', true) => semver('1.0.0')
            semver('01.01.01', true) => semver('1.1.1')
            semver('1.0', false) => !is not a semantic version
            isSemver('v1.0') => false
            isSemver('v1.0', true) => true
            isSemver('hello', true) => false
            semver('1.2.3').major() => 1
            semver('1.2.3').minor() * 10 + semver('1.2.3').patch() => 23
            semver('18446744073709551615.0.0').major() => !outside the range of int
            semver('1.2.3').compareTo(semver('2.0.0')) => -1
            semver('1.2.3').isGreaterThan(semver('1.2.3-rc.1')) => true
            semver('1.2.3').isLessThan(semver('1.10.0')) => true
            semver('1.2.3+a') == semver('1.2.3+b') => true
            semver('1.2.3').isLessThan(quantity('1')) => !no such overload
            type(semver('1.0.0')) == kubernetes.Semver => true
            """)
    }

    @Test func `formats say what is wrong with a text`() {
        check(
            #"""
            format.dns1123Label().validate('my-label-name') => optional.none()
            format.dns1123Label().validate('contains a space').hasValue() => true
            format.dns1123Subdomain().validate('apiextensions.k8s.io') => optional.none()
            format.dns1123Subdomain().validate('a..b').hasValue() => true
            format.dns1035Label().validate('1a').hasValue() => true
            format.qualifiedName().validate('apiextensions.k8s.io/v1beta1') => optional.none()
            format.dns1123LabelPrefix().validate('my-label-prefix-') => optional.none()
            format.dns1123SubdomainPrefix().validate('mysubdomain.prefix.-') => optional.none()
            format.dns1035LabelPrefix().validate('-').hasValue() => true
            format.dns1035LabelPrefix().validate('1b-').value()[0].contains('a letter') => true
            format.labelValue().validate('my-cool-label-Value') => optional.none()
            format.labelValue().validate('Value!!\n').hasValue() => true
            format.uri().validate('http://example.com') => optional.none()
            format.uri().validate('a').hasValue() => true
            format.uuid().validate('123e4567-e89b-12d3-a456-426614174000') => optional.none()
            format.uuid().validate('123e4567-e89b-12d3-a456-1') => optional.of(['must be a UUID'])
            format.byte().validate('aGVsbG8=') => optional.none()
            format.byte().validate('aGVsbG8') => optional.of(['must be base64'])
            format.byte().validate('').hasValue() => true
            format.byte().validate('YWJj') => optional.none()
            format.byte().validate('YQ==') => optional.none()
            format.date().validate('2020-01-01') => optional.none()
            format.date().validate('2020-01-32').hasValue() => true
            format.datetime().validate('2020-01-01T00:00:00Z') => optional.none()
            format.datetime().validate('2020-01-32T00:00:00Z').hasValue() => true
            format.named('unknown').hasValue() => false
            format.named('dns1123Label').value() == format.dns1123Label() => true
            format.named('uri').value() == format.uuid() => false
            format.uuid() => format.uuid()
            format.nothing() => !`format` is not declared
            '%d'.format([1]) => '1'
            type(format.uri()) == kubernetes.NamedFormat => true
            """#)
    }

    @Test func `lists are summed, ordered and searched`() {
        check(
            """
            [1, 2, 3].isSorted() => true
            ['a', 'b', 'b'].isSorted() => true
            [2.0, 1.0].isSorted() => false
            [].isSorted() => true
            [1, dyn('a')].isSorted() => !no such overload
            [[1], [2]].isSorted() => !no such overload
            [1, 3].sum() => 4
            [1.5, 3.0].sum() => 4.5
            [duration('1m'), duration('1s')].sum() => duration('61s')
            [].sum() => 0
            ['a', 'b'].sum() => !no such overload
            [dyn('a'), dyn('b')].sum() => !no such overload
            [9223372036854775807, 1].sum() => !overflow
            [1, 3].min() => 1
            [1, 3, 2].max() => 3
            ['b', 'a'].min() => 'a'
            [true, false].max() => true
            [].min() => !`min` of an empty list
            dyn([]).max() => !`max` of an empty list
            [1, dyn('a')].max() => !no such overload
            [1, 2, 2, 3].indexOf(2) => 1
            ['a', 'b', 'b', 'c'].lastIndexOf('b') => 2
            [1.0].indexOf(1.1) => -1
            [].indexOf('string') => -1
            [[1], [2]].indexOf([2]) => 1
            [1].indexOf('a') => !no such overload
            'abc'.indexOf('c') => 2
            5.indexOf(1) => !no such overload
            [1, 2, 3].includes(2) => true
            [1, 2, 3].includes(4) => false
            'model-a'.includes('model-a') => true
            """)
    }

    @Test func `matches are found`() {
        check(
            """
            'abc 123'.find('[0-9]+') => '123'
            'abc 123'.find('xyz') => ''
            'abc 123'.find('[0-9]*') => ''
            'a1b2'.find('([a-z])([0-9])') => 'a1'
            '123 abc 456'.findAll('[0-9]+') => ['123', '456']
            '123 abc 456'.findAll('[0-9]+', 1) => ['123']
            '123 abc 456'.findAll('[0-9]+', 0) => []
            '123 abc 456'.findAll('[0-9]+', -1) => ['123', '456']
            '123 abc 456'.findAll('xyz') => []
            'a'.find('(') => !the pattern is not valid
            'a'.find(1) => !no such overload
            'a'.findAll('a', dyn('b')) => !no such overload
            """)
    }

    @Test func `addresses and networks do what the API server documents`() {
        check(
            """
            ip('127.0.0.256') => !is not an IP address
            isIP(':::1') => false
            ip('::ffff:1.2.3.4') => !not allowed
            ip('fe80::1%eth0') => !has a zone
            ip.isCanonical('2001:db8::abcd') && !ip.isCanonical('2001:DB8::ABCD') => true
            ip.isCanonical('2001:db8::0:0:0:abcd') => false
            ip('127.0.0.1').family() => 4
            ip('0.0.0.0').isUnspecified() && ip('::').isUnspecified() => true
            ip('224.0.0.1').isLinkLocalMulticast() => true
            ip('224.0.1.1').isLinkLocalMulticast() => false
            ip('ff02::1').isLinkLocalMulticast() && !ip('fd00::1').isLinkLocalMulticast() => true
            ip('169.254.169.254').isLinkLocalUnicast() && ip('fe80::1').isLinkLocalUnicast() => true
            ip('fd80::1').isLinkLocalUnicast() => false
            ip('192.168.0.1').isGlobalUnicast() && ip('2001:db8::abcd').isGlobalUnicast() => true
            ip('255.255.255.255').isGlobalUnicast() || ip('ff00::1').isGlobalUnicast() => false
            string(ip('::1')) + string(cidr('10.0.0.0/8')) => '::110.0.0.0/8'
            isCIDR('192.168.0.0/33') || isCIDR('::1/129') => false
            cidr('192.168.0.0/24').containsIP('192.168.0.1') => true
            cidr('192.168.0.0/24').containsIP('x') => !is not an IP address
            cidr('192.168.0.0/16').containsCIDR('192.168.10.0/24') => true
            cidr('192.168.1.0/24').containsCIDR(cidr('192.168.2.0/24')) => false
            cidr('192.168.0.1/24').ip().family() => 4
            cidr('192.168.0.1/24').masked() => cidr('192.168.0.0/24')
            cidr('192.168.0.1/24') == cidr('192.168.0.1/24').masked() => false
            cidr('::1/128').prefixLength() => 128
            """)
    }

    @Test func `hostile texts end at a limit`() {
        var environment = CELEnvironment()
        environment.limits.steps = 100
        let long = String(repeating: "9", count: 100_000)
        environment.declare("text", .string)
        for name in ["quantity", "isQuantity", "semver", "isSemver", "url", "isURL"] {
            let found = outcome("\(name)(text)", environment, [.string(long)])
            #expect(found.hasPrefix("!the expression takes too many steps"), "\(name): \(found)")
        }
    }

    @Test func `a value stays as small as it was`() {
        #expect(MemoryLayout<CELValue>.size <= 17)
    }
}
