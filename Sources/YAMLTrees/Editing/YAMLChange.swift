package import SourceText

/// What a structural edit does to a file's text.
///
/// New lines end with `\n`; whoever applies the edits knows how the file ends its own.
package struct YAMLChange: Sendable {
    package var edits: [Edit]
    /// Whether it changes what an anchor shares with others, so that people must decide.
    package var isShared: Bool

    /// A single edit that no anchor shares.
    package init(_ edit: Edit) {
        edits = [edit]
        isShared = false
    }

    /// What a wish came to; nil when it was refused.
    init?(_ editing: YAMLEditing) {
        guard case .edits(let edits, let isShared) = editing else { return nil }
        self.edits = edits
        self.isShared = isShared
    }
}

extension YAMLValue {
    /// Writes a value, with the parents it needs. `text` is YAML as rules write it. Nil when
    /// something stands in the way, such as a scalar where a parent must be.
    package func setting(_ path: YAMLPath, to text: String) -> YAMLChange? {
        YAMLChange(set(path, to: YAMLText(yaml: text)))
    }

    /// Appends an item to a list, which is made if it is absent.
    package func adding(_ item: String, to path: YAMLPath) -> YAMLChange? {
        YAMLChange(add(path, YAMLText(yaml: item)))
    }

    /// Takes out a key or an item with its lines; a collection that would be left empty goes, too.
    package func removing(_ path: YAMLPath) -> YAMLChange? { YAMLChange(remove(path)) }

    /// Gives the last key another name.
    package func renaming(_ path: YAMLPath, to name: String) -> YAMLChange? {
        YAMLChange(rename(path, to: name))
    }

    /// What stands where a path leads, or nil.
    package func value(at path: YAMLPath) -> YAMLValue? {
        let walk = PathWalk(path, from: self)
        return walk.missing.isEmpty ? walk.value : nil
    }

    /// How many steps of a path lead to something that is there.
    package func depth(of path: YAMLPath) -> Int {
        path.steps.count - PathWalk(path, from: self).missing.count
    }
}

extension YAMLLocation {
    private var path: YAMLPath { YAMLPath(keys.map { .key($0) }) }

    package func setting(_ text: String) -> YAMLChange? { base.setting(path, to: text) }

    package func adding(_ item: String) -> YAMLChange? { base.adding(item, to: path) }

    package func removing() -> YAMLChange? { base.removing(path) }

    package func renaming(_ name: String) -> YAMLChange? { base.renaming(path, to: name) }
}

extension YAMLText {
    /// A value as YAML writes it: a string is quoted as its new place needs, all else stands for
    /// itself.
    init(yaml text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last?.allSatisfy({ $0 == " " }) ?? false { lines.removeLast() }
        let text = lines.joined(separator: "\n")
        guard let node = YAMLTree(parsing: Array(text.utf8)).firstDocument else {
            self = .typed(text)
            return
        }
        if node.style == .block || lines.count > 1 {
            self = .snippet(text)
        } else if node.kind == .scalar, node.style == .plain, case .string? = node.scalar {
            self = .string(text)
        } else {
            self = .typed(text)
        }
    }
}
