package import SourceText

/// The way from a value down to one that may not be there yet: keys and places in sequences.
package struct YAMLPath: Sendable, Hashable, ExpressibleByArrayLiteral {
    package enum Step: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case key(String)
        case index(Int)

        package init(stringLiteral key: String) { self = .key(key) }
        package init(integerLiteral index: Int) { self = .index(index) }
    }

    package var steps: [Step]

    package init(_ steps: [Step]) { self.steps = steps }

    package init(arrayLiteral steps: Step...) { self.steps = steps }
}

/// A value to be written into a file.
package enum YAMLText: Sendable, Hashable {
    /// A text, quoted where YAML would take it for something else or the neighbours are quoted.
    case string(String)
    /// What stands for itself, such as `true` or `3`.
    case typed(String)
    /// A mapping or sequence in block form, which is indented, or put in flow form, as its new
    /// place needs it.
    case snippet(String)
}

/// What a wish to edit a file comes to.
package enum YAMLEditing: Sendable, Hashable {
    /// - isShared: whether other places show the same node, by an alias or a merge.
    case edits([Edit], isShared: Bool)
    /// It cannot be done, for a reason in words.
    case refused(String)
}
