package import SourceText

/// An operator between commands, with its place.
package struct ShellJoint: Sendable, Hashable {
    /// How it is written.
    package enum Symbol: Sendable, Hashable {
        /// `&&`
        case and
        /// `||`
        case or
        /// `;`
        case semicolon
        /// A line end.
        case newline
        /// `&`
        case background
        /// `|`
        case pipe
        /// `|&`
        case pipeBoth
    }

    /// How it is written.
    package var symbol: Symbol
    /// Its place in the script.
    package var range: SourceRange
}

/// Commands joined by `|`; a single command is a pipeline of one.
package struct ShellPipeline: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    /// Its place among the pipelines of the script.
    package let index: Int

    /// A member is a simple command, or a construct such as `( … )` or `while … done`.
    package enum Member: Sendable {
        case command(ShellCommand)
        case construct(ShellConstruct)
    }

    var node: PipelineNode { script.tree.pipelines[index] }

    /// From its first member (or `!`) to its last.
    package var range: SourceRange { node.range }

    /// The number of its members.
    package var count: Int { (node.first == nil ? 0 : 1) + node.rest.count }

    /// Its members in order.
    package var members: [Member] {
        ((node.first.map { [$0] } ?? []) + node.rest.map(\.member)).map {
            switch $0 {
            case .command(let index): .command(ShellCommand(script: script, index: index))
            case .construct(let index): .construct(ShellConstruct(script: script, index: index))
            }
        }
    }

    /// The members that are simple commands.
    package var commands: [ShellCommand] {
        members.compactMap { if case .command(let command) = $0 { command } else { nil } }
    }

    /// The `|` and `|&` between its members: one less than these.
    package var pipes: [ShellJoint] { node.rest.map(\.joint) }

    /// Whether a `!` turns its result around.
    package var isNegated: Bool { node.isNegated }

    /// The construct whose list it stands in, or nil at the top.
    package var construct: ShellConstruct? {
        node.construct < 0 ? nil : ShellConstruct(script: script, index: node.construct)
    }

    /// The operator that joins it to the pipeline before it in the same list.
    package var operatorBefore: ShellJoint? { node.before }

    /// The operator after it, also when nothing follows (`a;`, `a &`).
    package var operatorAfter: ShellJoint? { node.after }

    /// The next pipeline of the same list.
    package var next: ShellPipeline? {
        node.next < 0 ? nil : ShellPipeline(script: script, index: node.next)
    }

    /// The previous pipeline of the same list.
    package var previous: ShellPipeline? {
        node.previous < 0 ? nil : ShellPipeline(script: script, index: node.previous)
    }
}
