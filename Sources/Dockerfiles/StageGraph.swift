import SourceText

/// Finds the stages of a file and what they read from each other.
struct StageGraph {
    var stages: [BuildStage] = []
    private(set) var problems: [Problem] = []

    /// Finds the stages; bases are still open.
    init(instructions: [Instruction]) {
        for index in instructions.indices where instructions[index].kind == .from {
            if let last = stages.indices.last {
                stages[last].instructions = stages[last].from..<index
            }
            let words = instructions[index].arguments
            let end = instructions[index].keyword.end
            stages.append(
                BuildStage(
                    index: stages.count, name: StageGraph.name(words), from: index,
                    instructions: index..<instructions.count,
                    base: words.first ?? Word("", SourceRange(at: end))))
        }
    }

    private static func name(_ words: [Word]) -> Word? {
        guard words.count == 3, words[1].text.lowercased() == "as" else { return nil }
        return Word(words[2].text.lowercased(), words[2].range)
    }

    // MARK: Edges

    /// Finds what the stages read from each other.
    mutating func connect(_ instructions: [Instruction]) {
        var named: [String: Int] = [:]
        for stage in stages {
            if let name = stage.name { named[name.text] = stage.index }
        }
        for index in stages.indices {
            connect(index, instructions, named)
        }
        findCycle(instructions)
    }

    private mutating func connect(
        _ index: Int, _ instructions: [Instruction], _ named: [String: Int]
    ) {
        var needed: Set<Int> = []
        if let parent = stages[index].parent {
            needed.insert(parent)
            stages[index].dependencies.append(parent)
        }
        for place in stages[index].instructions where !instructions[place].flags.isEmpty {
            for read in reads(of: instructions[place], named) {
                stages[index].reads.append(read)
                guard let stage = read.stage, needed.insert(stage).inserted else { continue }
                stages[index].dependencies.append(stage)
            }
        }
    }

    private mutating func reads(
        of instruction: Instruction, _ named: [String: Int]
    ) -> [StageRead] {
        switch instruction.kind {
        case .copy:
            guard let flag = instruction.flag("from"), let name = flag.value, !name.isEmpty else {
                return []
            }
            let range = flag.valueRange ?? flag.range
            var stage = named[name.lowercased()]
            // A number is always an index, even when a stage or an image could be named so.
            if let number = Int(name) {
                stage = stages.indices.contains(number) ? number : nil
                if stage == nil {
                    problems.append(.noSuchStage(range, index: number, count: stages.count))
                }
            }
            return [
                StageRead(instruction: instruction.index, name: name, range: range, stage: stage)
            ]
        case .run:
            return instruction.mounts.compactMap { mount in
                guard let from = mount.from, let name = from.value, !name.isEmpty else {
                    return nil
                }
                return StageRead(
                    instruction: instruction.index, name: name,
                    range: from.valueRange ?? from.range, stage: named[name.lowercased()])
            }
        default:
            return []
        }
    }

    /// A stage that needs itself cannot be built: BuildKit refuses the file.
    private mutating func findCycle(_ instructions: [Instruction]) {
        var state = [UInt8](repeating: 0, count: stages.count)  // 1: on the path, 2: done.
        for root in stages.indices where state[root] == 0 {
            var path: [(stage: Int, next: Int)] = [(root, 0)]
            state[root] = 1
            while let top = path.last {
                let dependencies = stages[top.stage].dependencies
                guard top.next < dependencies.count else {
                    state[top.stage] = 2
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let needed = dependencies[top.next]
                if state[needed] == 1 {
                    let range =
                        stages[top.stage].reads.first { $0.stage == needed }?.range
                        ?? stages[top.stage].base.range
                    problems.append(.circularStages(range))
                    return
                }
                if state[needed] == 0 {
                    state[needed] = 1
                    path.append((needed, 0))
                }
            }
        }
    }
}

extension Dockerfile {
    /// The stage of a name or index, as `--target` names it; the last stage of a name counts.
    package func stage(named name: String) -> BuildStage? {
        let name = name.lowercased()
        if let stage = stages.last(where: { $0.name?.text == name }) { return stage }
        guard let index = Int(name), stages.indices.contains(index) else { return nil }
        return stages[index]
    }

    /// The stages a build of `target` needs, itself included, in order; by default of the last one.
    package func stages(neededBy target: BuildStage? = nil) -> [BuildStage] {
        guard let target = target ?? stages.last else { return [] }
        var isNeeded = [Bool](repeating: false, count: stages.count)
        var waiting = [target.index]
        while let index = waiting.popLast() {
            guard !isNeeded[index] else { continue }
            isNeeded[index] = true
            waiting += stages[index].dependencies
        }
        return stages.filter { isNeeded[$0.index] }
    }

    /// The stages a build of the last one leaves out.
    package var unusedStages: [BuildStage] {
        let needed = Set(stages(neededBy: nil).map(\.index))
        return stages.filter { !needed.contains($0.index) }
    }
}
