import Notations
import Testing

@Suite struct NetworkAddressTests {
    @Test func `an address is read and written in its canonical form`() throws {
        let cases: [(String, String)] = [
            ("10.0.0.1", "10.0.0.1"), ("255.255.255.255", "255.255.255.255"),
            ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("2001:DB8::68", "2001:db8::68"),
            ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("0:0:0:0:0:0:0:1", "::1"),
            ("1:0:2:0:3:0:4:0", "1:0:2:0:3:0:4:0"), ("64:ff9b::1.2.3.4", "64:ff9b::102:304"),
            ("::ffff:c0a8:1", "192.168.0.1"),
            (
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
            ),
        ]
        for (text, canonical) in cases {
            #expect(try IPAddress(text.utf8).description == canonical, "\(text)")
        }
    }

    @Test func `what is no address is refused`() {
        let texts = [
            "", ".", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.4 ", "1..2.3",
            ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "1:",
            ":1", "1:2:3:4:5:6:7::8", "::1.2.3", "1.2.3.4::", "fe80::1%eth0",
            "::ffff:192.168.0.1", "-1.2.3.4", "1,2,3,4",
        ]
        for text in texts {
            #expect(throws: NetworkAddressError.self, "\(text)") { try IPAddress(text.utf8) }
        }
        #expect(throws: NetworkAddressError.zone) { try IPAddress("fe80::1%eth0".utf8) }
        #expect(throws: NetworkAddressError.mappedVersion4) {
            try IPAddress("::ffff:10.0.0.1".utf8)
        }
    }

    @Test func `ranges are known by their name`() throws {
        func address(_ text: String) throws -> IPAddress { try IPAddress(text.utf8) }
        #expect(try address("127.1.2.3").isLoopback)
        #expect(try !address("::2").isLoopback)
        #expect(try address("169.254.1.1").isLinkLocalUnicast)
        #expect(try address("febf::1").isLinkLocalUnicast)
        #expect(try !address("fec0::1").isLinkLocalUnicast)
        #expect(try address("224.0.0.255").isLinkLocalMulticast)
        #expect(try address("ff12::1").isLinkLocalMulticast)
        #expect(try address("10.0.0.1").isGlobalUnicast)
        #expect(try !address("255.255.255.255").isGlobalUnicast)
    }

    @Test func `a network contains what shares its prefix`() throws {
        let cases: [(String, String, Bool)] = [
            ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
            ("0.0.0.0/0", "1.2.3.4", true), ("1.2.3.4/32", "1.2.3.4", true),
            ("1.2.3.4/32", "1.2.3.5", false), ("::/0", "1.2.3.4", false), ("::/0", "ff::", true),
            ("2001:db8::/33", "2001:db8:7fff::", true),
            ("2001:db8::/33", "2001:db8:8000::", false),
            ("2001:db8::/65", "2001:db8::8000:0:0:0", false), ("::1/128", "::1", true),
        ]
        for (network, address, expected) in cases {
            let network = try IPNetwork(network.utf8)
            #expect(try network.contains(IPAddress(address.utf8)) == expected, "\(network)")
        }
        #expect(try IPNetwork("10.1.2.3/8".utf8).masked.description == "10.0.0.0/8")
    }

    @Test func `what is no network is refused`() {
        for text in ["", "/", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "::/08", "::/+8"] {
            #expect(throws: NetworkAddressError.self, "\(text)") { try IPNetwork(text.utf8) }
        }
    }
}
