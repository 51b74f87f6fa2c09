import GoTemplates

/// A table while a text is being read. A class, since `[a]`, `a.b = 1` and `[[a]]` come back to
/// tables that stand in others.
final class TOMLTable {
    enum Entry {
        case value(Value)
        case table(TOMLTable)
        /// Tables that `[[name]]` began.
        case tables([TOMLTable])
    }

    var entries: [Bytes: Entry] = [:]
    /// Whether it is only there because something within it has a name, so that it may still be
    /// defined.
    var isImplicit: Bool

    init(isImplicit: Bool = false) {
        self.isImplicit = isImplicit
    }

    /// The table as a value; it and what it holds came from `origin`.
    func value(_ origin: Origin) -> Value {
        let entries = entries.map { key, entry in
            MapValue.Entry(key: key, value: Self.value(entry, origin))
        }
        return Value.map(MapValue(unordered: entries)).with(origin)
    }

    private static func value(_ entry: Entry, _ origin: Origin) -> Value {
        switch entry {
        case .value(let value): value
        case .table(let table): table.value(origin)
        case .tables(let tables):
            Value.list(tables.map { $0.value(origin) }, .map).with(origin)
        }
    }
}

/// A name of several parts, as the TOML package prints it.
enum TOMLKey {
    static func text(_ parts: [Bytes]) -> Bytes {
        Bytes(parts.map { part($0) }.joined(separator: [UInt8(ascii: ".")]))
    }

    /// A part, in quotes when it needs some.
    static func part(_ part: Bytes) -> Bytes {
        guard part.isEmpty || !part.allSatisfy({ isBare($0) }) else { return part }
        return TOMLString.quoted(part)
    }

    static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

enum TOMLString {
    /// A text in double quotes.
    static func quoted(_ text: Bytes) -> Bytes {
        var result: Bytes = [UInt8(ascii: "\"")]
        result.reserveCapacity(text.count + 2)
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += [UInt8(ascii: "\\"), byte]
            case 0x00..<0x20, 0x7F: result += GoJSONString.escape(byte)
            default: result.append(byte)
            }
        }
        result.append(UInt8(ascii: "\""))
        return result
    }
}
