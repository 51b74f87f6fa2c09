/// A sentence with holes: `` `{image.reference}` has no tag ``. The holes' expressions belong to
/// whoever fills them.
package struct MessageTemplate: Sendable, Hashable {
    /// The literal texts around the holes: always one more than there are holes.
    package var literals: [String]

    package init(literals: [String]) {
        precondition(!literals.isEmpty, "a template has at least one literal, if only an empty one")
        self.literals = literals
    }

    /// A sentence without holes.
    package init(_ sentence: String) {
        literals = [sentence]
    }

    package var holeCount: Int { literals.count - 1 }

    package func sentence(with arguments: [String]) -> String {
        var sentence = literals[0]
        for (index, literal) in literals.dropFirst().enumerated() {
            sentence += index < arguments.count ? arguments[index] : ""
            sentence += literal
        }
        return sentence
    }
}
