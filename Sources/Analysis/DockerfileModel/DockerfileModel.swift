import Dockerfiles
import Rules
import ShellCommands
import SourceText

/// What rules may ask about one Dockerfile, computed once a file.
///
/// A class because every subject of the file refers to the same facts; it never changes.
final class DockerfileModel: Sendable {
    let file: Dockerfile
    /// The stage a build makes: the one asked for, else the last; nil without any stage.
    let finalStage: Int?
    /// Whether each stage is needed for the final one.
    let isStageUsed: [Bool]
    /// For each stage whether its layers are part of an image that people use: it is final or a
    /// target of its own, or such a stage builds on it.
    let isStageShipped: [Bool]
    /// The command lines of the file, in order.
    let scripts: [InstructionScript]
    /// The tools that each script uses.
    let toolUses: [[ToolUse]]
    /// For each stage which of curl and wget it uses more; the first, if both alike.
    let mainDownloaders: [String?]
    /// The user each stage ends with.
    let users: [StageUser?]
    /// The places of all `USER` and of all `SHELL` instructions, in order.
    let userInstructions: [Int]
    let shellInstructions: [Int]
    let lineTable: LineTable
    /// What each stage is there for.
    let roles: StageRoles
    let userNumbers: UserNumbers
    let workingFolders: WorkingFolders
    let argumentUse: ArgumentUse
    /// The names of the arguments before the first `FROM`.
    let globalArguments: Set<String>
    /// The letter case most keywords have.
    let keywordCasing: LetterCase
    /// What the `COPY` at each place reads from, when it says so.
    private let copyReads: [StageRead?]
    /// Where each instruction stands, an `ONBUILD`'s trigger right behind it.
    private let places: [InstructionPlace]

    private struct InstructionPlace {
        var index: Int
        var isTrigger: Bool
        var kind: InstructionKind
    }

    /// The index in `scripts` of the script of each instruction that has one.
    private let scriptIndexes: [Int?]

    /// `target` is the stage to build, by name or index, as `docker build --target` takes it.
    init(_ file: Dockerfile, target: String? = nil) {
        self.file = file
        finalStage = Self.finalStage(of: file, target: target)
        isStageUsed = Self.usedStages(of: file, from: finalStage)
        isStageShipped = Self.shippedStages(of: file, final: finalStage)
        scripts = InstructionScript.all(of: file)
        toolUses = scripts.map(\.script.toolUses)
        mainDownloaders = Self.mainDownloaders(of: file, scripts, toolUses)
        users = StageUser.users(of: file)
        userInstructions = file.instructions.indices.filter {
            file.instructions[$0].kind == .user && !file.instructions[$0].arguments.isEmpty
        }
        shellInstructions = file.instructions.indices.filter {
            file.instructions[$0].kind == .shell
        }
        lineTable = LineTable(file.bytes)
        roles = StageRoles(file, finalStage: finalStage)
        userNumbers = UserNumbers(file, scripts: scripts, toolUses: toolUses)
        workingFolders = WorkingFolders(file)
        argumentUse = ArgumentUse(file)
        globalArguments = Set(
            file.globalArguments.flatMap { file.instructions[$0].pairs.map(\.key.text) })
        keywordCasing = LetterCase.ofMost(file.instructions.map(\.keywordText))
        var copyReads: [StageRead?] = Array(repeating: nil, count: file.instructions.count)
        for stage in file.stages {
            for read in stage.reads where file.instructions[read.instruction].kind == .copy {
                copyReads[read.instruction] = copyReads[read.instruction] ?? read
            }
        }
        self.copyReads = copyReads
        var places: [InstructionPlace] = []
        for instruction in file.instructions {
            let index = instruction.index
            places.append(
                InstructionPlace(index: index, isTrigger: false, kind: instruction.kind))
            if let kind = instruction.trigger?.kind {
                places.append(InstructionPlace(index: index, isTrigger: true, kind: kind))
            }
        }
        self.places = places
        var scriptIndexes: [Int?] = Array(repeating: nil, count: file.instructions.count)
        for (index, script) in scripts.enumerated() { scriptIndexes[script.instruction] = index }
        self.scriptIndexes = scriptIndexes
    }

