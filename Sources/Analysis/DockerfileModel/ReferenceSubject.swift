import Dockerfiles
import Rules
import SourceText

/// One use of a variable, for rules.
struct ReferenceFacts: Sendable {
    let owner: InstructionFacts
    let reference: VariableReference

    /// All uses in the file that a build replaces.
    static func all(of model: DockerfileModel) -> [ReferenceFacts] {
        model.instructions(Dockerfile.expandingKinds).flatMap { owner in
            model.file.references(in: owner.instruction).map {
                ReferenceFacts(owner: owner, reference: $0)
            }
        }
    }

    static let subject: SubjectModel<ReferenceFacts> = .init(
        "reference", "One use of a variable that the build replaces, such as `${VERSION}`.",
        range: { $0.reference.range },
        logicalPlace: {
            $0.owner.logicalPlace.prefix(1) + [$0.owner.keyword, "$" + $0.reference.name]
        },
        fields: [
            .text("name", "The variable's name.", at: { $0.reference.nameRange }) {
                $0.reference.name
            },
            .text("text", "The use as written.", at: { $0.reference.range }) {
                $0.owner.model.text($0.reference.range)
            },
            .flag("isDefined", "Whether `ARG`, `ENV` or the builder defines it there.") {
                $0.variable != nil
            },
            .flag("hasFallback", "Whether it says what to take otherwise: `${x:-y}`.") {
                $0.reference.hasFallback
            },
            .flag(
                "isOnlyGlobal",
                "Whether an `ARG` above the first `FROM` defines it, which a stage must repeat."
            ) {
                $0.isOnlyGlobal
            },
            .flag("isSelfReference", "Whether the same `ENV` defines it: the old value is taken.") {
                $0.isSelfReference
            },
            .flag("isInFrom", "Whether it stands in a `FROM`.") {
                $0.owner.instruction.kind == .from
            },
            .flag(
                "isBaseKnown",
                "Whether all that the stage builds on is known: it begins with `scratch`."
            ) {
                $0.isBaseKnown
            },
            .place(
                "gap", "What separates its definition from the one before it in the same `ENV`.",
                text: { $0.owner.model.text($1) }
            ) { $0.gap },
            .optionalText("nearest", "The defined variable with the nearest name.") { $0.nearest },
            .subject("instruction", "The instruction it stands in.", of: "instruction") {
                InstructionFacts.subject.value($0.owner)
            },
        ])

    private var variable: Variable? {
        owner.model.file.scope(of: owner.instruction).variable(reference.name)
    }

    private var isOnlyGlobal: Bool {
        owner.stage != nil && owner.instruction.kind != .from && variable == nil
            && owner.model.globalArguments.contains(reference.name)
            // A stage below may declare it without a value, for a build to give.
            && !visibleNames.contains(reference.name)
    }

    private var isSelfReference: Bool {
        let instruction = owner.instruction
        guard instruction.kind == .env,
            let own = instruction.pairs.first(where: { $0.key.text == reference.name }),
            let value = own.value
        else { return false }
        // `ENV PATH=$PATH:/x` extends; using it in another pair of the same ENV is the mistake.
        return !value.range.contains(reference.range)
    }

    /// The blanks and continuation before the definition it stands in, when what it refers to is
    /// defined before those.
    private var gap: SourceRange? {
        let pairs = owner.instruction.pairs
        guard isSelfReference, !owner.isTrigger,
            let own = pairs.firstIndex(where: { $0.value?.range.contains(reference.range) ?? false }
            ),
            let source = pairs.firstIndex(where: { $0.key.text == reference.name }), source < own,
            let before = pairs[own - 1].value
        else { return nil }
        let gap = SourceRange(before.range.end, pairs[own].key.range.start)
        return owner.model.file.bytes[gap].allSatisfy(owner.isBetweenWords) ? gap : nil
    }

    private var isBaseKnown: Bool {
        var stage = owner.stage
        for _ in 0..<Self.mostAncestors {
            guard let current = stage else { return false }
            if owner.model.file.stages[current].baseName == "scratch" { return true }
            stage = owner.model.file.stages[current].parent
        }
        return false
    }

    private var nearest: String? {
        var names = PredefinedVariables.platform.sorted()
        if owner.instruction.kind == .from {
            names += owner.model.globalArguments.sorted().prefix(Self.mostNames)
        } else {
            names += visibleNames
        }
        return Spelling.nearest(to: reference.name, in: names.filter { $0.utf8.count > 3 })
    }

    /// How many names and how many instructions and stages are looked at for a name that is near.
    private static let mostNames = 40
    private static let mostInstructions = 1000
    private static let mostAncestors = 256

    /// The names that instructions above define, in the stage and those it builds on, nearest
    /// first.
    private var visibleNames: [String] {
        let file = owner.model.file
        var names: [String] = []
        var stage = owner.stage
        var limit = owner.index
        var instructions = 0
        while let current = stage {
            let range = file.stages[current].instructions
            for index in range.clamped(to: range.lowerBound..<max(range.lowerBound, limit))
                .reversed()
            {
                instructions += 1
                guard names.count < Self.mostNames, instructions < Self.mostInstructions else {
                    return names
                }
                let kind = file.instructions[index].kind
                guard kind == .env || kind == .arg else { continue }
                names += file.instructions[index].pairs.prefix(Self.mostNames).map(\.key.text)
            }
            stage = file.stages[current].parent
            limit = Int.max
        }
        return names
    }
}
