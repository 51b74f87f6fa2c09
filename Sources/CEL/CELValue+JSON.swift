package import Notations

extension CELValue {
    /// A JSON text as CEL sees a document: a number without a point or an exponent is an int if it
    /// fits.
    package init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let value): self = .bool(value)
        case .number(let text):
            self = Int64(text).map { .int($0) } ?? .double(Double(text) ?? .nan)
        case .string(let text): self = .string(text)
        case .array(let elements): self = .list(elements.map { CELValue($0) })
        case .object(let members):
            self = .map(CELMap(members.map { ($0.name, CELValue($0.value)) }))
        }
    }
}
