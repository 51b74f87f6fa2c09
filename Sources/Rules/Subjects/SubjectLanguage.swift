/// The subjects of one language. The table of each is made when it is first asked for: a run pays
/// nothing for subjects that do not occur.
package struct SubjectLanguage: Sendable {
    package let names: [String]
    /// The subject of a name, or nil when the language has none of that name.
    package let schema: @Sendable (String) -> (any SubjectSchema)?

    package init(names: [String], schema: @escaping @Sendable (String) -> (any SubjectSchema)?) {
        self.names = names
        self.schema = schema
    }

    /// Subjects whose tables are there already.
    package init(_ schemas: [any SubjectSchema]) {
        self.init(names: schemas.map(\.name)) { name in schemas.first { $0.name == name } }
    }

    /// All of them, for people.
    package var schemas: [any SubjectSchema] { names.compactMap(schema) }
}
