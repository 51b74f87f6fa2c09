package import SourceText

/// A redirection: `>log`, `2>&1`, `<<EOF`, `<<<"$x"`.
package struct ShellRedirection: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    let index: Int

    /// How it is written.
    package enum Symbol: String, Sendable, Hashable {
        case input = "<"
        case output = ">"
        case append = ">>"
        case clobber = ">|"
        case readWrite = "<>"
        case inputCopy = "<&"
        case outputCopy = ">&"
        case both = "&>"
        case bothAppend = "&>>"
        case heredoc = "<<"
        case heredocTabs = "<<-"
        case herestring = "<<<"
    }

    var node: RedirectionNode { script.tree.redirections[index] }

    /// How it is written.
    package var symbol: Symbol { node.symbol }

    /// From the number or symbol to the end of its target.
    package var range: SourceRange { node.range }

    /// The number written before the symbol: 2 of `2>log`.
    package var descriptor: Int? { node.descriptor < 0 ? nil : node.descriptor }

    /// The file, descriptor or here-document delimiter; nil when the text ends before it.
    package var target: ShellWord? {
        node.target < 0 ? nil : ShellWord(script: script, index: node.target)
    }

    /// The lines of a here-document.
    package var body: ShellWord? {
        guard node.heredoc >= 0 else { return nil }
        let body = script.tree.heredocs[node.heredoc].body
        return body < 0 ? nil : ShellWord(script: script, index: body)
    }

    /// Whether it writes to a file: `>`, `>>`, `>|`, `&>`, `&>>`, and `>&` with a file name.
    package var writesFile: Bool {
        switch symbol {
        case .output, .append, .clobber, .both, .bothAppend, .readWrite: return true
        case .outputCopy:
            guard let literal = target?.literal else { return false }
            return !literal.utf8.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
        case .input, .inputCopy, .heredoc, .heredocTabs, .herestring: return false
        }
    }
}

/// An assignment before a command or on its own: `A=b`, `a+=b`, `list=(x y)`.
package struct ShellAssignment: Sendable {
    /// The script it stands in.
    package let script: ShellScript
    let index: Int

    var node: AssignmentNode { script.tree.assignments[index] }

    /// From the name to the end of the value.
    package var range: SourceRange { node.range }

    /// The variable, without a subscript.
    package var name: String { script.text(node.name) }

    /// The place of the name.
    package var nameRange: SourceRange { node.name }

    /// Whether it is written `+=`.
    package var isAppending: Bool { node.isAppending }

    /// The value; an empty word for `A=`, nil for an array.
    package var value: ShellWord? {
        node.value < 0 ? nil : ShellWord(script: script, index: node.value)
    }

    /// Whether it is written `name=(…)`.
    package var isArray: Bool { node.isArray }

    /// The elements of an array.
    package var elements: [ShellWord] {
        node.elements.map { ShellWord(script: script, index: $0) }
    }
}
