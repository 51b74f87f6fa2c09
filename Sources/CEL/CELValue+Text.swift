import Notations

extension CELValue: CustomStringConvertible {
    /// The value as a CEL literal, for people; stops with `…` after some ten thousand bytes.
    package var description: String {
        var writer = LiteralWriter(limit: 10_000)
        writer.write(self)
        return writer.text
    }

    /// The literal, shortened to what fits a sentence.
    var shortDescription: String {
        var writer = LiteralWriter(limit: 60)
        writer.write(self)
        return writer.text
    }
}

/// Writes values as CEL literals up to a length.
private struct LiteralWriter {
    var text = ""
    let limit: Int
    private var depth = 0

    init(limit: Int) { self.limit = limit }

    private var isFull: Bool { text.utf8.count >= limit }

    mutating func write(_ value: CELValue) {
        guard !isFull else { return }
        // The host's objects may lead back to themselves.
        guard depth < 100 else {
            text += "…"
            return
        }
        depth += 1
        defer { depth -= 1 }
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .int(let value): text += String(value)
        case .uint(let value): text += "\(value)u"
        case .double(let value): text += literal(value)
        case .string(let value): quote(value)
        case .bytes(let value):
            text += "b"
            quote(value)
        case .list(let elements): write(elements)
        case .map(let map): write(map)
        case .type(let name): text += name
        case .timestamp(let value): text += "timestamp('\(value)')"
        case .duration(let value):
            text += "duration('\(DurationText.seconds(ofNanoseconds: value))')"
        case .absent: text += "optional.none()"
        case .present(let value):
            text += "optional.of("
            write(value)
            text += ")"
        case .address(let value): text += "ip('\(value)')"
        case .network(let value): text += "cidr('\(value)')"
        case .quantity(let value): text += "quantity('\(value)')"
        case .url(let value): write("url", value.description)
        case .version(let value): text += "semver('\(value)')"
        case .format(let value): text += "format.\(value)()"
        case .object(let object): write(object)
        }
    }

    /// A call with one text.
    private mutating func write(_ function: String, _ argument: String) {
        text += function + "("
        quote(argument)
        text += ")"
    }

    private func literal(_ value: Double) -> String {
        if value.isNaN { return "double('NaN')" }
        if value.isInfinite { return value < 0 ? "double('-Infinity')" : "double('Infinity')" }
        return value.description
    }

    private mutating func write(_ elements: [CELValue]) {
        text += "["
        separated(elements) { writer, element in writer.write(element) }
        text += "]"
    }

    private mutating func write(_ map: CELMap) {
        text += "{"
        separated(map.entries) { writer, entry in
            writer.write(entry.key)
            writer.text += ": "
            writer.write(entry.value)
        }
        text += "}"
    }

    private mutating func write(_ object: any CELObject) {
        text += object.objectType.name + "{"
        let present = object.objectType.fields.indices.lazy.compactMap { index in
            object.field(index).map { (object.objectType.fields[index].name, $0) }
        }
        separated(present) { writer, field in
            writer.text += field.0 + ": "
            writer.write(field.1)
        }
        text += "}"
    }

    private mutating func separated<Element>(
        _ elements: some Sequence<Element>, _ write: (inout LiteralWriter, Element) -> Void
    ) {
        var isFirst = true
        for element in elements {
            if isFull {
                text += "…"
                return
            }
            if !isFirst { text += ", " }
            isFirst = false
            write(&self, element)
        }
    }

    private mutating func quote(_ value: String) {
        text += "'"
        if value.utf8.allSatisfy(Self.isPlain), text.utf8.count + value.utf8.count <= limit {
            text += value + "'"
            return
        }
        for scalar in value.unicodeScalars {
            if isFull {
                text += "…"
                break
            }
            switch scalar {
            case "'": text += "\\'"
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
                text += "\\u00" + hexadecimal(UInt8(scalar.value))
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "'"
    }

    /// Whether a byte stands for itself in a literal.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "\\")
    }

    private mutating func quote(_ bytes: [UInt8]) {
        text += "'"
        for byte in bytes {
            if isFull {
                text += "…"
                break
            }
            switch byte {
            case UInt8(ascii: "'"): text += "\\'"
            case UInt8(ascii: "\\"): text += "\\\\"
            case 0x20..<0x7F: text.unicodeScalars.append(Unicode.Scalar(byte))
            default: text += "\\x" + hexadecimal(byte)
            }
        }
        text += "'"
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
