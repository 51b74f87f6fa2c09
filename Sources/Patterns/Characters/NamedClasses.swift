/// The ASCII classes `\d` and `[:alpha:]`.
enum NamedClasses {
    /// The class after a backslash; nil if the byte names none.
    static func perl(_ byte: UInt8) -> ScalarSet? {
        switch byte | 0x20 {
        case UInt8(ascii: "d"): digits
        case UInt8(ascii: "s"): spaces
        case UInt8(ascii: "w"): words
        default: nil
        }
    }

    /// The class between `[:` and `:]`, without a `^`; nil if there is none of that name.
    static func posix(_ name: String) -> ScalarSet? {
        switch name {
        case "alnum": ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
        case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
        case "ascii": ScalarSet([0...0x7F])
        case "blank": ScalarSet([9...9, 0x20...0x20])
        case "cntrl": ScalarSet([0...0x1F, 0x7F...0x7F])
        case "digit": digits
        case "graph": ScalarSet([0x21...0x7E])
        case "lower": ScalarSet([0x61...0x7A])
        case "print": ScalarSet([0x20...0x7E])
        case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "space": ScalarSet([9...13, 0x20...0x20])
        case "upper": ScalarSet([0x41...0x5A])
        case "word": words
        case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
        default: nil
        }
    }

    private static let digits = ScalarSet([0x30...0x39])
    /// Without the vertical tab, which `[:space:]` has.
    private static let spaces = ScalarSet([9...10, 12...13, 0x20...0x20])
    private static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
}
