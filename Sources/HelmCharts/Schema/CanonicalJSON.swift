import GoTemplates

/// Values as texts that are equal where the values are: whole numbers are written alike whether
/// they are integers or floating point numbers.
enum CanonicalJSON {
    /// Deeper values count as equal.
    private static let deepest = 1_000

    static func text(_ value: Value) -> Bytes {
        var text: Bytes = []
        write(value, to: &text, depth: 0)
        return text
    }

    private static func write(_ value: Value, to text: inout Bytes, depth: Int) {
        guard depth < deepest else { return }
        switch value.payload {
        case .invalid, .null: text.append(UInt8(ascii: "n"))
        case .bool(let value): text.append(UInt8(ascii: value ? "t" : "f"))
        case .integer(let value, _): text += Bytes("#\(Double(value))".utf8)
        case .float(let value): text += Bytes("#\(value == 0 ? 0 : value)".utf8)
        case .string, .text: write(value.bytes ?? [], to: &text)
        case .list(let list):
            text += Bytes("[\(list.items.count)".utf8)
            for item in list.items { write(item, to: &text, depth: depth + 1) }
        case .map(let map):
            text += Bytes("{\(map.count)".utf8)
            for entry in map.entries {
                write(entry.key, to: &text)
                write(entry.value, to: &text, depth: depth + 1)
            }
        case .object(let object):
            write(object.members.map { Value(.map($0)) } ?? .null, to: &text, depth: depth + 1)
        }
    }

    private static func write(_ string: Bytes, to text: inout Bytes) {
        text += Bytes("\"\(string.count):".utf8) + string
    }
}
