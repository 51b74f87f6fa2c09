/// A function of one name, style and number of arguments: what it takes, what it gives and what it
/// does.
package struct CELFunction: Sendable {
    /// One way to call the function. A member function's first parameter is the value before the
    /// dot.
    package struct Signature: Sendable {
        package let parameters: [CELType]
        package let result: CELType
        /// Whether type parameters occur, which the checker replaces by unknowns.
        let isGeneric: Bool

        package init(_ parameters: [CELType], _ result: CELType) {
            self.parameters = parameters
            self.result = result
            isGeneric = parameters.contains(where: \.hasParameter) || result.hasParameter
        }
    }

    /// What is done with arguments of whatever type they turn out to have: a body gives a value or
    /// throws, also for types no signature lists.
    package enum Body: Sendable {
        case constant(CELValue)
        case unary(@Sendable (CELValue, inout CELBudget) throws(CELFailure) -> CELValue)
        case binary(
            @Sendable (CELValue, CELValue, inout CELBudget) throws(CELFailure) -> CELValue)
        case many(@Sendable ([CELValue], inout CELBudget) throws(CELFailure) -> CELValue)
        /// The method with that place among those of a type of objects.
        case method(CELObjectType, Int)
        /// Declared for checking only.
        case unbound
    }

    package let name: String
    /// Whether it is called on a value: `value.name(…)`.
    package let isMember: Bool
    package let signatures: [Signature]
    package let body: Body

    /// Every signature has the same number of parameters.
    package init(_ name: String, isMember: Bool, _ signatures: [Signature], _ body: Body) {
        self.name = name
        self.isMember = isMember
        self.signatures = signatures
        self.body = body
    }

    /// The number of arguments, with the one before the dot.
    var parameterCount: Int { signatures.first?.parameters.count ?? 0 }

    /// What stands before the first dot of its name.
    var namespace: String? {
        guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        return String(name[..<dot])
    }

    /// A function called as `name(…)`.
    static func global(_ name: String, _ signatures: [Signature], _ body: Body) -> CELFunction {
        CELFunction(name, isMember: false, signatures, body)
    }

    /// A function called as `value.name(…)`.
    static func member(_ name: String, _ signatures: [Signature], _ body: Body) -> CELFunction {
        CELFunction(name, isMember: true, signatures, body)
    }
}

extension CELFunction.Signature: CustomStringConvertible {
    package var description: String {
        "(\(parameters.map(\.description).joined(separator: ", "))) → \(result)"
    }
}

extension CELType {
    /// Whether a type parameter occurs in it.
    var hasParameter: Bool {
        switch self {
        case .parameter: true
        case .list(let type), .optional(let type), .type(let type), .nullable(let type):
            type.hasParameter
        case .map(let key, let value): key.hasParameter || value.hasParameter
        case .opaque(_, let types): types.contains(where: \.hasParameter)
        default: false
        }
    }
}
