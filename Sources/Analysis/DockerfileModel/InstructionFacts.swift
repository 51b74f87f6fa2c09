import Dockerfiles
import ShellCommands
import SourceText

/// One instruction of a Dockerfile, for rules.
struct InstructionFacts: Sendable {
    let model: DockerfileModel
    /// Its place in the file; a trigger has that of its `ONBUILD`.
    let index: Int
    /// Whether it is what an `ONBUILD` will do.
    let isTrigger: Bool

    /// Lent, not copied: an instruction is a dozen arrays, and most fields read one of them.
    var instruction: Instruction {
        _read {
            if isTrigger, !model.file.instructions[index].triggers.isEmpty {
                yield model.file.instructions[index].triggers[0]
            } else {
                yield model.file.instructions[index]
            }
        }
    }

    /// Asked more often than anything, so without copying the instruction.
    var kind: InstructionKind {
        isTrigger
            ? model.file.instructions[index].triggers[0].kind : model.file.instructions[index].kind
    }

    var keyword: String {
        let kind = kind
        return kind == .unknown ? instruction.keywordText : kind.keyword
    }

    var stage: Int? { model.file.instructions[index].stage }

    var isInFinalStage: Bool { stage != nil && stage == model.finalStage }

    /// Stage, then keyword and the first words: enough to find it again in an edited file.
    var logicalPlace: [String] {
        let words = instruction.body.bytes.prefix(256).split(
            maxSplits: 3, whereSeparator: { $0.isBlank || $0 == 0x0A })
        let start = words.prefix(2).map { String(decoding: $0.prefix(40), as: UTF8.self) }
        return [model.logicalName(ofStage: stage), ([keyword] + start).joined(separator: " ")]
    }

    /// The instruction before it in the same stage.
    var previous: InstructionFacts? { neighbour(index - 1) }

    /// The instruction after it in the same stage.
    var next: InstructionFacts? { neighbour(index + 1) }

    private func neighbour(_ place: Int) -> InstructionFacts? {
        guard !isTrigger, model.file.instructions.indices.contains(place),
            model.file.instructions[place].stage == stage
        else { return nil }
        return InstructionFacts(model: model, index: place, isTrigger: false)
    }

    /// Whether a later instruction of the stage takes its place: another `CMD`, say.
    var isOverridden: Bool {
        guard let stage, !isTrigger else { return false }
        let kind = instruction.kind
        return model.file.stages[stage].instructions.contains {
            $0 > index && model.file.instructions[$0].kind == kind
        }
    }

    var script: InstructionScript? {
        model.script(ofInstruction: index).flatMap { $0.isTrigger == isTrigger ? $0 : nil }
    }

    /// A word with variables put in; nil when only a build knows them.
    func known(_ word: Word) -> String? {
        guard let expansion = model.file.expand(word, of: instruction), expansion.isCertain else {
            return nil
        }
        return expansion.text
    }

    /// What to delete to be rid of one of `count` words: the blanks before it too, or all lines of
    /// the instruction when it is the only one.
    ///
    /// Nil in a JSON array, behind `ONBUILD`, and where a comment stands between the words.
    func removal(of range: SourceRange, among count: Int) -> SourceRange? {
        guard !isTrigger, !instruction.isJSON, instruction.heredocs.isEmpty else { return nil }
        if count == 1 { return lines }
        guard instruction.commentsInside.isEmpty else { return nil }
        let bytes = model.file.bytes
        var start = range.start
        while start > instruction.keyword.end, isBetweenWords(bytes[start - 1]) { start -= 1 }
        if start > instruction.keyword.end { return SourceRange(start, range.end) }
        // The first word: what follows takes its place.
        var end = range.end
        while end < instruction.range.end, isBetweenWords(bytes[end]) { end += 1 }
        return SourceRange(range.start, end)
    }

    /// Whether a byte only separates words: a blank, or what continues a line.
    func isBetweenWords(_ byte: UInt8) -> Bool {
        byte.isBlank || byte == 0x0A || byte == 0x0D || byte == model.file.escape
    }

    /// The whole lines it stands on, with their end: what deleting it takes.
    var lines: SourceRange { model.wholeLines(instruction.lines) }
}

extension DockerfileModel {
    /// Lines of the file with their ends; a byte order mark is no part of the first.
    func wholeLines(_ lines: ClosedRange<Int>) -> SourceRange {
        let first = lineTable.rangeWithEnd(ofLine: lines.lowerBound)
        let last = lineTable.rangeWithEnd(ofLine: min(lines.upperBound, lineTable.starts.count))
        let hasMark = first.start == 0 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF])
        return SourceRange(hasMark ? 3 : first.start, last.end)
    }
}
