import GoTemplates

/// Reads one text of `--set`, as Helm's parser does step by step: what it leaves behind depends on
/// where it stops.
struct SetParser {
    /// How reading came to an end before its time.
    enum Stop: Error {
        /// The text was at its end. Helm takes that for success wherever it happens.
        case end
        case failed(String)
    }

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private let kind: SetGrammar.Kind
    private let isLiteral: Bool
    private let isJSON: Bool

    init(_ text: Bytes, _ kind: SetGrammar.Kind) {
        scalars = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
        self.kind = kind
        if case .literal = kind { isLiteral = true } else { isLiteral = false }
        if case .json = kind { isJSON = true } else { isJSON = false }
    }

    mutating func parse(into values: MapValue) throws(SetError) {
        while true {
            do throws(Stop) {
                try key(values, level: 0, depth: 0)
            } catch {
                switch error {
                case .end: return
                case .failed(let message): throw SetError(message)
                }
            }
        }
    }

    // MARK: Names

    /// One name with its value.
    private mutating func key(_ values: MapValue, level: Int, depth: Int) throws(Stop) {
        try check(depth)
        let (name, last) = until(isLiteral ? ["=", "[", "."] : ["=", "[", ",", "."])
        guard let last else {
            if name.isEmpty { throw .end }
            throw .failed("key \(Self.quoted(name)) has no value")
        }
        let key = Self.bytes(name)
        switch last {
        case "[": try setItem(of: key, in: values, level: level, depth: depth)
        case "=": try setValue(of: key, in: values)
        case ",":
            Self.set(.string(""), for: key, in: values)
            throw .failed("key \(Self.quoted(name)) has no value (cannot end with ,)")
        default: try setMember(of: key, in: values, level: level + 1, depth: depth)
        }
    }

    /// `name.…`
    private mutating func setMember(
        of key: Bytes, in values: MapValue, level: Int, depth: Int
    ) throws(Stop) {
        guard level <= SetGrammar.mostNestedNames else {
            throw .failed(
                "value name nested level is greater than maximum supported nested level of "
                    + "\(SetGrammar.mostNestedNames)")
        }
        var inner = MapValue()
        if let there = values[key] {
            guard let map = there.map else {
                throw Self.conversion(there, "map[string]interface {}")
            }
            inner = map
        }
        defer { if !inner.isEmpty { Self.set(.map(inner), for: key, in: values) } }
        try self.key(inner, level: level, depth: depth + 1)
        if inner.isEmpty {
            let name = String(decoding: GoQuote.quote(key), as: UTF8.self)
            throw .failed("key map \(name) has no value")
        }
    }

    /// `name=…`
    private mutating func setValue(of key: Bytes, in values: MapValue) throws(Stop) {
        if isJSON {
            if isValueMissing() {
                Self.set(.null, for: key, in: values)
                return
            }
            let value = try json()
            Self.set(value, for: key, in: values)
            _ = isValueMissing()
            return
        }
        if !isLiteral && place == scalars.count {
            Self.set(.string(""), for: key, in: values)
            throw .end
        }
        Self.set(try value(), for: key, in: values)
    }

    /// `name[…`
    private mutating func setItem(
        of key: Bytes, in values: MapValue, level: Int, depth: Int
    ) throws(Stop) {
        let index = try index()
        var items: [Value] = []
        if let there = values[key] {
            guard let list = there.list else { throw Self.conversion(there, "[]interface {}") }
            items = list.items
        }
        defer { Self.set(.list(items), for: key, in: values) }
        try item(of: &items, at: index, level: level, depth: depth + 1)
    }

    // MARK: Items

    /// What follows `]`.
    private mutating func item(
        of items: inout [Value], at index: Int, level: Int, depth: Int
    ) throws(Stop) {
        try check(depth)
        if index < 0 { throw .failed("negative \(index) index not allowed") }
        let (rest, last) = until(["[", ".", "="])
        if !rest.isEmpty {
            let runes = rest.map { String(decoding: GoQuote.quote(rune: $0.value), as: UTF8.self) }
            throw .failed(
                "unexpected data at end of array index: [\(runes.joined(separator: " "))]")
        }
        switch last {
        case nil: throw .end
        case "=": try Self.put(try itemValue(), at: index, in: &items)
        case "[":
            let next = try self.index()
            var inner: [Value] = []
            if index < items.count, !items[index].isNil {
                guard let list = items[index].list else {
                    throw Self.conversion(items[index], "[]interface {}")
                }
                inner = list.items
            }
            try item(of: &inner, at: next, level: level, depth: depth + 1)
            try Self.put(.list(inner), at: index, in: &items)
        default:
            let inner = items.indices.contains(index) ? items[index].map : nil
            let map = inner ?? MapValue()
            if index < items.count && inner == nil { items[index] = .map(map) }
            try key(map, level: level, depth: depth + 1)
            try Self.put(.map(map), at: index, in: &items)
        }
    }

    private mutating func itemValue() throws(Stop) -> Value {
        guard isJSON else { return try value() }
        if isValueMissing() { return .null }
        let value = try json()
        _ = isValueMissing()
        return value
    }

