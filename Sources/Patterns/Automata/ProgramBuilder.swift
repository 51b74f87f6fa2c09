/// Turns a tree into instructions.
///
/// Distances between instructions are relative, so that a counted repetition copies what it
/// repeats. The tree is walked with a list of work instead of recursion.
struct ProgramBuilder {
    /// What remains to be done, last first.
    private enum Work {
        case node(SyntaxTree.NodeIndex)
        case emit(Program.Instruction)
        /// Puts a split here whose distance comes with `endFork`.
        case fork(prefersNext: Bool)
        case endFork
        /// Puts a jump here whose distance comes with `endJumps`.
        case jump
        case endJumps(count: Int)
        /// Notes where something to be repeated begins.
        case mark
        /// Jumps back to what was noted.
        case loop
        case copies(SyntaxTree.Repetition)
    }

    private let tree: SyntaxTree
    private var instructions: [Program.Instruction] = []
    private var work: [Work] = []
    private var forks: [Int] = []
    private var jumps: [Int] = []
    private var marks: [Int] = []

    static func program(for tree: SyntaxTree, length: Int) throws(PatternError) -> Program {
        var builder = ProgramBuilder(tree)
        let slotCount = tree.groupNames.count * 2
        guard builder.build(), builder.instructions.count * slotCount <= PatternLimits.memory else {
            throw PatternFault.tooLarge.error(0..<length)
        }
        return Program(builder.instructions, sets: tree.sets, slotCount: slotCount)
    }

    private init(_ tree: SyntaxTree) {
        self.tree = tree
    }

    /// Gives false once there are too many instructions.
    private mutating func build() -> Bool {
        instructions = [
            .split(distance: 3, prefersNext: false), .anything, .jump(distance: -2),
        ]
        work = [.emit(.match), .node(tree.root)]
        while let next = work.popLast() {
            perform(next)
            if instructions.count > PatternLimits.instructions { return false }
        }
        return true
    }

    private mutating func perform(_ task: Work) {
        switch task {
        case .node(let node): start(tree.node(node))
        case .emit(let instruction): instructions.append(instruction)
        case .fork(let prefersNext):
            forks.append(instructions.count)
            instructions.append(.split(distance: 0, prefersNext: prefersNext))
        case .endFork: if let fork = forks.popLast() { endFork(fork) }
        case .jump:
            jumps.append(instructions.count)
            instructions.append(.jump(distance: 0))
        case .endJumps(let count):
            for jump in jumps.suffix(count) {
                instructions[jump] = .jump(distance: Int32(instructions.count - jump))
            }
            jumps.removeLast(count)
        case .mark: marks.append(instructions.count)
        case .loop:
            guard let mark = marks.popLast() else { return }
            instructions.append(.jump(distance: Int32(mark - instructions.count)))
        case .copies(let repetition):
            if let mark = marks.popLast() { copy(from: mark, repetition) }
        }
    }

    private mutating func endFork(_ fork: Int) {
        guard case .split(_, let prefersNext) = instructions[fork] else { return }
        let distance = Int32(instructions.count - fork)
        instructions[fork] = .split(distance: distance, prefersNext: prefersNext)
    }

    private mutating func start(_ node: SyntaxTree.Node) {
        switch node {
        case .empty: break
        case .character(let scalar): instructions.append(.character(scalar))
        case .set(let index):
            let isAll = tree.sets[Int(index)] == .all
            instructions.append(isAll ? .anything : .set(index))
        case .assertion(let assertion): instructions.append(.check(assertion))
        case .capture(let group, let child):
            instructions.append(.save(slot: 2 * group))
            work += [.emit(.save(slot: 2 * group + 1)), .node(child)]
        case .repetition(let repetition, let child): start(repetition, of: child)
        case .concatenation(let range):
            for child in tree.children(range).reversed() { work.append(.node(child)) }
        case .alternation(let range): startAlternation(tree.children(range))
        }
    }

    /// Each but the last: a split past it, itself, a jump to the common end.
    private mutating func startAlternation(_ children: ArraySlice<SyntaxTree.NodeIndex>) {
        guard let last = children.last else { return }
        work += [.endJumps(count: children.count - 1), .node(last)]
        for child in children.dropLast().reversed() {
            work += [.endFork, .jump, .node(child), .fork(prefersNext: true)]
        }
    }

    private mutating func start(
        _ repetition: SyntaxTree.Repetition, of child: SyntaxTree.NodeIndex
    ) {
        if repetition.maximum == 0 { return }
        let isOptional = repetition.minimum == 0
        let canBeEmpty = tree.measures(child).canBeEmpty
        if isOptional, repetition.maximum == nil, !canBeEmpty {
            let fork = Work.fork(prefersNext: repetition.isGreedy)
            work += [.endFork, .loop, .node(child), fork, .mark]
            return
        }
        if isOptional { work.append(.endFork) }
        work += [.copies(repetition), .node(child), .mark]
        if isOptional { work.append(.fork(prefersNext: repetition.isGreedy)) }
    }

    /// Writes out what a count asks for beyond the first copy, which lies from `mark` to here.
    ///
    /// Where `x` can be empty, `x*` comes here as `(x+)?`, for the right order of preference.
    private mutating func copy(from mark: Int, _ repetition: SyntaxTree.Repetition) {
        let original = mark..<instructions.count
        let needed = max(1, repetition.minimum)
        let most = max(needed, repetition.maximum ?? needed)
        guard original.count * most <= PatternLimits.instructions else {
            // Lets `build` notice.
            instructions += repeatElement(.match, count: PatternLimits.instructions)
            return
        }
        for _ in 1..<needed { copy(original) }
        guard repetition.maximum != nil else {
            let distance = Int32(-original.count)
            instructions.append(.split(distance: distance, prefersNext: !repetition.isGreedy))
            return
        }
        var options: [Int] = []
        for _ in needed..<most {
            options.append(instructions.count)
            instructions.append(.split(distance: 0, prefersNext: repetition.isGreedy))
            copy(original)
        }
        for option in options { endFork(option) }
    }

    /// One by one: appending a slice of the array itself would copy all of it each time.
    private mutating func copy(_ original: Range<Int>) {
        for index in original { instructions.append(instructions[index]) }
    }
}
