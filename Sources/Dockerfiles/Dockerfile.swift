package import SourceText

/// A Dockerfile read as BuildKit reads it.
///
/// Reading never fails: what BuildKit would refuse is among the problems, and the rest is read on.
package struct Dockerfile: Sendable {
    package let bytes: [UInt8]
    /// The byte that continues lines and escapes: `\`, or a backquote after `# escape`.
    package let escape: UInt8
    package let directives: [Directive]
    package let instructions: [Instruction]
    /// All comment lines in order, directives not among them.
    package let comments: [CommentLine]
    package let stages: [BuildStage]
    /// What a build cannot do with this file, in the order of their places.
    package let problems: [Problem]
    /// Where BuildKit stops reading: at a line that is too long, else at the end.
    let end: Int
    /// All variables of the file.
    let variables: VariableTable

    package init(bytes: [UInt8]) {
        var reader = FileReader(bytes)
        reader.read()
        var graph = StageGraph(instructions: reader.instructions)
        variables = VariableTable(reader.instructions, stages: &graph.stages, escape: reader.escape)
        graph.connect(reader.instructions)
        var problems = reader.problems + graph.problems
        problems += InstructionCheck.problems(of: reader.instructions, escape: reader.escape)
        problems.sort { $0.range < $1.range }

        self.bytes = bytes
        escape = reader.escape
        end = reader.end
        directives = reader.directives
        instructions = reader.instructions
        comments = reader.comments
        stages = graph.stages
        self.problems = problems
    }

    /// The indexes of the `ARG` instructions before the first `FROM`.
    package var globalArguments: [Int] {
        instructions.prefix { $0.kind != .from }.filter { $0.kind == .arg }.map(\.index)
    }

    /// The text of a range; bytes that are not UTF-8 become U+FFFD.
    package func text(_ range: SourceRange) -> String { bytes.text(range) }
}
