import GoTemplates
import SourceText
import YAMLTrees

/// What a scalar means by its tag, style and text.
struct YAMLScalarReader {
    private let node: YAMLValue
    private static let prefix = "tag:yaml.org,2002:"

    init(_ node: YAMLValue) {
        self.node = node
    }

    /// The value that Go has after its way through JSON.
    func value(isKey: Bool) throws(FunctionError) -> Value {
        let text = node.text
        switch try meaning(text) {
        case .string, .timestamp: return .string(try string(text))
        case .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let value): return isKey ? .int(value) : .float(Double(value))
        case .unsigned(let value):
            guard isKey else { return .float(Double(value)) }
            return Value(.integer(Int(bitPattern: value), .uint64))
        case .float(let value):
            guard value.isFinite || isKey else {
                throw FunctionError("json: unsupported value: " + Self.name(ofInfinite: value))
            }
            return .float(value)
        }
    }

    private static func name(ofInfinite value: Double) -> String {
        value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf"
    }

    private func meaning(_ text: ArraySlice<UInt8>) throws(FunctionError) -> YAMLMeaning {
        guard let tag = node.tag else {
            guard node.style == .plain, !hasOwnTag else { return .string }
            return text.withUnsafeBufferPointer { YAMLMeaning($0) }
        }
        guard tag.hasPrefix(Self.prefix) else { return .string }
        let name = String(tag.dropFirst(Self.prefix.count))
        guard ["bool", "int", "float", "null", "timestamp"].contains(name) else { return .string }
        var found = text.withUnsafeBufferPointer { YAMLMeaning($0) }
        if case .timestamp = found, name != "timestamp" { found = .string }
        if case .integer(let value) = found, name == "float" { return .float(Double(value)) }
        guard found.tag == "!!" + name else {
            let shown = String(decoding: text, as: UTF8.self)
            throw FunctionError("yaml: cannot decode \(found.tag) `\(shown)` as a !!\(name)")
        }
        return found
    }

    /// Whether the node has the tag `!`, which says that it is a text and which the tree drops.
    private var hasOwnTag: Bool {
        let bytes = node.tree.bytes
        var place = node.range.start
        while place < node.range.end, bytes[place] == UInt8(ascii: "&") {
            while place < node.range.end, bytes[place] > 0x20 { place += 1 }
            while place < node.range.end, bytes[place] <= 0x20 { place += 1 }
        }
        return place < node.range.end && bytes[place] == UInt8(ascii: "!")
    }

    private func string(_ text: ArraySlice<UInt8>) throws(FunctionError) -> Bytes {
        guard node.tag == Self.prefix + "binary" else { return Bytes(text) }
        let decoded = Base64.decoded(Bytes(text))
        guard decoded.error == nil else {
            throw FunctionError("yaml: !!binary value contains invalid base64 data")
        }
        return GoJSONString.validated(decoded.bytes)
    }

    /// A key as a text.
    static func key(
        _ key: YAMLValue, _ value: YAMLValue, _ decoder: YAMLDecoder, _ depth: Int
    ) throws(FunctionError) -> Bytes {
        guard key.kind == .scalar else {
            let found = try decoder.value(key, OriginTable.root, depth: depth + 1)
            throw FunctionError("yaml: invalid map key: " + GoSyntax.text(found))
        }
        if key.style != .plain, key.tag == nil { return Bytes(key.text) }
        let name = try YAMLScalarReader(key).value(isKey: true)
        switch name.payload {
        case .string(let text): return text
        case .bool(let isTrue): return Bytes((isTrue ? "true" : "false").utf8)
        case .integer(let number, .int): return Bytes(String(number).utf8)
        case .float(let number): return GoFloatText.short(number)
        default:
            let found = try decoder.value(value, OriginTable.root, depth: depth + 1)
            let type = name.isNil ? "%!s(<nil>)" : "uint64"
            throw FunctionError(
                "unsupported map key of type: \(type), key: \(GoSyntax.text(name)), value: "
                    + GoSyntax.text(found))
        }
    }
}
