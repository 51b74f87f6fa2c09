package import SourceText

/// A part of a script with a list of commands of its own.
package struct ShellConstruct: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    /// Its place among the constructs of the script.
    package let index: Int

    /// What it is.
    package enum Kind: Sendable, Hashable {
        /// `{ …; }`
        case group
        /// `( … )`
        case subshell
        /// All of `if … fi`; holds conditions and branches.
        case ifStatement
        /// All of `while … done` or `until … done`; holds a condition and a body.
        case whileLoop
        /// All of `for … done` or `select … done`; holds a body.
        case forLoop
        /// All of `case … esac`; holds branches.
        case caseStatement
        /// The commands that decide an `if`, `while` or `until`.
        case condition
        /// The commands of a `then`, `else` or pattern of `case`.
        case branch
        /// The commands between `do` and `done`.
        case loopBody
        /// `name() { … }`: runs when called.
        case function
        /// `$(…)` or `` `…` ``.
        case commandSubstitution
        /// `<(…)` or `>(…)`.
        case processSubstitution
        /// The text given to a shell: `sh -c '…'`, `eval '…'`, `bash <<EOF`.
        case script

        /// Whether what is in it is a part of another command.
        package var isInsideCommand: Bool {
            self == .commandSubstitution || self == .processSubstitution || self == .script
        }

        /// Whether what is in it may run never or more than once.
        package var isConditional: Bool {
            self == .branch || self == .loopBody || self == .function
        }

        /// Whether a `cd` or a variable set in it is forgotten at its end.
        package var isSeparateProcess: Bool { self == .subshell || isInsideCommand }
    }

    var node: ConstructNode { script.tree.constructs[index] }

    /// What it is.
    package var kind: Kind { node.kind }

    /// From its first byte (`(`, `if`, `$(`) to its last; of a script in another command, the text.
    package var range: SourceRange { node.range }

    /// The construct directly around it.
    package var parent: ShellConstruct? {
        node.parent < 0 ? nil : ShellConstruct(script: script, index: node.parent)
    }

    /// The number of constructs around it.
    package var depth: Int { node.depth }

    /// The pipeline it is a member of; nil for conditions, branches, bodies and substitutions.
    package var pipeline: ShellPipeline? {
        node.pipeline < 0 ? nil : ShellPipeline(script: script, index: node.pipeline)
    }

    /// The command of which it is a part, for substitutions and scripts.
    package var command: ShellCommand? {
        node.command < 0 ? nil : ShellCommand(script: script, index: node.command)
    }

    /// The words a `for` goes through, or the subject of a `case`.
    package var words: [ShellWord] {
        node.words.map { ShellWord(script: script, index: $0) }
    }

    /// The variable of a `for`, or nil.
    package var variable: String? { node.variable.isEmpty ? nil : script.text(node.variable) }

    /// The redirections behind it: `( … ) >log`.
    package var redirections: [ShellRedirection] {
        node.redirections.map { ShellRedirection(script: script, index: $0) }
    }
}
