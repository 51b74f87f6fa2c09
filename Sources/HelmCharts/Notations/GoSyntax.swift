import GoTemplates

/// Values as Go prints them with `%#v`, as far as errors show them.
enum GoSyntax {
    /// The text of what was read from YAML.
    static func text(_ value: Value) -> String {
        switch value.payload {
        case .invalid, .null: "<nil>"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value, .uint64): "0x" + String(UInt(bitPattern: value), radix: 16)
        case .integer(let value, _): String(value)
        case .float(let value):
            if let whole = Int(exactly: value) {
                String(whole)
            } else {
                String(decoding: GoNumberText.float(value), as: UTF8.self)
            }
        case .string, .text: quoted(value.bytes ?? [])
        case .list(let list):
            "[]interface {}{" + list.items.map { member($0) }.joined(separator: ", ") + "}"
        case .map(let map):
            "map[interface {}]interface {}{"
                + map.entries.map { quoted($0.key) + ":" + member($0.value) }
                .joined(separator: ", ") + "}"
        case .object(let object): object.typeName
        }
    }

    private static func member(_ value: Value) -> String {
        value.isNil ? "interface {}(nil)" : text(value)
    }

    private static func quoted(_ bytes: Bytes) -> String {
        var result = "\""
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
