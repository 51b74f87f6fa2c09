import GoTemplates
import Notations

extension Value {
    /// A value of JSON; whole numbers become integers only in a schema.
    init(_ json: JSONValue, keepsIntegers: Bool = false) {
        switch json {
        case .null: self = .null
        case .boolean(let value): self = .bool(value)
        case .number(let text):
            if keepsIntegers, let value = Int(text) {
                self = .int(value)
            } else {
                self = .float(Double(text) ?? 0)
            }
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(items.map { Value($0, keepsIntegers: keepsIntegers) })
        case .object(let members):
            self = .map(
                MapValue(
                    unordered: members.map {
                        MapValue.Entry(
                            key: Bytes($0.name.utf8),
                            value: Value($0.value, keepsIntegers: keepsIntegers))
                    }))
        }
    }

    init(json text: String, keepsIntegers: Bool = false) throws {
        self.init(try JSONValue(Bytes(text.utf8)), keepsIntegers: keepsIntegers)
    }
}
