import GoTemplates
import SourceText

/// Reads JSON as encoding/json does into an `interface {}`, with its words for what is wrong.
struct GoJSONReader {
    /// The deepest nesting that is read.
    static let maximumDepth = 1_000

    let bytes: UnsafeBufferPointer<UInt8>
    var place = 0
    /// The first number that no `float64` can hold; reading goes on with a nil in its place.
    private(set) var overflow: String?
    private let source: TextSource

    /// The value of a text, and what encoding/json says of numbers it could not hold.
    static func value(
        of text: Bytes, _ source: TextSource
    ) throws(FunctionError) -> (value: Value, error: String?) {
        var result: Result<(value: Value, error: String?), FunctionError> = .failure(
            FunctionError("unexpected end of JSON input"))
        text.withUnsafeBufferPointer { bytes in
            var reader = GoJSONReader(bytes, source)
            do throws(FunctionError) {
                result = .success((try reader.whole(), reader.overflow))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ source: TextSource) {
        self.bytes = bytes
        self.source = source
    }

    /// What encoding/json says when a value cannot go into a map or a list; nil for null and for
    /// what can.
    static func mismatch(_ value: Value, _ target: String) -> String? {
        let found: String
        switch value.payload {
        case .invalid, .null: return nil
        case .bool: found = "bool"
        case .integer, .float: found = "number"
        case .string, .text: found = "string"
        case .list: found = "array"
        case .map: found = "object"
        case .object: found = "object"
        }
        return "json: cannot unmarshal \(found) into Go value of type \(target)"
    }

    private mutating func whole() throws(FunctionError) -> Value {
        skipBlanks()
        let value = try value(depth: 0)
        skipBlanks()
        guard place == bytes.count else { throw wrong("after top-level value") }
        return value
    }

    private mutating func value(depth: Int) throws(FunctionError) -> Value {
        guard place < bytes.count else { throw end }
        let start = place
        var value: Value
        switch bytes[place] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "t"):
            try literal("true")
            value = .bool(true)
        case UInt8(ascii: "f"):
            try literal("false")
            value = .bool(false)
        case UInt8(ascii: "n"):
            try literal("null")
            value = .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try skipNumber()
            value = number(start)
        default: throw wrong("looking for beginning of value")
        }
        value.origin = source.origin(in: start..<place)
        return value
    }

    private mutating func object(depth: Int) throws(FunctionError) -> Value {
        let start = place
        try open(depth)
        var entries: [MapValue.Entry] = []
        skipBlanks()
        if skip("}") { return Value.map(MapValue()).with(source.structure(in: start..<place)) }
        while true {
            guard place < bytes.count else { throw end }
            guard bytes[place] == UInt8(ascii: "\"") else {
                throw wrong("looking for beginning of object key string")
            }
            let keyStart = place
            let key = try string()
            let keyOrigin = source.origin(in: keyStart..<place)
            try pass(":", "after object key")
            var value = try value(depth: depth + 1)
            value.origin = source.decided(value.origin, by: keyOrigin)
            entries.append(MapValue.Entry(key: key, value: value))
            skipBlanks()
            if skip("}") { break }
            try pass(",", "after object key:value pair")
        }
        let map = MapValue(unordered: entries)
        return Value.map(map).with(source.structure(in: start..<place))
    }

    private mutating func array(depth: Int) throws(FunctionError) -> Value {
        let start = place
        try open(depth)
        var items: [Value] = []
        skipBlanks()
        if skip("]") { return Value.list([]).with(source.structure(in: start..<place)) }
        while true {
            items.append(try value(depth: depth + 1))
            skipBlanks()
            if skip("]") { break }
            try pass(",", "after array element")
        }
        return Value.list(items).with(source.structure(in: start..<place))
    }

    private mutating func open(_ depth: Int) throws(FunctionError) {
        guard depth < Self.maximumDepth else { throw FunctionError("exceeded max depth") }
        place += 1
    }

    /// Moves past a sign and the blanks around it.
    private mutating func pass(
        _ sign: Unicode.Scalar, _ context: String
    ) throws(FunctionError) {
        skipBlanks()
        guard place < bytes.count else { throw end }
        guard skip(sign) else { throw wrong(context) }
        skipBlanks()
    }

    private mutating func number(_ start: Int) -> Value {
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if let value = Double(text), value.isFinite { return .float(value) }
        if overflow == nil {
            overflow = "json: cannot unmarshal number \(text) into Go value of type float64"
        }
        return .null
    }

    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[place]) { place += 1 }
    }
}
