import GoTemplates

/// Writes values as BurntSushi's TOML package does: simple pairs first, then tables, indented.
struct TOMLWriter {
    private var text: NotationText
    private let origins: OriginTable
    private let maximumDepth = 1_000

    private init(_ origins: OriginTable) {
        self.origins = origins
        text = NotationText(origins)
    }

    /// The text of a value.
    static func text(_ value: Value, _ call: FunctionCall) throws(FunctionError) -> Value {
        var writer = TOMLWriter(call.origins)
        try writer.write([], value, depth: 0)
        return writer.text.value(call.builder())
    }

    private mutating func write(
        _ key: [Bytes], _ value: Value, depth: Int
    ) throws(FunctionError) {
        guard depth < maximumDepth else {
            throw FunctionError("toml: nested deeper than \(maximumDepth) levels")
        }
        let value = try plain(value)
        switch value.payload {
        case .map(let map):
            text.turn(to: value.origin)
            if key.count == 1 { breakLine() }
            if !key.isEmpty { writeHeader(key, "[", "]") }
            try writeMembers(key, map, value.origin, depth: depth)
        case .list(let list):
            if try isTables(list) {
                try writeTables(key, list, value.origin, depth: depth)
            } else {
                try writePair(key, value, depth: depth)
            }
        default: try writePair(key, value, depth: depth)
        }
    }

    private mutating func writeTables(
        _ key: [Bytes], _ list: ListValue, _ origin: Origin, depth: Int
    ) throws(FunctionError) {
        guard !key.isEmpty else {
            throw FunctionError("toml: top-level values must be Go maps or structs")
        }
        for index in list.items.indices {
            let item = try plain(list.item(at: index, origins))
            text.turn(to: origin)
            breakLine()
            writeHeader(key, "[[", "]]")
            if let map = item.map { try writeMembers(key, map, item.origin, depth: depth + 1) }
        }
    }

    private mutating func writeHeader(
        _ key: [Bytes], _ open: StaticString, _ close: StaticString
    ) {
        text.append(0x20, times: 2 * (key.count - 1))
        text.append(open)
        text.append(TOMLKey.text(key))
        text.append(close)
        text.append(0x0A)
    }

    private mutating func breakLine() {
        if !text.bytes.isEmpty { text.append(0x0A) }
    }

    private mutating func writeMembers(
        _ key: [Bytes], _ map: MapValue, _ origin: Origin, depth: Int
    ) throws(FunctionError) {
        let (direct, tables) = try members(map)
        for entry in direct + tables where !entry.value.isNil {
            text.turn(to: origin)
            try write(key + [entry.key], entry.value, depth: depth + 1)
        }
    }

    /// The members, those without tables of their own first.
    private func members(
        _ map: MapValue
    ) throws(FunctionError) -> (direct: [MapValue.Entry], tables: [MapValue.Entry]) {
        var direct: [MapValue.Entry] = []
        var tables: [MapValue.Entry] = []
        for entry in map.entries where !(entry.value.list?.isNil ?? false) {
            var value = entry.value
            if map.spread != .none { value.origin = origins.union(value.origin, map.spread) }
            let found = MapValue.Entry(key: entry.key, value: try plain(value))
            let isTable: Bool
            switch found.value.payload {
            case .map: isTable = true
            case .list(let list): isTable = try isTables(list)
            default: isTable = false
            }
            if isTable { tables.append(found) } else { direct.append(found) }
        }
        return (direct, tables)
    }

    /// Whether a list holds tables and nothing else.
    private func isTables(_ list: ListValue) throws(FunctionError) -> Bool {
        guard !list.items.isEmpty else { return false }
        var isTables = true
        for item in list.items {
            guard !item.isNil else {
                throw FunctionError("toml: cannot encode array with nil element")
            }
            if try plain(item).map == nil { isTables = false }
        }
        return isTables
    }

    /// An object as what it is written like.
    private func plain(_ value: Value) throws(FunctionError) -> Value {
        guard case .object(let object) = value.payload, !(object is TOMLTime),
            !(object is TimeValue)
        else { return value }
        switch try GoJSONForm(value) {
        case .value(let form): return form.with(origins.union(form.origin, value.origin))
        case .fields(let entries): return Value.map(MapValue(unordered: entries)).with(value.origin)
        }
    }

    private mutating func writePair(
        _ key: [Bytes], _ value: Value, depth: Int
    ) throws(FunctionError) {
        if let last = key.last {
            text.append(0x20, times: 2 * (key.count - 1))
            text.append(TOMLKey.part(last))
            text.append(" = ")
        }
        try writeElement(value, depth: depth)
        if !key.isEmpty { text.append(0x0A) }
    }

    private mutating func writeElement(_ value: Value, depth: Int) throws(FunctionError) {
        guard depth < maximumDepth else {
            throw FunctionError("toml: nested deeper than \(maximumDepth) levels")
        }
        let value = try plain(value)
        let container = value.origin
        text.turn(to: container)
        switch value.payload {
        case .list(let list):
            _ = try isTables(list)
            text.append("[")
            for index in list.items.indices {
                if index > 0 { text.append(", ") }
                try writeElement(list.item(at: index, origins), depth: depth + 1)
                text.turn(to: container)
            }
            text.append("]")
        case .map(let map): try writeInline(map, container, depth: depth)
        default: try writeScalar(value)
        }
    }

    /// A table on one line. A null that is left out leaves its comma.
    private mutating func writeInline(
        _ map: MapValue, _ origin: Origin, depth: Int
    ) throws(FunctionError) {
        text.append("{")
        let (direct, tables) = try members(map)
        let members = direct + tables
        for (index, entry) in members.enumerated() where !entry.value.isNil {
            text.append(TOMLKey.part(entry.key))
            text.append(" = ")
            try writeElement(entry.value, depth: depth + 1)
            text.turn(to: origin)
            if index < members.count - 1 { text.append(", ") }
        }
        text.append("}")
    }

    private mutating func writeScalar(_ value: Value) throws(FunctionError) {
        switch value.payload {
        case .bool(let isTrue): text.append(isTrue ? "true" : "false")
        case .integer(let number, .duration):
            text.append(TOMLString.quoted(GoDuration.text(nanoseconds: number)))
        case .integer(let number, let kind): text.append(GoJSONNumber.text(number, kind))
        case .float(let number): text.append(Self.text(number))
        case .string(let bytes): text.append(TOMLString.quoted(bytes))
        case .text(let traced):
            let whole = traced.origin(in: 0..<traced.bytes.count, origins)
            text.turn(to: origins.union(whole, value.origin))
            text.append(TOMLString.quoted(traced.bytes))
        case .object(let object):
            if let time = object as? TOMLTime { text.append(time.text) }
            if let time = object as? TimeValue { text.append(time.text) }
        case .invalid, .null, .list, .map:
            throw FunctionError("reflect: call of reflect.Value.Type on zero Value")
        }
    }

    private static func text(_ number: Double) -> Bytes {
        let sign = number.sign == .minus ? "-" : ""
        if number.isNaN { return Bytes((sign + "nan").utf8) }
        if number.isInfinite { return Bytes((sign + "inf").utf8) }
        let text = GoNumberText.float(number)
        let isMarked = text.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
        return isMarked ? text : text + Bytes(".0".utf8)
    }
}
