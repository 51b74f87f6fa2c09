/// A type with named, typed fields, such as the subject of a rule.
package struct CELObjectType: Sendable {
    /// One field: its value's type, and whether an object may lack it.
    package struct Field: Sendable {
        package let name: String
        package let type: CELType
        /// An absent field fails when selected; `has(x.f)` and `x.?f` ask first.
        package let isOptional: Bool

        package init(_ name: String, _ type: CELType, isOptional: Bool = false) {
            self.name = name
            self.type = type
            self.isOptional = isOptional
        }
    }

    package let name: String
    package let fields: [Field]
    private let indexes: [String: Int]

    /// Of two fields with one name, the first counts.
    package init(_ name: String, fields: [Field]) {
        self.name = name
        self.fields = fields
        indexes = Dictionary(
            fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func index(of name: String) -> Int? { indexes[name] }
}

/// A value of the host with fields. A class, so that a value holding one stays two words and is
/// passed on without a copy; two are equal if they are the same instance.
package protocol CELObject: AnyObject, Sendable {
    /// The declared type, by which fields are found when the checker could not know it.
    var objectType: CELObjectType { get }
    /// The value of the field with that index in `objectType`, or nil if it is absent.
    func field(_ index: Int) -> CELValue?
    /// The result of a method of the host, by the index it was declared with.
    func call(_ method: Int, _ arguments: [CELValue]) -> CELValue
}

extension CELObject {
    /// Most objects have no methods.
    package func call(_ method: Int, _ arguments: [CELValue]) -> CELValue { .null }
}
