package import SourceText

/// What a structural edit does to a file's text.
///
/// New lines end with `\n`; whoever applies the edits knows how the file ends its own.
package struct YAMLChange: Sendable {
    package var edits: [Edit]
    /// Whether it changes what an anchor shares with others, so that people must decide.
    package var isShared: Bool

    init(_ edits: [Edit], isShared: Bool = false) {
        self.edits = edits
        self.isShared = isShared
    }

    /// A single edit that no anchor shares.
    package init(_ edit: Edit) { self.init([edit]) }
}

extension YAMLLocation {
    /// Writes a value, with the parents it needs. `text` is YAML: a scalar, a flow collection, or
    /// block lines. Nil when something stands in the way, such as a scalar where a parent must be.
    package func setting(_ text: String) -> YAMLChange? {
        let snippet = YAMLSnippet(text)
        guard let place = EditPlace(self) else { return nil }
        if place.missing.isEmpty { return place.replacing(snippet) }
        return place.inserting(snippet)
    }

    /// Appends an item to a list, which is made if it is absent.
    package func adding(_ item: String) -> YAMLChange? {
        let snippet = YAMLSnippet(item)
        guard let place = EditPlace(self) else { return nil }
        if place.missing.isEmpty, place.node.kind == .sequence { return place.appending(snippet) }
        guard !place.missing.isEmpty || place.node.isNull else { return nil }
        return setting(snippet.asItem)
    }

    /// Takes out a key or an item with its lines; a collection that would be left empty goes, too.
    package func removing() -> YAMLChange? {
        guard let place = EditPlace(self), place.missing.isEmpty else { return nil }
        return place.removing()
    }

    /// Gives the last key another name.
    package func renaming(_ name: String) -> YAMLChange? {
        guard let place = EditPlace(self), place.missing.isEmpty, let key = place.node.key else {
            return nil
        }
        return YAMLChange([Edit(key.range, name)], isShared: place.isShared)
    }
}
