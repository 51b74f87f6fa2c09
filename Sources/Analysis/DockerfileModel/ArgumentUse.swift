import Dockerfiles

/// Which arguments of a file nothing can ever read.
struct ArgumentUse: Sendable {
    /// The names that `FROM` and other global arguments use.
    private var globallyUsed: Set<String> = []
    /// The names that stages repeat.
    private var repeated: Set<String> = []
    /// For each stage the names its instructions use.
    private var used: [Set<String>]
    /// For each stage the last instruction that could read any argument: a `RUN` sees all of them.
    private var lastReader: [Int]
    /// For each stage whether one that builds on it has such an instruction.
    private var isReadBelow: [Bool]

    init(_ file: Dockerfile) {
        used = file.stages.map { _ in [] }
        lastReader = file.stages.map { _ in -1 }
        isReadBelow = file.stages.map { _ in false }
        for instruction in file.instructions {
            let names = file.references(in: instruction).map(\.name)
            guard let stage = instruction.stage, instruction.kind != .from else {
                globallyUsed.formUnion(names)
                continue
            }
            used[stage].formUnion(names)
            if instruction.kind == .arg { repeated.formUnion(instruction.pairs.map(\.key.text)) }
            if Self.readsAll(instruction) { lastReader[stage] = instruction.index }
        }
        for stage in file.stages.reversed() {
            guard let parent = stage.parent else { continue }
            used[parent].formUnion(used[stage.index])
            if lastReader[stage.index] >= 0 || isReadBelow[stage.index] {
                isReadBelow[parent] = true
            }
        }
    }

    /// A command may read any variable, and so may the text of a here-document.
    private static func readsAll(_ instruction: Instruction) -> Bool {
        instruction.kind == .run || instruction.kind == .onbuild || !instruction.heredocs.isEmpty
    }

    /// Whether something may read the argument of this name that an instruction declares.
    func isUsed(_ name: String, by instruction: Instruction) -> Bool {
        if PredefinedVariables.proxy.contains(name) || name.hasPrefix("BUILDKIT_")
            || name == "SOURCE_DATE_EPOCH"
        {
            return true
        }
        guard let stage = instruction.stage else {
            return globallyUsed.contains(name) || repeated.contains(name)
        }
        return used[stage].contains(name) || lastReader[stage] > instruction.index
            || isReadBelow[stage]
    }
}
