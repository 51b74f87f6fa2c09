import GoTemplates

/// Writes values as go-yaml does, collections in blocks.
struct YAMLWriter {
    /// The deepest nesting that is written; Go looks for cycles from here on.
    static let maximumDepth = 1_000
    /// The longest text that is written.
    static let maximumSize = 64 << 20
    /// The longest key that stands before its `:` on one line.
    static let longestSimpleKey = 128

    var text: NotationText
    let origins: OriginTable
    let style: YAMLStyle
    /// How many characters stand in this line.
    var column = 0
    /// Whether a blank or nothing stands before the place to write at.
    var isAfterBlank = true
    /// Whether only indentation and signs of collections stand in this line.
    var isInIndentation = true

    private init(_ origins: OriginTable, _ style: YAMLStyle) {
        self.origins = origins
        self.style = style
        text = NotationText(origins)
    }

    /// The text of a value, without the line end at its end.
    static func text(
        _ value: Value, _ call: FunctionCall, _ style: YAMLStyle
    ) throws(FunctionError) -> Value {
        var writer = YAMLWriter(call.origins, style)
        try writer.write(value, Place(indentation: -1), depth: 0)
        writer.text.trimLineEnd()
        return writer.text.value(call.builder())
    }

    /// Where a node stands.
    struct Place {
        /// How far the collection around it is indented; -1 for the root.
        var indentation: Int
        var isInMapping = false
        /// Whether it is a key on the line of its `:`.
        var isSimpleKey = false

        /// How far a text of several lines is indented.
        var inner: Int { indentation < 0 ? 2 : indentation + 2 }
    }

    private mutating func write(
        _ value: Value, _ place: Place, depth: Int
    ) throws(FunctionError) {
        switch value.payload {
        case .list(let list) where list.kind != .byte || style == .pretty:
            try writeList(list, value.origin, place, depth: depth)
        case .map(let map):
            guard map.kind != .anyKeys || style == .pretty else {
                throw FunctionError(
                    "error marshaling into JSON: json: unsupported type: " + map.kind.typeName)
            }
            try writeMap(map, value.origin, place, depth: depth)
        case .object: try writeObject(value, place, depth: depth)
        default:
            text.turn(to: value.origin)
            try writeScalar(value, place)
            guard text.bytes.count <= Self.maximumSize else {
                throw FunctionError("text above \(Self.maximumSize >> 20) MiB", isLimit: true)
            }
        }
    }

    private mutating func writeObject(
        _ object: Value, _ place: Place, depth: Int
    ) throws(FunctionError) {
        if style == .pretty, case .object(let time as TimeValue) = object.payload {
            text.turn(to: object.origin)
            return writePlain(time.text)
        }
        let form: GoJSONForm
        do throws(FunctionError) { form = try GoJSONForm(object) } catch {
            throw FunctionError("error marshaling into JSON: " + error.message)
        }
        switch form {
        case .value(let value):
            let origin = origins.union(value.origin, object.origin)
            try write(value.with(origin), place, depth: depth)
        case .fields(let entries):
            try writeMap(MapValue(unordered: entries), object.origin, place, depth: depth)
        }
    }

    private func checkDepth(_ depth: Int, _ type: String) throws(FunctionError) {
        guard depth < Self.maximumDepth else {
            throw FunctionError(
                "error marshaling into JSON: json: unsupported value: encountered a cycle via "
                    + type)
        }
    }

    // MARK: Collections

    private mutating func writeList(
        _ list: ListValue, _ origin: Origin, _ place: Place, depth: Int
    ) throws(FunctionError) {
        text.turn(to: origin)
        if list.isNil, style == .compact { return writeIndicator("null") }
        guard !list.items.isEmpty else { return writeIndicator("[]") }
        try checkDepth(depth, "[]interface {}")
        let staysLeft = style == .compact && place.isInMapping && !isInIndentation
        var inner = Place(indentation: staysLeft ? place.indentation : place.indentation + 2)
        if place.indentation < 0 { inner.indentation = 0 }
        for index in list.items.indices {
            writeIndentation(inner.indentation)
            writeIndicator("-", keepsIndentation: true)
            try write(origins.item(of: list, at: index, origin), inner, depth: depth + 1)
            text.turn(to: origin)
        }
    }

    private mutating func writeMap(
        _ map: MapValue, _ origin: Origin, _ place: Place, depth: Int
    ) throws(FunctionError) {
        text.turn(to: origin)
        guard !map.isEmpty else { return writeIndicator("{}") }
        try checkDepth(depth, "map[string]interface {}")
        let indentation = place.indentation < 0 ? 0 : place.indentation + 2
        let inner = Place(indentation: indentation, isInMapping: true)
        for entry in YAMLKeyOrder(style).sorted(map.entries) {
            writeIndentation(indentation)
            try writeKey(entry.key, inner)
            try write(origins.member(entry.value, of: map, origin), inner, depth: depth + 1)
            text.turn(to: origin)
        }
    }

    private mutating func writeKey(_ key: Bytes, _ place: Place) throws(FunctionError) {
        if key.count <= Self.longestSimpleKey, writeWord(key) {
            text.append(UInt8(ascii: ":"))
            column += 1
            return
        }
        var place = place
        let scalar = try YAMLText(key, style, isKey: true)
        place.isSimpleKey = !scalar.isMultiline && scalar.length <= Self.longestSimpleKey
        if place.isSimpleKey {
            writeText(scalar, place, .none, nil)
            text.append(UInt8(ascii: ":"))
            column += 1
            isAfterBlank = false
            isInIndentation = false
        } else {
            writeIndicator("?", keepsIndentation: true)
            writeText(scalar, place, .none, nil)
            writeIndentation(place.indentation)
            writeIndicator(":", keepsIndentation: true)
        }
    }

    // MARK: Lines

    /// Begins a line unless this one holds nothing beyond the indentation, and indents it.
    mutating func writeIndentation(_ indentation: Int) {
        if !isInIndentation || column > indentation || column == indentation && !isAfterBlank {
            text.append(0x0A)
            column = 0
        }
        if column < indentation {
            text.append(0x20, times: indentation - column)
            column = indentation
        }
        isAfterBlank = true
        isInIndentation = true
    }

    /// Writes a sign, with a blank before it where one is needed.
    mutating func writeIndicator(_ sign: StaticString, keepsIndentation: Bool = false) {
        writeBlank()
        text.append(sign)
        column += sign.utf8CodeUnitCount
        isAfterBlank = false
        isInIndentation = isInIndentation && keepsIndentation
    }

    mutating func writeBlank() {
        guard !isAfterBlank else { return }
        text.append(0x20)
        column += 1
    }
}