    private static func put(_ value: Value, at index: Int, in items: inout [Value]) throws(Stop) {
        guard index <= SetGrammar.largestIndex else {
            throw .failed(
                "index of \(index) is greater than maximum supported index of "
                    + "\(SetGrammar.largestIndex)")
        }
        while items.count <= index { items.append(.null) }
        items[index] = value
    }

    private mutating func index() throws(Stop) -> Int {
        let (digits, last) = until(["]"])
        guard last != nil else { throw .end }
        let text = String(String.UnicodeScalarView(digits))
        if let index = Int(text) { return index }
        let isNumber =
            !text.isEmpty
            && text.drop { $0 == "-" || $0 == "+" }.utf8.allSatisfy {
                (0x30...0x39).contains($0)
            }
        let reason = isNumber && text.utf8.count > 18 ? "value out of range" : "invalid syntax"
        throw .failed(
            "error parsing index: strconv.Atoi: parsing \(Self.quoted(digits)): \(reason)")
    }

    // MARK: Values

    /// A value, or a list of them between braces.
    private mutating func value() throws(Stop) -> Value {
        if isLiteral {
            defer { place = scalars.count }
            return .string(Self.bytes(Array(scalars[place...])))
        }
        guard place < scalars.count, scalars[place] == "{" else {
            return try converted(until([","]).text)
        }
        place += 1
        var items: [Value] = []
        while true {
            let (text, last) = until([",", "}"])
            guard let last else { throw .failed("list must terminate with '}'") }
            if last == "}" && place < scalars.count && scalars[place] == "," { place += 1 }
            items.append(try converted(text))
            if last == "}" { return .list(items) }
        }
    }

    private func converted(_ text: [Unicode.Scalar]) throws(Stop) -> Value {
        let bytes = Self.bytes(text)
        switch kind {
        case .typed: return Self.typed(bytes)
        case .file(let read):
            do throws(SetError) {
                return .string(try read(bytes))
            } catch {
                throw .failed(error.message)
            }
        case .string, .json, .literal: return .string(bytes)
        }
    }

    /// What a text looks like.
    private static func typed(_ bytes: Bytes) -> Value {
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.count <= 6 {
            // The long s is an s to Go when capitals do not matter.
            switch text.lowercased().replacing("\u{17F}", with: "s") {
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null": return .null
            case "0": return .int64(0)
            default: break
            }
        }
        if bytes.first != UInt8(ascii: "0"), let number = Int(text) { return .int64(number) }
        return .string(bytes)
    }

    /// Passes blanks and a comma; true when there is nothing before it, or the text ends.
    private mutating func isValueMissing() -> Bool {
        while place < scalars.count {
            let scalar = scalars[place]
            guard scalar == "," || scalar.properties.isWhitespace else { return false }
            place += 1
            if scalar == "," { return true }
        }
        return true
    }

    // MARK: Reading

    /// What stands before one of the signs, which is passed; nil when the text ends before. A
    /// backslash takes the next character as it is.
    private mutating func until(
        _ signs: [Unicode.Scalar]
    ) -> (text: [Unicode.Scalar], last: Unicode.Scalar?) {
        var text: [Unicode.Scalar] = []
        while place < scalars.count {
            var scalar = scalars[place]
            place += 1
            if signs.contains(scalar) { return (text, scalar) }
            if scalar == "\\" && !isLiteral {
                guard place < scalars.count else { return (text, nil) }
                scalar = scalars[place]
                place += 1
            }
            text.append(scalar)
        }
        return (text, nil)
    }

    private mutating func json() throws(Stop) -> Value {
        let rest = scalars[place...]
        let text = rest.prefix(JSONExtent.length(of: rest))
        do throws(FunctionError) {
            let bytes = Self.bytes(Array(text))
            let (value, overflow) = try GoJSONReader.value(
                of: bytes, TextSource(.null, OriginTable(isTracking: false)))
            if let overflow { throw FunctionError(overflow) }
            place += text.count
            return value
        } catch {
            let isEnd = error.message == "unexpected end of JSON input"
            throw .failed(isEnd ? "unexpected EOF" : error.message)
        }
    }

    private func check(_ depth: Int) throws(Stop) {
        guard depth <= SetGrammar.deepestNesting else {
            throw .failed("value name is nested more than \(SetGrammar.deepestNesting) deep")
        }
    }

    private static func set(_ value: Value, for key: Bytes, in values: MapValue) {
        if !key.isEmpty { values[key] = value }
    }

    private static func conversion(_ value: Value, _ type: String) -> Stop {
        let found = value.isNil ? "nil" : value.typeName
        return .failed(
            "unable to parse key: interface conversion: interface {} is \(found), not \(type)")
    }

    private static func bytes(_ text: [Unicode.Scalar]) -> Bytes {
        Bytes(String(String.UnicodeScalarView(text)).utf8)
    }

    private static func quoted(_ text: [Unicode.Scalar]) -> String {
        String(decoding: GoQuote.quote(bytes(text)), as: UTF8.self)
    }
}
