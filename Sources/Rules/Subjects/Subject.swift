package import CEL
package import SourceText
package import YAMLTrees

/// Something a rule can judge: an object with typed fields that knows where it stands in its file.
package protocol Subject: CELObject {
    /// The bytes to underline when a rule names nothing more exact.
    var range: SourceRange { get }
    /// The bytes of a field's value, or nil when the field is absent or stands nowhere.
    func range(ofField index: Int) -> SourceRange?
    /// The node of a YAML document that it is; nil in other languages.
    var location: YAMLLocation? { get }
    /// Where a fix may write a field in a YAML document, there or not.
    func location(ofField index: Int) -> YAMLLocation?
    /// Where it stands in the terms of its language, outermost first: part of a finding's
    /// fingerprint, so without line numbers and without anything a fix of a neighbour would change.
    var logicalPlace: [String] { get }
}

/// A kind of subject as rules and people see it: a name, fields and methods, all documented.
package protocol SubjectSchema: Sendable {
    /// The word after `for:`, and the variable in the rule's expressions.
    var name: String { get }
    /// What the subject is, in one sentence.
    var documentation: String { get }
    var objectType: CELObjectType { get }
    /// The fields in the order of `objectType`, for people.
    var fieldCards: [FieldCard] { get }
    var methodCards: [MethodCard] { get }
}

/// A field of a subject, for documentation.
package struct FieldCard: Sendable {
    package var name: String
    package var type: CELType
    package var isOptional: Bool
    /// Whether a rule can underline or edit it.
    package var isPlaced: Bool
    package var documentation: String

    package init(
        name: String, type: CELType, isOptional: Bool, isPlaced: Bool, documentation: String
    ) {
        self.name = name
        self.type = type
        self.isOptional = isOptional
        self.isPlaced = isPlaced
        self.documentation = documentation
    }
}

/// A method of a subject: how it is declared and what it does.
package struct MethodCard: Sendable {
    package var name: String
    package var parameters: [CELType]
    package var result: CELType
    package var documentation: String

    package init(name: String, parameters: [CELType], result: CELType, documentation: String) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.documentation = documentation
    }
}
