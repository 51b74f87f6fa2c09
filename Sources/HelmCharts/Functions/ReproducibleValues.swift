import GoTemplates

/// What stands for the values that differ from render to render in Helm: the clock, random texts,
/// keys. A render here must give the same bytes each time, so these are fixed, of the form that the
/// real ones have, and say in their text that they are placeholders.
enum ReproducibleValues {
    /// What `now` gives: 2026-01-01T00:00:00Z.
    static let now = Moment(seconds: 1_767_225_600)

    /// What random letters and digits are taken from, over and over.
    static let randomText = Bytes("RandomPlaceholder".utf8)
    static let randomLettersAndDigits = Bytes("RandomPlaceholder0".utf8)
    static let randomASCII = Bytes("Random-Placeholder!0".utf8)
    static let randomDigits = Bytes("1234567890".utf8)

    /// What `uuidv4` gives: the form of a random one (version 4, variant 8).
    static let uuid = "00000000-0000-4000-8000-000000000000"

    /// What `bcrypt` gives: a hash of cost 10 in form; no password has it.
    static let bcryptHash = "$2a$10$" + "Placeholder.for.a.bcrypt.hash.which.has.random.salt.."

    /// What `encryptAES` begins a message with instead of 16 random bytes.
    static let initializationVector = Bytes("placeholder.iv..".utf8)

    /// What stands for a key or a certificate: a text that says so, in a PEM block of that label.
    /// `description` tells one from another.
    static func pem(_ label: String, _ description: String) -> Bytes {
        let text = "Placeholder, made anew by Helm for each release: " + description
        return PEMBlock.text(label: label, content: Bytes(text.utf8))
    }
}
