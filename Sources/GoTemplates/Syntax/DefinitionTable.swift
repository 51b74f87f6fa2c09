/// The templates that one text defines, by name: of each name one at most.
struct DefinitionTable {
    private var definitions: [TemplateTree.Definition?] = []
    private var indexes: [Bytes: Int] = [:]

    /// Adds a template. One that is empty gives way to another of its name; false if both say
    /// something.
    mutating func add(_ definition: TemplateTree.Definition) -> Bool {
        if let index = indexes[definition.name], let other = definitions[index] {
            guard other.isEmpty else { return definition.isEmpty }
            definitions[index] = nil
        }
        indexes[definition.name] = definitions.count
        definitions.append(definition)
        return true
    }

    /// Whether a template of a name says something.
    func holds(_ name: Bytes) -> Bool {
        guard let index = indexes[name] else { return false }
        return definitions[index]?.isEmpty == false
    }

    /// All of them, in the order of their ends.
    var all: [TemplateTree.Definition] { definitions.compactMap(\.self) }
}
