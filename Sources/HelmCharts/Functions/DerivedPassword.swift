import Crypto
import CryptoExtras
import GoTemplates
import Synchronization

/// Passwords made from a master password, a user and a site, after the algorithm Master Password:
/// the same arguments give the same password everywhere.
enum DerivedPassword {
    private static let scope = Bytes("com.lyndir.masterpassword".utf8)

    static func password(
        counter: UInt32, kind: String, password: Bytes, user: Bytes, site: Bytes
    ) throws(FunctionError) -> Bytes {
        guard let forms = forms[kind] else {
            return Bytes("cannot find password template \(kind)".utf8)
        }
        let key = try masterKey(password: password, user: user)
        let message = scope + bigEndian(UInt32(site.count)) + site + bigEndian(counter)
        let seed = Bytes(HMAC<SHA256>.authenticationCode(for: message, using: key))
        let form = forms[Int(seed[0]) % forms.count].utf8
        return zip(form, seed.dropFirst()).map { place, number in
            let choices = characters[place] ?? []
            return choices[Int(number) % choices.count]
        }
    }

    private static func bigEndian(_ number: UInt32) -> Bytes {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private struct MasterKey {
        var password: Bytes
        var user: Bytes
        var key: SymmetricKey
    }

    /// The last key, since it costs a tenth of a second and a chart asks for many sites with one.
    private static let last = Mutex<MasterKey?>(nil)

    private static func masterKey(
        password: Bytes, user: Bytes
    ) throws(FunctionError) -> SymmetricKey {
        if let last = last.withLock({ $0 }), last.password == password, last.user == user {
            return last.key
        }
        let salt = scope + bigEndian(UInt32(user.count)) + user
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: 64, rounds: 32_768, blockSize: 8,
                parallelism: 2)
            last.withLock { $0 = MasterKey(password: password, user: user, key: key) }
            return key
        } catch {
            throw FunctionError("failed to derive password: \(error)")
        }
    }

    /// By kind: forms, whose letters stand for sets of characters.
    private static let forms: [String: [String]] = [
        "maximum": ["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"],
        "long": [
            "CvcvnoCvcvCvcv", "CvcvCvcvnoCvcv", "CvcvCvcvCvcvno", "CvccnoCvcvCvcv",
            "CvccCvcvnoCvcv", "CvccCvcvCvcvno", "CvcvnoCvccCvcv", "CvcvCvccnoCvcv",
            "CvcvCvccCvcvno", "CvcvnoCvcvCvcc", "CvcvCvcvnoCvcc", "CvcvCvcvCvccno",
            "CvccnoCvccCvcv", "CvccCvccnoCvcv", "CvccCvccCvcvno", "CvcvnoCvccCvcc",
            "CvcvCvccnoCvcc", "CvcvCvccCvccno", "CvccnoCvcvCvcc", "CvccCvcvnoCvcc",
            "CvccCvcvCvccno",
        ],
        "medium": ["CvcnoCvc", "CvcCvcno"],
        "short": ["Cvcn"],
        "basic": ["aaanaaan", "aannaaan", "aaannaaa"],
        "pin": ["nnnn"],
    ]

    private static let characters: [UInt8: Bytes] = {
        let (bigVowels, bigConsonants) = ("AEIOU", "BCDFGHJKLMNPQRSTVWXYZ")
        let (vowels, consonants) = ("aeiou", "bcdfghjklmnpqrstvwxyz")
        let letters = bigVowels + vowels + bigConsonants + consonants
        let sets: [(UInt8, String)] = [
            (UInt8(ascii: "V"), bigVowels), (UInt8(ascii: "C"), bigConsonants),
            (UInt8(ascii: "v"), vowels), (UInt8(ascii: "c"), consonants),
            (UInt8(ascii: "A"), bigVowels + bigConsonants), (UInt8(ascii: "a"), letters),
            (UInt8(ascii: "n"), "0123456789"), (UInt8(ascii: "o"), "@&%?,=[]_:-+*$#!'^~;()/."),
            (UInt8(ascii: "x"), letters + "0123456789!@#$%^&*()"),
        ]
        return Dictionary(uniqueKeysWithValues: sets.map { ($0, Bytes($1.utf8)) })
    }()
}
