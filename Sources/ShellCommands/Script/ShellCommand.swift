package import SourceText

/// A simple command: assignments, words and redirections, such as `A=b apt-get update >log`.
///
/// A view of a `ShellScript`; copying it is cheap.
package struct ShellCommand: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    /// Its place among the commands of the script.
    package let index: Int

    /// What is written: words, or a test of bash.
    package enum Kind: Sendable, Hashable {
        case simple
        /// `[[ … ]]`; its operators are words.
        case test
        /// `(( … ))`; one word, without a name.
        case arithmetic
    }

    var node: CommandNode { script.tree.commands[index] }

    /// What is written.
    package var kind: Kind { node.kind }

    /// From its first to its last byte, redirections included (here-document bodies are not).
    package var range: SourceRange { node.range }

    /// The words: the program and its arguments.
    package var words: [ShellWord] {
        node.words.map { ShellWord(script: script, index: $0) }
    }

    /// The words after the program.
    package var arguments: [ShellWord] { Array(words.dropFirst()) }

    /// The assignments before the program: `A=b` of `A=b make`.
    package var assignments: [ShellAssignment] {
        node.assignments.map { ShellAssignment(script: script, index: $0) }
    }

    /// Its redirections in order; those of a construct around it belong to that.
    package var redirections: [ShellRedirection] {
        node.redirections.map { ShellRedirection(script: script, index: $0) }
    }

    /// The word that names the program, or nil for a bare assignment or redirection.
    package var nameWord: ShellWord? {
        kind != .arithmetic && !node.words.isEmpty
            ? ShellWord(script: script, index: node.words.lowerBound) : nil
    }

    /// The program as written without its directory (`/usr/bin/curl` is `curl`), or nil when it is
    /// absent or known only at run time.
    package var name: String? {
        guard let literal = nameWord?.literal else { return nil }
        guard let slash = literal.utf8.lastIndex(of: UInt8(ascii: "/")) else { return literal }
        let name = literal[literal.utf8.index(after: slash)...]
        return name.isEmpty ? literal : String(name)
    }

    // MARK: Where it stands

    /// The pipeline it is a member of.
    package var pipeline: ShellPipeline { ShellPipeline(script: script, index: node.pipeline) }

    /// Its place in its pipeline, from 0.
    package var position: Int { node.position }

    /// Whether its output goes into another command: `a` of `a | b`.
    package var isPipedOnward: Bool { position < pipeline.count - 1 }

    /// Whether its input comes from another command: `b` of `a | b`.
    package var readsPipe: Bool { position > 0 }

    /// The operator before it (`&&`, `||`, `;`, `|`, …), or nil where its list starts.
    package var operatorBefore: ShellJoint? {
        position > 0 ? pipeline.pipes[position - 1] : pipeline.operatorBefore
    }

    /// The operator after it, or nil where its list ends.
    package var operatorAfter: ShellJoint? {
        isPipedOnward ? pipeline.pipes[position] : pipeline.operatorAfter
    }

    /// The construct directly around it, if any.
    package var construct: ShellConstruct? {
        node.construct < 0 ? nil : ShellConstruct(script: script, index: node.construct)
    }

    /// The constructs around it, innermost first.
    package var enclosing: [ShellConstruct] {
        var result: [ShellConstruct] = []
        var next = construct
        while let construct = next {
            result.append(construct)
            next = construct.parent
        }
        return result
    }

    /// The number of constructs around it.
    package var depth: Int { construct.map { $0.depth + 1 } ?? 0 }

    /// Whether it stands inside another command: in `$(…)`, `` `…` ``, `<(…)` or `sh -c '…'`.
    package var isNested: Bool { enclosing.contains { $0.kind.isInsideCommand } }

    /// Whether it decides an `if`, `while` or `until`, so that its failure is expected.
    package var isCondition: Bool { enclosing.contains { $0.kind == .condition } }

    /// Whether it may be left out of a run in which nothing fails: in a branch, a loop or a
    /// function, or after `||`.
    package var isConditional: Bool {
        pipeline.operatorBefore?.symbol == .or || enclosing.contains { $0.kind.isConditional }
    }

    /// Whether a `!` turns its result around.
    package var isNegated: Bool { pipeline.isNegated }

    /// Whether it runs in the background (`&`).
    package var isBackground: Bool { pipeline.operatorAfter?.symbol == .background }

    /// Whether `other` is reached from this command through `&&` alone, both in the same list.
    package func isJoinedByAnd(to other: ShellCommand) -> Bool {
        guard other.index > index else { return false }
        var place = pipeline
        while place.index != other.node.pipeline {
            guard place.operatorAfter?.symbol == .and, let next = place.next else { return false }
            place = next
        }
        return true
    }

    /// The commands written after it in the same script.
    package var following: ArraySlice<ShellCommand> { script.commands[(index + 1)...] }

    /// The commands written before it in the same script.
    package var preceding: ArraySlice<ShellCommand> { script.commands[..<index] }
}
