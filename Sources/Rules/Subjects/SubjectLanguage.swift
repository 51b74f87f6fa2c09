/// The subjects of one language. Their tables are made when a file of that language first comes up:
/// a run over Dockerfiles pays nothing for manifests.
package struct SubjectLanguage: Sendable {
    /// The names of the subjects, in the order of `schemas`.
    package let names: [String]
    package let schemas: @Sendable () -> [any SubjectSchema]

    package init(names: [String], schemas: @escaping @Sendable () -> [any SubjectSchema]) {
        self.names = names
        self.schemas = schemas
    }

    /// Subjects whose tables are there already.
    package init(_ schemas: [any SubjectSchema]) {
        self.init(names: schemas.map(\.name)) { schemas }
    }
}
