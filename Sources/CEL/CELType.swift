/// What the checker knows of an expression's values. As deep as an expression at most.
package indirect enum CELType: Sendable, Hashable {
    /// Anything; checked when evaluated.
    case dyn
    case null, bool, int, uint, double, string, bytes, timestamp, duration
    /// A primitive or null, as protobuf's wrappers are.
    case nullable(CELType)
    case list(CELType)
    case map(CELType, CELType)
    case optional(CELType)
    /// The type of a type, such as that of `int` itself.
    case type(CELType)
    /// A type known by its name alone, such as `net.IP`.
    case opaque(String, [CELType])
    /// A type of the environment with named fields.
    case object(String)
    /// A type parameter of a function's declaration.
    case parameter(String)
    /// An unknown the checker is solving for.
    case variable(Int)

    package static let address = CELType.opaque("net.IP", [])
    package static let network = CELType.opaque("net.CIDR", [])
    package static let quantity = CELType.opaque("kubernetes.Quantity", [])
    package static let url = CELType.opaque("kubernetes.URL", [])
    package static let version = CELType.opaque("kubernetes.Semver", [])
    package static let format = CELType.opaque("kubernetes.NamedFormat", [])

    /// The name CEL gives the type at run time, without parameters.
    package var name: String {
        switch self {
        case .dyn, .variable: "dyn"
        case .null: "null_type"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .timestamp: "google.protobuf.Timestamp"
        case .duration: "google.protobuf.Duration"
        case .nullable(let type): type.name
        case .list: "list"
        case .map: "map"
        case .optional: "optional_type"
        case .type: "type"
        case .opaque(let name, _), .object(let name), .parameter(let name): name
        }
    }

    var isDyn: Bool {
        if case .dyn = self { return true }
        return false
    }
}

extension CELType: CustomStringConvertible {
    /// The type as people read it, such as `map(string, list(int))`.
    package var description: String {
        switch self {
        case .null: "null"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .nullable(let type): "\(type) or null"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .optional(let type): "optional(\(type))"
        case .type(let type): "type(\(type))"
        case .opaque(let name, let parameters) where !parameters.isEmpty:
            "\(name)(\(parameters.map(\.description).joined(separator: ", ")))"
        default: name
        }
    }
}
