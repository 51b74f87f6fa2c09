import HelmCharts
import Testing

struct CryptoFunctionTests {
    private func expect(_ cases: [(String, String)]) {
        for (template, expected) in cases {
            let got = SmallTemplate.text(template)
            #expect(got == expected || got.hasSuffix(": " + expected), "\(template)")
        }
    }

    @Test func times() {
        expect([
            ("{{ now }}", "2026-01-01 00:00:00 +0000 UTC"),
            (#"{{ date "2006-01-02 15:04" 1500000000 }}"#, "2017-07-14 02:40"),
            (#"{{ dateInZone "3:04PM MST" 0 "Asia/Tokyo" }}"#, "9:00AM JST"),
            (#"{{ dateInZone "15:04 MST" 0 "No/Where" }}"#, "00:00 UTC"),
            (#"{{ htmlDate 951782400 }}"#, "2000-02-29"),
            (#"{{ (toDate "2006-01-02" "2017-12-31").YearDay }}"#, "365"),
            (#"{{ toDate "2006-01-02" "2017-02-30" }}"#, "0001-01-01 00:00:00 +0000 UTC"),
            (
                #"{{ mustToDate "2006" "y" }}"#,
                #"parsing time "y" as "2006": cannot parse "y" as "2006""#
            ),
            (#"{{ now | dateModify "-1.5h" | unixEpoch }}"#, "1767220200"),
            (#"{{ mustDateModify "1q" now }}"#, #"time: unknown unit "q" in duration "1q""#),
            (#"{{ ago (toDate "2006-01-02" "2025-12-31") }}"#, "24h0m0s"),
            (#"{{ duration "93784" }} {{ durationRound "2400h5s" }}"#, "26h3m4s 3mo"),
            (#"{{ (now.AddDate 0 1 30).Format "Mon Jan _2" }}"#, "Tue Mar  3"),
            (#"{{ now.Sub (toDate "2006" "2025") }}"#, "8760h0m0s"),
        ])
    }

    @Test func codes() {
        expect([
            (#"{{ b64enc "foob" }} {{ b64dec "Zm9vYg==" }}"#, "Zm9vYg== foob"),
            (#"{{ b64dec "abc" }}"#, "illegal base64 data at input byte 0"),
            (#"{{ b64dec "Zm=v" }}"#, "illegal base64 data at input byte 2"),
            (#"{{ b32enc "foob" }} {{ b32dec "MZXW6YQ=" }}"#, "MZXW6YQ= foob"),
            (#"{{ b32dec "a" }}"#, "illegal base32 data at input byte 0"),
            (#"{{ "abc" | sha1sum }}"#, "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (#"{{ "abc" | adler32sum }}"#, "38600999"),
            (#"{{ getHostByName "localhost" }}"#, ""),
        ])
    }

    @Test func secrets() {
        expect([
            (#"{{ derivePassword 1 "long" "password" "user" "example.com" }}"#, "ZedaFaxcZaso9*"),
            (#"{{ derivePassword 1 "odd" "p" "u" "s" }}"#, "cannot find password template odd"),
            (#"{{ encryptAES "key" "text" | decryptAES "key" }}"#, "text"),
            (#"{{ decryptAES "k" "!" }}"#, "illegal base64 data at input byte 0"),
            (#"{{ htpasswd "a:b" "c" }}"#, "invalid username: a:b"),
            (#"{{ htpasswd "a" "b" | len }}"#, "62"),
        ])
    }

    @Test func placeholders() {
        expect([
            (#"{{ randAlphaNum 40 | len }} {{ randNumeric 12 }}"#, "40 123456789012"),
            (#"{{ randAlpha -1 }}"#, ""), (#"{{ randInt 5 5 }}"#, "invalid argument to Intn"),
            (#"{{ randBytes 4 }}"#, "UmFuZA=="), (#"{{ uuidv4 | len }}"#, "36"),
            (#"{{ randAscii 67108865 }}"#, "a random text of 67108865 bytes is longer than 64 MiB"),
            (#"{{ genPrivateKey "odd" }}"#, "Unknown type odd"),
            (
                #"{{ eq (genCA "a" 1).Cert (genCA "a" 1).Cert }}"#
                    + #"{{ eq (genCA "a" 1).Cert (genCA "b" 1).Cert }}"#, "truefalse"
            ),
            (
                #"{{ $ca := buildCustomCert (b64enc (genCA "a" 1).Cert) (b64enc (genCA "a" 1).Key) }}"#
                    + #"{{ eq (genSignedCert "x" nil nil 1 $ca).Key $ca.Key }}"#, "false"
            ),
            (
                #"{{ genSelfSignedCert "x" (list "foo") nil 1 }}"#,
                "error parsing ip: foo"
            ),
            (#"{{ genCAWithKey "x" 3 "foo" }}"#, "parsing private key: no PEM data in input"),
            (#"{{ buildCustomCert "YQ==" "YQ==" }}"#, "unable to decode certificate"),
        ])
    }

    @Test func versions() {
        expect([
            (#"{{ $v := semver "v1.2.3-a+b" }}{{ $v.Major }} {{ $v.Original }}"#, "1 v1.2.3-a+b"),
            (#"{{ semver "1.2.3" | (semver "1.3.3").Compare }}"#, "1"),
            (#"{{ (semver "v1.2.3-a+b").IncPatch }}"#, "1.2.3"),
            (#"{{ (semver "1.2.3").SetPrerelease "01" }}"#, "version segment starts with 0"),
            (#"{{ semverCompare ">=1.19-0" "v1.29.0" }}"#, "true"),
        ])
    }
}
