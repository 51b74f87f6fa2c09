import Crypto
import CryptoExtras
import GoTemplates

/// Texts encrypted with AES-256 in CBC mode: 16 bytes to begin with and the blocks, in Base64.
enum AESMessage {
    private static let blockSize = 16

    static func encrypted(_ text: Bytes, password: Bytes) throws(FunctionError) -> Bytes {
        if text.isEmpty { return [] }
        let start = ReproducibleValues.initializationVector
        do {
            let blocks = try AES._CBC.encrypt(
                text, using: key(password), iv: AES._CBC.IV(ivBytes: start))
            return Base64.encoded(start + blocks)
        } catch {
            throw FunctionError("\(error)")
        }
    }

    /// Fails as Go does, whose panics become errors, where the text is no such message.
    static func decrypted(_ text: Bytes, password: Bytes) throws(FunctionError) -> Bytes {
        if text.isEmpty { return [] }
        let message = Base64.decoded(text)
        if let offset = message.error {
            throw FunctionError(EncodingFunctions.fault("base64", at: offset))
        }
        try check(length: message.bytes.count, room: text.count / 4 * 3)
        let start = message.bytes[..<blockSize]
        let padded: Bytes
        do {
            padded = Bytes(
                try AES._CBC.decrypt(
                    message.bytes[blockSize...], using: key(password),
                    iv: AES._CBC.IV(ivBytes: start), noPadding: true))
        } catch {
            throw FunctionError("\(error)")
        }
        let length = padded.count - Int(padded[padded.count - 1])
        guard length >= 0 else {
            throw FunctionError("runtime error: slice bounds out of range [:\(length)]")
        }
        return Bytes(padded[..<length])
    }

    private static func check(length: Int, room: Int) throws(FunctionError) {
        if length < blockSize {
            let range = room < blockSize ? "[:16] with capacity \(room)" : "[16:\(length)]"
            throw FunctionError("runtime error: slice bounds out of range " + range)
        }
        if length == blockSize { throw FunctionError("runtime error: index out of range [-1]") }
        if length % blockSize != 0 {
            throw FunctionError("crypto/cipher: input not full blocks")
        }
    }

    /// The first 32 bytes of a password, filled up with zeros.
    private static func key(_ password: Bytes) -> SymmetricKey {
        let bytes = password.prefix(32) + Bytes(repeating: 0, count: max(0, 32 - password.count))
        return SymmetricKey(data: Bytes(bytes))
    }
}
