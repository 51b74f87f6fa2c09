import GoTemplates

/// Writes values as encoding/json does.
struct GoJSONWriter {
    /// The deepest nesting that is written; Go looks for cycles from here on.
    static let maximumDepth = 1_000
    /// The longest text that is written.
    static let maximumSize = 64 << 20

    private var text: NotationText
    private let origins: OriginTable
    private let escaping: GoJSONString.Escaping
    /// Whether every member stands on a line of its own, indented by two spaces a level.
    private let isPretty: Bool

    init(_ origins: OriginTable, _ escaping: GoJSONString.Escaping, isPretty: Bool = false) {
        self.origins = origins
        self.escaping = escaping
        self.isPretty = isPretty
        text = NotationText(origins)
    }

    /// The text of a value.
    static func text(
        _ value: Value, _ call: FunctionCall, _ escaping: GoJSONString.Escaping,
        isPretty: Bool = false
    ) throws(FunctionError) -> Value {
        var writer = GoJSONWriter(call.origins, escaping, isPretty: isPretty)
        try writer.write(value, depth: 0)
        return writer.text.value(call.builder())
    }

    private mutating func write(_ value: Value, depth: Int) throws(FunctionError) {
        switch value.payload {
        case .list(let list) where list.kind != .byte:
            try writeList(list, value.origin, depth: depth)
        case .map(let map):
            guard map.kind != .anyKeys else {
                throw FunctionError("json: unsupported type: " + map.kind.typeName)
            }
            try writeMap(map, value.origin, depth: depth)
        case .object: try writeObject(value, depth: depth)
        default:
            text.turn(to: value.origin)
            try writeScalar(value)
        }
    }

    private mutating func writeObject(_ object: Value, depth: Int) throws(FunctionError) {
        switch try GoJSONForm(object) {
        case .value(let value):
            try write(value.with(origins.union(value.origin, object.origin)), depth: depth)
        case .fields(let entries):
            try writeMap(MapValue(entries), object.origin, depth: depth)
        }
    }

    private mutating func writeScalar(_ value: Value) throws(FunctionError) {
        switch value.payload {
        case .bool(let isTrue): text.append(isTrue ? "true" : "false")
        case .integer(let number, let kind):
            text.append(GoJSONNumber.text(number, kind))
        case .float(let number):
            guard number.isFinite else { throw GoJSONNumber.unsupported(number) }
            text.append(GoFloatText.json(number))
        case .string(let bytes): writeString(bytes, value.origin, nil)
        case .text(let traced):
            let origin = traced.origin(in: 0..<traced.bytes.count, origins)
            writeString(traced.bytes, origins.union(origin, value.origin), traced)
        case .list(let list):
            writeString(Base64.encoded(GoJSONNumber.bytes(list)), value.origin, nil)
        case .invalid, .null, .map, .object: text.append("null")
        }
        guard text.bytes.count <= Self.maximumSize else {
            throw FunctionError("text above \(Self.maximumSize >> 20) MiB", isLimit: true)
        }
    }

    private mutating func writeList(
        _ list: ListValue, _ origin: Origin, depth: Int
    ) throws(FunctionError) {
        try checkDepth(depth, "[]interface {}")
        text.turn(to: origin)
        if list.isNil { return text.append("null") }
        text.append(UInt8(ascii: "["))
        for index in list.items.indices {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            breakLine(depth + 1)
            try write(origins.item(of: list, at: index, origin), depth: depth + 1)
            text.turn(to: origin)
        }
        if !list.items.isEmpty { breakLine(depth) }
        text.append(UInt8(ascii: "]"))
    }

    private mutating func writeMap(
        _ map: MapValue, _ origin: Origin, depth: Int
    ) throws(FunctionError) {
        try checkDepth(depth, "map[string]interface {}")
        text.turn(to: origin)
        text.append(UInt8(ascii: "{"))
        for (index, entry) in map.entries.enumerated() {
            if index > 0 { text.append(UInt8(ascii: ",")) }
            breakLine(depth + 1)
            writeString(entry.key, origin, nil)
            text.append(UInt8(ascii: ":"))
            if isPretty { text.append(UInt8(ascii: " ")) }
            try write(origins.member(entry.value, of: map, origin), depth: depth + 1)
            text.turn(to: origin)
        }
        if !map.isEmpty { breakLine(depth) }
        text.append(UInt8(ascii: "}"))
    }

    private func checkDepth(_ depth: Int, _ type: String) throws(FunctionError) {
        guard depth < Self.maximumDepth else {
            throw FunctionError("json: unsupported value: encountered a cycle via " + type)
        }
    }

    private mutating func breakLine(_ depth: Int) {
        guard isPretty else { return }
        text.append(0x0A)
        text.append(0x20, times: 2 * depth)
    }

    /// A text in quotes; the parts of a traced text that stand in it as they are keep their runs.
    private mutating func writeString(_ bytes: Bytes, _ origin: Origin, _ traced: TracedText?) {
        text.append(UInt8(ascii: "\""))
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            var place = 0
            while place < bytes.count {
                let byte = bytes[place]
                if byte < 0x80, GoJSONString.isPlain(byte, escaping) {
                    place += 1
                    continue
                }
                let (length, escape) = unusual(bytes, at: place)
                if let escape {
                    copy(bytes, start..<place, origin, traced)
                    text.append(escape)
                    start = place + length
                }
                place += length
            }
            copy(bytes, start..<place, origin, traced)
        }
        text.append(UInt8(ascii: "\""))
    }

    /// A character that is not plain ASCII: its length, and what is written for it if not itself.
    private func unusual(
        _ bytes: UnsafeBufferPointer<UInt8>, at place: Int
    ) -> (length: Int, escape: Bytes?) {
        let byte = bytes[place]
        if byte < 0x80 {
            switch byte {
            case UInt8(ascii: "<"): return (1, Bytes("\\u003c".utf8))
            case UInt8(ascii: ">"): return (1, Bytes("\\u003e".utf8))
            case UInt8(ascii: "&"): return (1, Bytes("\\u0026".utf8))
            default: return (1, GoJSONString.escape(byte))
            }
        }
        guard let length = GoJSONString.characterLength(bytes, at: place) else {
            return (1, Bytes("\\ufffd".utf8))
        }
        if byte == 0xE2, bytes[place + 1] == 0x80, bytes[place + 2] & 0xFE == 0xA8 {
            return (3, Bytes("\\u202".utf8) + [GoJSONString.digits[Int(bytes[place + 2] & 15)]])
        }
        return (length, nil)
    }

    private mutating func copy(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ origin: Origin,
        _ traced: TracedText?
    ) {
        guard !range.isEmpty else { return }
        if let traced { text.turn(to: traced, at: range.lowerBound, decidedBy: .none) }
        text.append(UnsafeBufferPointer(rebasing: bytes[range]))
        if traced != nil { text.turn(to: origin) }
    }
}