    /// The command line of the instruction at a place of the file.
    func script(ofInstruction index: Int) -> InstructionScript? {
        scriptIndexes[index].map { scripts[$0] }
    }

    /// What the `COPY` at a place of the file reads from, when it says so.
    func copyRead(ofInstruction index: Int) -> StageRead? { copyReads[index] }

    /// The place in `scripts` of the command line of an instruction.
    func scriptIndex(ofInstruction index: Int) -> Int? { scriptIndexes[index] }

    private static func finalStage(of file: Dockerfile, target: String?) -> Int? {
        guard let target else { return file.stages.indices.last }
        let named = file.stages.lastIndex { $0.name?.text == target.lowercased() }
        return named ?? Int(target).flatMap { file.stages.indices.contains($0) ? $0 : nil }
            ?? file.stages.indices.last
    }

    private static func usedStages(of file: Dockerfile, from last: Int?) -> [Bool] {
        var isUsed = Array(repeating: false, count: file.stages.count)
        var open = last.map { [$0] } ?? []
        while let stage = open.popLast() {
            guard !isUsed[stage] else { continue }
            isUsed[stage] = true
            open += file.stages[stage].dependencies
        }
        return isUsed
    }

    private static func mainDownloaders(
        of file: Dockerfile, _ scripts: [InstructionScript], _ toolUses: [[ToolUse]]
    ) -> [String?] {
        // How much more often the first is used than the other.
        var leads: [(first: String, lead: Int)?] = Array(repeating: nil, count: file.stages.count)
        for (script, uses) in zip(scripts, toolUses) {
            let instruction = file.instructions[script.instruction]
            guard let stage = instruction.stage, instruction.kind == .run else { continue }
            for use in uses where use.program == "curl" || use.program == "wget" {
                let (first, lead) = leads[stage] ?? (use.program, 0)
                leads[stage] = (first, use.program == first ? lead + 1 : lead - 1)
            }
        }
        return leads.map { lead in
            lead.map { $0.lead >= 0 ? $0.first : $0.first == "curl" ? "wget" : "curl" }
        }
    }

    private static func shippedStages(of file: Dockerfile, final: Int?) -> [Bool] {
        var isNeeded = Array(repeating: false, count: file.stages.count)
        for (index, stage) in file.stages.enumerated() {
            for other in stage.dependencies where other != index { isNeeded[other] = true }
        }
        var isShipped = Array(repeating: false, count: file.stages.count)
        for index in file.stages.indices where index == final || !isNeeded[index] {
            var next: Int? = index
            while let stage = next, !isShipped[stage] {
                isShipped[stage] = true
                next = file.stages[stage].parent
            }
        }
        return isShipped
    }

    /// All instructions, an `ONBUILD`'s trigger right behind it; or only those of some kinds.
    func instructions(_ kinds: [InstructionKind]? = nil) -> [InstructionFacts] {
        places.filter { kinds?.contains($0.kind) ?? true }.map {
            InstructionFacts(model: self, index: $0.index, isTrigger: $0.isTrigger)
        }
    }

    func instructions(ofStage stage: Int) -> [InstructionFacts] {
        file.stages[stage].instructions.map {
            InstructionFacts(model: self, index: $0, isTrigger: false)
        }
    }

    /// How a stage is called in logical places: by name, else by number.
    func logicalName(ofStage stage: Int?) -> String {
        guard let stage else { return "before the first stage" }
        return "stage " + (file.stages[stage].name?.text ?? String(stage))
    }
}

/// The text of a range of the file, for fields that are places.
extension DockerfileModel {
    func text(_ range: SourceRange) -> String { file.text(range) }
}
