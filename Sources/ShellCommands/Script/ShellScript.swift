package import SourceText

/// A parsed command line or script: its simple commands in order, and how they hang together.
///
///     let script = ShellScript(text, dialect: .posix)
///     for command in script.commands where command.name == "curl" {
///         report(script.sourceRange(of: command.range))
///     }
///
/// All ranges in it are offsets in `bytes`; `sourceRange(of:)` gives the place in the file. Text of
/// another dialect than sh and bash has no commands (`isUnderstood` tells).
package struct ShellScript: Sendable {
    let storage: Storage

    /// Holds the arrays once, so that commands and words are views of two machine words. It never
    /// changes; its identity has no meaning.
    final class Storage: Sendable {
        let dialect: ShellDialect
        let bytes: [UInt8]
        let tree: ShellTree
        let origins: ShellOrigins

        init(dialect: ShellDialect, bytes: [UInt8], tree: ShellTree, origins: ShellOrigins) {
            self.dialect = dialect
            self.bytes = bytes
            self.tree = tree
            self.origins = origins
        }
    }

    var tree: ShellTree { storage.tree }

    /// The dialect it was read in.
    package var dialect: ShellDialect { storage.dialect }

    /// Whether the dialect is one we parse. If not, there are no commands and nothing is known.
    package var isUnderstood: Bool { dialect.isUnderstood }

    /// The text, and behind it the unquoted text of scripts inside it (`sh -c "echo \"hi\""`).
    package var bytes: [UInt8] { storage.bytes }

    /// All simple commands in the order they are written, also those inside `$(…)`, subshells,
    /// functions and `sh -c '…'`.
    package var commands: [ShellCommand] {
        tree.commands.indices.map { ShellCommand(script: self, index: $0) }
    }

    /// All pipelines in the order they are written; a single command is a pipeline of one.
    package var pipelines: [ShellPipeline] {
        tree.pipelines.indices.map { ShellPipeline(script: self, index: $0) }
    }

    /// All constructs in the order they are written.
    package var constructs: [ShellConstruct] {
        tree.constructs.indices.map { ShellConstruct(script: self, index: $0) }
    }

    /// What is wrong with the text, placed in the file.
    package var problems: [Problem] {
        tree.defects.map { $0.defect.problem(at: sourceRange(of: $0.range)) }
    }

    /// The place in the file of a range of `bytes`.
    package func sourceRange(of range: SourceRange) -> SourceRange {
        storage.origins.sourceRange(of: range)
    }

    /// The written text of a range of `bytes`.
    package func text(_ range: SourceRange) -> String { bytes.text(range) }
}

/// Where the bytes of a script come from: some texts end to end, then unquoted copies of parts of
/// what stands before.
struct ShellOrigins: Sendable {
    /// The texts of the input, each with the offset at which it starts.
    var texts: [(start: Int, text: StitchedText)]
    /// Copies: `start` in the bytes is a copy of what stands at `source` in the bytes.
    var copies: [(start: Int, source: Int)] = []

    /// The smallest range of the file that holds a range of the bytes.
    func sourceRange(of range: SourceRange) -> SourceRange {
        guard !range.isEmpty else { return SourceRange(at: sourceOffset(of: range.start)) }
        let start = sourceOffset(of: range.start)
        return SourceRange(start, max(start, sourceOffset(of: range.end - 1) + 1))
    }

    private func sourceOffset(of offset: Int) -> Int {
        var offset = offset
        // A copy's source stands before the copy, so this ends.
        while let first = copies.first, offset >= first.start {
            let copy = copies[lastIndex(in: copies.count) { copies[$0].start <= offset }]
            offset = copy.source + offset - copy.start
        }
        guard !texts.isEmpty else { return 0 }
        let origin = texts[lastIndex(in: texts.count) { texts[$0].start <= offset }]
        return origin.text.sourceOffset(of: offset - origin.start)
    }

    /// The last index for which `condition` holds, when it holds for 0 and then stops holding.
    private func lastIndex(in count: Int, where condition: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while high - low > 1 {
            let middle = (low + high) / 2
            if condition(middle) { low = middle } else { high = middle }
        }
        return low
    }
}
