/// The bytes of a text of Go: usually UTF-8, but nothing promises it.
package typealias Bytes = [UInt8]

/// A value of a template: what Go's `reflect.Value` would hold, and where it came from.
package struct Value: Sendable {
    package var payload: Payload
    /// Whether its static type is `interface {}`, as that of a member of a list or map is. Only
    /// words of errors and nils depend on it.
    package var isInterface = false
    /// Whether a map counts as `map[string]interface {}` whatever it was made as, since a function
    /// took and gave it as one.
    package var isPlainMap = false
    /// What flowed into this value; of a container, what the container itself is. Its members have
    /// their own.
    package var origin: Origin

    package init(_ payload: Payload, origin: Origin = .none) {
        self.payload = payload
        self.origin = origin
    }

    /// What a value is, in the kinds that charts meet.
    package enum Payload: Sendable {
        /// No value at all: the zero `reflect.Value`. Prints as `<no value>`.
        case invalid
        /// A nil in an `interface {}`, such as a key that is missing or null.
        case null
        case bool(Bool)
        case integer(Int, IntegerKind)
        case float(Double)
        case string(Bytes)
        /// A text whose parts have origins of their own, such as the result of `include`.
        case text(TracedText)
        case list(ListValue)
        case map(MapValue)
        /// Anything else: files, capabilities, times, versions, functions.
        case object(any ObjectValue)
    }

    /// Go's integer types, as far as templates meet them. All are kept in 64 bits; `uint64` by its
    /// bit pattern.
    package enum IntegerKind: UInt8, Sendable {
        case int, int8, int16, int32, int64
        /// `time.Duration`, an `int64` that prints as a duration.
        case duration
        /// `time.Month` and `time.Weekday`, each an `int` that prints as a name.
        case month, weekday
        case uint, uint8, uint16, uint32, uint64

        package var isUnsigned: Bool { self.rawValue >= Self.uint.rawValue }

        /// Whether it is a type of its own, which has methods and prints in its own way.
        package var hasMethods: Bool {
            switch self {
            case .duration, .month, .weekday: true
            default: false
            }
        }

        /// As Go prints the type.
        package var typeName: String {
            switch self {
            case .duration: "time.Duration"
            case .month: "time.Month"
            case .weekday: "time.Weekday"
            default: "\(self)"
            }
        }

        /// As `reflect.Kind` prints it.
        package var kindName: String {
            switch self {
            case .duration: "int64"
            case .month, .weekday: "int"
            default: "\(self)"
            }
        }
    }
}

extension Value {
    package static let invalid = Value(.invalid)
    package static let null = Value(.null)

    package static func bool(_ value: Bool) -> Value { Value(.bool(value)) }
    package static func int(_ value: Int) -> Value { Value(.integer(value, .int)) }
    package static func int64(_ value: Int) -> Value { Value(.integer(value, .int64)) }
    package static func float(_ value: Double) -> Value { Value(.float(value)) }
    package static func string(_ bytes: Bytes) -> Value { Value(.string(bytes)) }
    package static func string(_ text: String) -> Value { Value(.string(Bytes(text.utf8))) }
    package static func list(_ items: [Value], _ kind: ListValue.Kind = .any) -> Value {
        Value(.list(ListValue(items, kind)))
    }
    package static func map(_ map: MapValue) -> Value { Value(.map(map)) }

    /// The bytes of a string, traced or not.
    package var bytes: Bytes? {
        switch payload {
        case .string(let bytes): bytes
        case .text(let text): text.bytes
        default: nil
        }
    }

    /// The text of a string; bytes that are not UTF-8 become U+FFFD.
    package var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

    package var list: ListValue? {
        if case .list(let list) = payload { list } else { nil }
    }

    package var map: MapValue? {
        if case .map(let map) = payload { map } else { nil }
    }

    /// Whether there is nothing: no value, or a nil.
    package var isNil: Bool {
        switch payload {
        case .invalid, .null: true
        default: false
        }
    }

    /// The same value with another origin.
    package func with(_ origin: Origin) -> Value {
        var value = Value(payload, origin: origin)
        value.isPlainMap = isPlainMap
        return value
    }

    /// What `if` asks (text/template's `IsTrue`): false for nothing, false, zero and the empty.
    package var isTrue: Bool {
        switch payload {
        case .invalid, .null: false
        case .bool(let value): value
        case .integer(let value, _): value != 0
        case .float(let value): value != 0
        case .string(let bytes): !bytes.isEmpty
        case .text(let text): !text.bytes.isEmpty
        case .list(let list): !list.items.isEmpty
        case .map(let map): !map.isEmpty
        case .object(let object): object.isTrue
        }
    }

    /// The name of the type as Go prints it with `%T`, such as `map[string]interface {}`.
    package var typeName: String {
        switch payload {
        case .invalid, .null: "<nil>"
        case .bool: "bool"
        case .integer(_, let kind): kind.typeName
        case .float: "float64"
        case .string, .text: "string"
        case .list(let list): list.kind.typeName
        case .map(let map): isPlainMap ? MapValue.Kind.any.typeName : map.kind.typeName
        case .object(let object): object.typeName
        }
    }

    /// The name of the kind as `reflect.Kind` prints it, such as `map`.
    package var kindName: String {
        switch payload {
        case .invalid, .null: "invalid"
        case .bool: "bool"
        case .integer(_, let kind): kind.kindName
        case .float: "float64"
        case .string, .text: "string"
        case .list: "slice"
        case .map: "map"
        case .object(let object): object.kindName
        }
    }
}
