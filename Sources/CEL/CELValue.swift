package import Notations

/// A value of an expression.
package enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list([CELValue])
    case map(CELMap)
    /// A type, by its name at run time.
    case type(String)
    case timestamp(CELTimestamp)
    /// Nanoseconds.
    case duration(Int64)
    /// `optional.none()`.
    case absent
    /// `optional.of(…)`.
    indirect case present(CELValue)
    indirect case address(IPAddress)
    indirect case network(IPNetwork)
    indirect case quantity(Quantity)
    indirect case url(AbsoluteURL)
    indirect case version(SemanticVersion)
    case format(NamedFormat)
    case object(any CELObject)

    /// `true`, `false`, or nil for anything else.
    package var boolValue: Bool? {
        if case .bool(let value) = self { return value }
        return nil
    }

    /// The string, or nil for anything else.
    package var stringValue: String? {
        if case .string(let value) = self { return value }
        return nil
    }

    /// The elements, or nil for anything but a list.
    package var listValue: [CELValue]? {
        if case .list(let value) = self { return value }
        return nil
    }

    /// What `optional.of` holds, or nil for anything else.
    var presentValue: CELValue? {
        if case .present(let value) = self { return value }
        return nil
    }

    /// `optional.of` the value, or `optional.none()` for nil.
    package static func optional(_ value: CELValue?) -> CELValue {
        value.map { .present($0) } ?? .absent
    }

    /// The name of the value's type, as `type(x)` gives it.
    package var typeName: String {
        switch self {
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list: "list"
        case .map: "map"
        case .type: "type"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .absent, .present: "optional_type"
        case .address: "net.IP"
        case .network: "net.CIDR"
        case .quantity: "kubernetes.Quantity"
        case .url: "kubernetes.URL"
        case .version: "kubernetes.Semver"
        case .format: "kubernetes.NamedFormat"
        case .object(let object): object.objectType.name
        }
    }

    /// Whether this is its type's zero, which `optional.ofNonZeroValue` leaves out.
    var isZero: Bool {
        switch self {
        case .null, .absent: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let value): value.isEmpty
        case .bytes(let value): value.isEmpty
        case .list(let value): value.isEmpty
        case .map(let value): value.entries.isEmpty
        case .timestamp(let value): value == CELTimestamp(seconds: 0, nanoseconds: 0)
        case .duration(let value): value == 0
        case .type, .present, .address, .network, .quantity, .url, .version, .format, .object:
            false
        }
    }
}
