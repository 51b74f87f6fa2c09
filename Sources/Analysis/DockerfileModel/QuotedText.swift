/// Texts as Dockerfiles and JSON quote them.
enum QuotedText {
    /// A JSON string.
    static func json(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A JSON array of strings.
    static func json(_ words: [String]) -> String {
        "[" + words.map(json).joined(separator: ", ") + "]"
    }

    /// A text in double quotes that an instruction takes as it is, with nothing expanded; nil for
    /// what quotes cannot hold.
    static func plain(_ text: String, escape: UInt8) -> String? {
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            guard byte >= 0x20 || byte == 0x09 else { return nil }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "$") || byte == escape {
                quoted.append(escape)
            }
            quoted.append(byte)
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
