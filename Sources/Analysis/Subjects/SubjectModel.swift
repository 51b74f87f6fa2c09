package import CEL
package import Rules
package import SourceText
package import YAMLTrees

/// A kind of subject bound to the Swift type that holds its facts.
///
/// A field of a subject is one line in the table given here; nothing else knows of it. It stands in
/// one module with these tables, since the compiler then makes a version of it for each type of
/// facts, and reading a field needs no look at what that type is.
package struct SubjectModel<Facts: Sendable>: SubjectSchema {
    /// A field: its name, type and meaning, how to read it, and where its value stands.
    package struct Field: Sendable {
        var name: String
        var type: CELType
        var isOptional: Bool
        var documentation: String
        var value: @Sendable (Facts) -> CELValue?
        var range: (@Sendable (Facts) -> SourceRange?)?
        /// Where a fix may write it in a YAML document, there or not.
        var location: (@Sendable (Facts) -> YAMLLocation?)?

        package init(
            name: String, type: CELType, isOptional: Bool, documentation: String,
            value: @escaping @Sendable (Facts) -> CELValue?,
            range: (@Sendable (Facts) -> SourceRange?)? = nil,
            location: (@Sendable (Facts) -> YAMLLocation?)? = nil
        ) {
            self.name = name
            self.type = type
            self.isOptional = isOptional
            self.documentation = documentation
            self.value = value
            self.range = range
            self.location = location
        }
    }

    /// A method: its name, types and meaning, and what it gives.
    package struct Method: Sendable {
        var card: MethodCard
        var result: @Sendable (Facts, [CELValue]) -> CELValue
    }

    package let name: String
    package let documentation: String
    package let objectType: CELObjectType
    private let fields: [Field]
    private let methods: [Method]
    private let access: Unmanaged<SubjectAccess>

    package init(
        _ name: String, _ documentation: String,
        range: @escaping @Sendable (Facts) -> SourceRange,
        logicalPlace: @escaping @Sendable (Facts) -> [String],
        location: (@Sendable (Facts) -> YAMLLocation?)? = nil, keepsFields: Bool = true,
        fields: [Field], methods: [Method] = []
    ) {
        self.name = name
        self.documentation = documentation
        objectType = CELObjectType(
            name,
            fields: fields.map { CELObjectType.Field($0.name, $0.type, isOptional: $0.isOptional) },
            methods: methods.map {
                CELObjectType.Method($0.card.name, $0.card.parameters, $0.card.result)
            })
        self.fields = fields
        self.methods = methods
        access = Unmanaged.passRetained(
            SubjectAccess(
                objectType: objectType,
                fields: fields.map(Self.access(to:)),
                methods: methods.map { Self.untyped($0.result) },
                range: Self.untyped(range), location: location.map(Self.untyped),
                logicalPlace: Self.untyped(logicalPlace), keepsFields: keepsFields))
    }

    package var fieldCards: [FieldCard] {
        fields.map {
            FieldCard(
                name: $0.name, type: $0.type, isOptional: $0.isOptional,
                isPlaced: $0.range != nil || $0.location != nil,
                documentation: $0.documentation)
        }
    }

    package var methodCards: [MethodCard] { methods.map(\.card) }

    private static func access(to field: Field) -> FieldAccess {
        FieldAccess(
            untyped(field.value), field.range.map(untyped), field.location.map(untyped))
    }

    private static func untyped<Result>(
        _ read: @escaping @Sendable (Facts) -> Result
    ) -> @Sendable (ModelledSubject) -> Result {
        { subject in read(TypedSubject<Facts>.facts(of: subject)) }
    }

    private static func untyped(
        _ call: @escaping @Sendable (Facts, [CELValue]) -> CELValue
    ) -> @Sendable (ModelledSubject, [CELValue]) -> CELValue {
        { subject, arguments in call(TypedSubject<Facts>.facts(of: subject), arguments) }
    }

    /// The subject that holds these facts.
    package func subject(_ facts: Facts) -> any Subject { TypedSubject(access, facts) }

    /// The subject as a value of an expression.
    package func value(_ facts: Facts) -> CELValue { .object(TypedSubject(access, facts)) }
}

extension SubjectModel.Field {
    package static func text(
        _ name: String, _ documentation: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> String
    ) -> Self {
        Self(
            name: name, type: .string, isOptional: false, documentation: documentation,
            value: { .string(value($0)) }, range: range)
    }

    /// A text that may be absent: rules ask with `has(…)` or `.?`.
    package static func optionalText(
        _ name: String, _ documentation: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> String?
    ) -> Self {
        Self(
            name: name, type: .string, isOptional: true, documentation: documentation,
            value: { value($0).map(CELValue.string) }, range: range)
    }

    package static func texts(
        _ name: String, _ documentation: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> [String]
    ) -> Self {
        Self(
            name: name, type: .list(.string), isOptional: false, documentation: documentation,
            value: { .list(value($0).map(CELValue.string)) }, range: range)
    }

    package static func flag(
        _ name: String, _ documentation: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> Bool
    ) -> Self {
        Self(
            name: name, type: .bool, isOptional: false, documentation: documentation,
            value: { .bool(value($0)) }, range: range)
    }

    package static func number(
        _ name: String, _ documentation: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> Int
    ) -> Self {
        Self(
            name: name, type: .int, isOptional: false, documentation: documentation,
            value: { .int(Int64(value($0))) }, range: range)
    }

    package static func optionalNumber(
        _ name: String, _ documentation: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> Int?
    ) -> Self {
        Self(
            name: name, type: .int, isOptional: true, documentation: documentation,
            value: { value($0).map { .int(Int64($0)) } }, range: range)
    }

    /// A place without a text of its own: there, or absent. Its value is the text that stands
    /// there.
    package static func place(
        _ name: String, _ documentation: String,
        text: @escaping @Sendable (Facts, SourceRange) -> String,
        _ range: @escaping @Sendable (Facts) -> SourceRange?
    ) -> Self {
        Self(
            name: name, type: .string, isOptional: true, documentation: documentation,
            value: { facts in range(facts).map { .string(text(facts, $0)) } }, range: range)
    }

    /// Another subject, named by its model.
    package static func subject(
        _ name: String, _ documentation: String, of model: String,
        at range: (@Sendable (Facts) -> SourceRange?)? = nil,
        _ value: @escaping @Sendable (Facts) -> CELValue?
    ) -> Self {
        Self(
            name: name, type: .object(model), isOptional: true, documentation: documentation,
            value: value, range: range)
    }

    /// A list of other subjects, named by their model.
    package static func subjects(
        _ name: String, _ documentation: String, of model: String,
        _ value: @escaping @Sendable (Facts) -> [CELValue]
    ) -> Self {
        Self(
            name: name, type: .list(.object(model)), isOptional: false,
            documentation: documentation,
            value: { .list(value($0)) }, range: nil)
    }
}

extension SubjectModel.Field {
    /// The field with its place in a YAML document, which need not exist yet.
    package func at(_ location: @escaping @Sendable (Facts) -> YAMLLocation?) -> Self {
        var field = self
        // Where it stands says what to underline, too.
        field.range = nil
        field.location = location
        return field
    }
}

extension SubjectModel.Method {
    package init(
        _ name: String, _ parameters: [CELType], _ result: CELType, _ documentation: String,
        _ call: @escaping @Sendable (Facts, [CELValue]) -> CELValue
    ) {
        card = MethodCard(
            name: name, parameters: parameters, result: result, documentation: documentation)
        self.result = call
    }
}
