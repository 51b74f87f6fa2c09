/// A type with named, typed fields, such as the subject of a rule.
///
/// A class, since each call of a method asks for the type of its object.
package final class CELObjectType: Sendable {
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

    /// A method that objects of the type answer: see `CELObject.call`.
    package struct Method: Sendable {
        package let name: String
        package let parameters: [CELType]
        package let result: CELType

        package init(_ name: String, _ parameters: [CELType], _ result: CELType) {
            self.name = name
            self.parameters = parameters
            self.result = result
        }
    }

    package let name: String
    package let fields: [Field]
    package let methods: [Method]
    private let indexes: [String: Int]

    /// Of two fields with one name, the first counts.
    package init(_ name: String, fields: [Field], methods: [Method] = []) {
        self.name = name
        self.fields = fields
        self.methods = methods
        indexes = Dictionary(
            fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    package func index(of name: String) -> Int? { indexes[name] }

    /// The methods of that name as functions, by the place they have among all methods.
    func methods(named name: String) -> [CELFunction] {
        methods.indices.filter { methods[$0].name == name }.map(function)
    }

    private func function(_ index: Int) -> CELFunction {
        let signature = CELFunction.Signature(
            [.object(name)] + methods[index].parameters, methods[index].result)
        return .member(methods[index].name, [signature], .method(self, index))
    }
}

/// A value of the host with fields. A class, so that a value holding one stays two words and is
/// passed on without a copy; two are equal if they are the same instance.
package protocol CELObject: AnyObject, Sendable {
    /// The declared type, by which fields are found when the checker could not know it.
    var objectType: CELObjectType { get }
    /// The value of the field with that index in `objectType`, or nil if it is absent.
    func field(_ index: Int) -> CELValue?
    /// The result of a method of the host, by its place among the type's methods.
    func call(_ method: Int, _ arguments: [CELValue]) -> CELValue
}

extension CELObject {
    /// Most objects have no methods.
    package func call(_ method: Int, _ arguments: [CELValue]) -> CELValue { .null }
}
