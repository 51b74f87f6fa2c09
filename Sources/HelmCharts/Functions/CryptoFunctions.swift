import Crypto
package import GoTemplates

/// Checksums, passwords and encryption in templates. Keys and certificates are in
/// `CertificateFunctions`.
package enum CryptoFunctions {
    package static let all: [TemplateFunction] = checksums + passwords + encryption

    private static let checksums: [TemplateFunction] = [
        TemplateFunction("sha1sum", [.string]) { (call) throws(FunctionError) in
            .string(digest(Insecure.SHA1(), call.bytes(0)))
        },
        TemplateFunction("sha256sum", [.string]) { (call) throws(FunctionError) in
            .string(digest(SHA256(), call.bytes(0)))
        },
        TemplateFunction("sha512sum", [.string]) { (call) throws(FunctionError) in
            .string(digest(SHA512(), call.bytes(0)))
        },
        TemplateFunction("adler32sum", [.string]) { (call) throws(FunctionError) in
            .string(String(adler32(call.bytes(0))))
        },
    ]

    /// The digest of a text in hexadecimal digits.
    private static func digest(_ empty: some HashFunction, _ text: Bytes) -> Bytes {
        var hasher = empty
        text.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        var digits: Bytes = []
        for byte in hasher.finalize() {
            for digit in [byte >> 4, byte & 15] {
                digits.append(digit + (digit < 10 ? 0x30 : 0x57))
            }
        }
        return digits
    }

    private static func adler32(_ text: Bytes) -> UInt32 {
        var (low, high): (UInt32, UInt32) = (1, 0)
        var start = 0
        while start < text.count {
            // So many sums stay below 32 bits.
            let end = min(start + 5_552, text.count)
            for index in start..<end {
                low &+= UInt32(text[index])
                high &+= low
            }
            low %= 65_521
            high %= 65_521
            start = end
        }
        return high << 16 | low
    }

    private static let passwords: [TemplateFunction] = [
        TemplateFunction("bcrypt", [.string]) { (call) throws(FunctionError) in
            .string(bcrypt(call.bytes(0)))
        },
        TemplateFunction("htpasswd", [.string, .string]) { (call) throws(FunctionError) in
            let user = call.bytes(0)
            if user.contains(UInt8(ascii: ":")) {
                return .string(Bytes("invalid username: ".utf8) + user)
            }
            return .string(user + [UInt8(ascii: ":")] + Bytes(bcrypt(call.bytes(1)).utf8))
        },
        TemplateFunction("derivePassword", [.int, .string, .string, .string, .string]) {
            (call) throws(FunctionError) in
            guard let counter = UInt32(exactly: call.int(0)) else {
                throw FunctionError("expected unsigned integer; found \(call.int(0))")
            }
            // It is slow on purpose.
            call.evaluator.charge(300_000)
            return .string(
                try DerivedPassword.password(
                    counter: counter, kind: call.text(1), password: call.bytes(2),
                    user: call.bytes(3), site: call.bytes(4)))
        },
    ]

    private static func bcrypt(_ password: Bytes) -> String {
        password.count > 72
            ? "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes"
            : ReproducibleValues.bcryptHash
    }

    private static let encryption: [TemplateFunction] = [
        TemplateFunction("encryptAES", [.string, .string]) { (call) throws(FunctionError) in
            .string(try AESMessage.encrypted(call.bytes(1), password: call.bytes(0)))
        },
        TemplateFunction("decryptAES", [.string, .string]) { (call) throws(FunctionError) in
            .string(try AESMessage.decrypted(call.bytes(1), password: call.bytes(0)))
        },
    ]
}
