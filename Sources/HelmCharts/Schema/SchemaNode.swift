import GoTemplates
import Patterns

/// A schema, ready to be held against values. Other schemas are told by their index.
final class SchemaNode: @unchecked Sendable {
    // Written while the schema is compiled, never after.
    let location: SchemaLocation
    let draft: SchemaDraft
    /// For a schema that is just `true` or `false`.
    var verdict: Bool?
    var types: SchemaTypes?
    var const: Wanted?
    var enumeration: [Wanted]?
    var format: String?
    var reference: Int?

    var properties: [Bytes: Int] = [:]
    var patternProperties: [(pattern: Pattern, schema: Int)] = []
    var additionalProperties: Int?
    var unevaluatedProperties: Int?
    var propertyNames: Int?
    var required: [Bytes] = []
    var dependencies: [(name: Bytes, schema: Int?, required: [Bytes])] = []
    var minProperties: Int?
    var maxProperties: Int?

    var prefixItems: [Int] = []
    /// What the items after `prefixItems` must be.
    var items: Int?
    /// Whether `items` stands for `additionalItems`, which words its refusal in its own way.
    var itemsAreAdditional = false
    var unevaluatedItems: Int?
    var contains: Int?
    var minContains: Int?
    var maxContains: Int?
    var minItems: Int?
    var maxItems: Int?
    var hasUniqueItems = false

    var minLength: Int?
    var maxLength: Int?
    var pattern: Pattern?

    var limits: [SchemaLimit] = []
    var multipleOf: Double?

    var not: Int?
    var allOf: [Int] = []
    var anyOf: [Int] = []
    var oneOf: [Int] = []
    var condition: Int?
    var then: Int?
    var otherwise: Int?

    init(location: SchemaLocation, draft: SchemaDraft) {
        self.location = location
        self.draft = draft
    }

    /// A value that `const` or `enum` asks for.
    struct Wanted {
        let canonical: Bytes
        /// As messages show it; nil for lists and maps.
        let printed: String?
    }

}

/// Where a schema stands in its document.
struct SchemaLocation: Hashable {
    /// Keys and indexes from the root.
    var steps: [Bytes]

    static let root = SchemaLocation(steps: [])

    func appending(_ steps: Bytes...) -> SchemaLocation {
        SchemaLocation(steps: self.steps + steps)
    }

    /// As a JSON pointer, `/a/b~1c`.
    var pointer: String { Self.pointer(steps) }

    static func pointer(_ steps: [Bytes]) -> String {
        var text: Bytes = []
        for step in steps {
            text.append(UInt8(ascii: "/"))
            for byte in step {
                switch byte {
                case UInt8(ascii: "~"): text += Bytes("~0".utf8)
                case UInt8(ascii: "/"): text += Bytes("~1".utf8)
                default: text.append(byte)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// The types of JSON, in the order in which messages name them.
struct SchemaTypes: OptionSet {
    let rawValue: UInt8

    static let null = SchemaTypes(rawValue: 1)
    static let boolean = SchemaTypes(rawValue: 2)
    static let number = SchemaTypes(rawValue: 4)
    static let integer = SchemaTypes(rawValue: 8)
    static let string = SchemaTypes(rawValue: 16)
    static let array = SchemaTypes(rawValue: 32)
    static let object = SchemaTypes(rawValue: 64)

    private static let named: [(SchemaTypes, String)] = [
        (.null, "null"), (.boolean, "boolean"), (.number, "number"), (.integer, "integer"),
        (.string, "string"), (.array, "array"), (.object, "object"),
    ]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init?(name: String) {
        guard let type = Self.named.first(where: { $0.1 == name })?.0 else { return nil }
        self = type
    }

    /// The type of a value; whole numbers are numbers.
    init(of value: Value) {
        switch value.payload {
        case .invalid, .null: self = .null
        case .bool: self = .boolean
        case .integer, .float: self = .number
        case .string, .text: self = .string
        case .list: self = .array
        case .map, .object: self = .object
        }
    }

    func allow(_ value: Value) -> Bool {
        let type = SchemaTypes(of: value)
        if contains(type) { return true }
        guard type == .number, contains(.integer), let number = JSONNumber.value(value) else {
            return false
        }
        return number == number.rounded()
    }

    var names: [String] { Self.named.filter { contains($0.0) }.map(\.1) }
}

/// `minimum` and its relatives.
struct SchemaLimit {
    let keyword: String
    let want: Double
    let holds: @Sendable (_ got: Double, _ want: Double) -> Bool
}
