import Notations
import Testing

@Suite struct AbsoluteURLTests {
    private func url(_ text: String) throws -> AbsoluteURL {
        try #require(AbsoluteURL(text.utf8), "\(text)")
    }

    @Test func `a URL is taken apart`() throws {
        let url = try url("HTTPS://user:p%40ss@example.com:80/a/b?query=val#frag%20ment")
        #expect(url.scheme == "https" && url.userinfo == "user:p%40ss")
        #expect(url.host == "example.com:80" && url.hostname == "example.com" && url.port == "80")
        #expect(url.escapedPath == "/a/b" && url.query == "query=val")
        #expect(url.fragment == "frag%20ment")
        #expect(url.description == "https://user:p%40ss@example.com:80/a/b?query=val#frag%20ment")
    }

    @Test func `the host may be missing, bracketed or without a port`() throws {
        let cases: [(String, String, String, String)] = [
            ("https://[::1]:80/", "[::1]:80", "::1", "80"), ("https://[::1]/", "[::1]", "::1", ""),
            ("https://127.0.0.1:80", "127.0.0.1:80", "127.0.0.1", "80"), ("/path", "", "", ""),
            ("https://a.b:", "a.b:", "a.b", ""), ("file:///etc", "", "", ""),
            ("http://[fe80::1%25en0]:8080/", "[fe80::1%en0]:8080", "fe80::1%en0", "8080"),
            ("http://b%C3%BCcher.de/", "bücher.de", "bücher.de", ""),
            ("mailto:a@b.c", "", "", ""), ("//host/path", "host", "host", ""),
        ]
        for (text, host, hostname, port) in cases {
            let url = try url(text)
            #expect(url.host == host && url.hostname == hostname && url.port == port, "\(text)")
        }
        #expect(try url("mailto:a@b.c").opaque == "a@b.c")
    }

    @Test func `a path is escaped where it must be`() throws {
        let cases = [
            ("https://e.com/path with spaces/", "/path%20with%20spaces/"), ("https://e.com", ""),
            ("/a%2Fb", "/a%2Fb"), ("/a(b)[c]", "/a(b)[c]"), ("/é", "/%C3%A9"),
            ("/a%2Fb c", "/a/b%20c"), ("/(a) b", "/%28a%29%20b"), ("*", "*"), ("///a", "///a"),
        ]
        for (text, path) in cases { #expect(try url(text).escapedPath == path, "\(text)") }
    }

    @Test func `a query is keys and values in their order`() throws {
        func pairs(_ text: String) throws -> [String] {
            try url(text).parameters.map { "\($0.key)=\($0.value)" }
        }
        #expect(try pairs("/p?k1=a&k2=b&k2=c") == ["k1=a", "k2=b", "k2=c"])
        #expect(try pairs("/p?a+b=c%20d&&=x&e") == ["a b=c d", "=x", "e="])
        #expect(try pairs("/p?bad=%zz&a;b=1&c=d=e") == ["c=d=e"])
        #expect(try pairs("/p?").isEmpty)
        #expect(try url("/p?").query == "" && url("/p").query == nil)
    }

    @Test func `what is no absolute URL is refused`() {
        let texts = [
            "", "../relative-path", "path", "?a", "#a", ":a", "1a:b", "https://a:b:c/",
            "https://a:80x/", "https://[::1/", "https://[::1]80/", "https://a b/", "https://a^b/",
            "https://a%20b/", "https://a%zz/", "https://us er@a/", "https://u%z@a/", "/a%", "/a%2",
            "/a%zz", "/a\nb", "/a\u{7F}", "/a#%zz", "https://e.com#frag", "é://a",
        ]
        for text in texts { #expect(AbsoluteURL(text.utf8) == nil, "\(text)") }
    }

    @Test func `URLs are equal when their escaped texts are`() throws {
        #expect(try url("HTTP://a/b c") == url("http://a/b%20c"))
        #expect(try url("/a#") == url("/a") && url("/a?") != url("/a"))
        #expect(try url("mailto:a@b.c?x#y").description == "mailto:a@b.c?x#y")
        #expect(try url("file:///etc").description == "file:///etc")
        #expect(try url("http://a/b") != url("http://a/b/"))
        #expect(try url("http://a/\u{E9}") != url("http://a/e\u{301}"))
        #expect(try Set([url("HTTP://a/b c"), url("http://a/b%20c")]).count == 1)
    }
}
