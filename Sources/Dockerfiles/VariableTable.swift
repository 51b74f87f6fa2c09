import SourceText

/// All definitions of a file in order, so that a scope is only a place among them.
struct VariableTable: Sendable {
    struct Definition: Sendable {
        var variable: Variable
        /// Nil for global arguments.
        var stage: Int?
        var instruction: Int
        /// Whether it sets a value, known or not; `ARG name` alone may set none.
        var isSet: Bool
        /// The latest definition of its name and stage up to this one that sets a value.
        var latestSet: Int?
        /// The latest `ENV` of its name and stage up to this one.
        var latestEnvironment: Int?
    }

    private var definitions: [Definition] = []
    private var places: [String: [Int]] = [:]
    private var globalCount = 0
    private var parents: [Int?] = []
    /// For each stage the end of its definitions.
    private var ends: [Int] = []
    private let lexer: ShellLexer
    /// What the values have cost so far, in bytes made and steps of patterns.
    private var cost = 0

    /// How many ancestors of a stage are searched for a variable.
    static let mostAncestors = 256
    /// Values longer than this are taken as unknown, and all once they cost more than the second.
    static let longestValue = 1 << 16
    static let highestCost = 1 << 24

    /// Reads the definitions, and the bases of the stages on the way.
    init(_ instructions: [Instruction], stages: inout [BuildStage], escape: UInt8) {
        lexer = ShellLexer(escape: escape)
        var stage: Int?
        var named: [String: Int] = [:]
        for index in instructions.indices {
            switch instructions[index].kind {
            case .from:
                if stage != nil { ends.append(definitions.count) }
                let next = (stage ?? -1) + 1
                stage = next
                resolve(&stages[next], among: named)
                parents.append(stages[next].parent)
                if let name = stages[next].name { named[name.text] = next }
            case .arg, .env:
                define(instructions[index], in: stage)
            default:
                continue
            }
        }
        if stage != nil { ends.append(definitions.count) }
    }

    /// Finds the parent of a stage among the earlier ones.
    private func resolve(_ stage: inout BuildStage, among named: [String: Int]) {
        let expansion = try? expand(stage.base.text, in: nil, before: definitions.count)
        if let expansion, expansion.isCertain {
            stage.baseName = expansion.text
            stage.parent = named[expansion.text]
        }
    }

    // MARK: Defining

    private mutating func define(_ instruction: Instruction, in stage: Int?) {
        let first = definitions.count
        for pair in instruction.pairs {
            let isArgument = instruction.kind == .arg
            let limit = isArgument ? definitions.count : first
            let name = expanded(pair.key.text, in: stage, before: first) ?? pair.key.text
            var variable = Variable(
                name: name, kind: isArgument ? .argument : .environment,
                instruction: instruction.index, range: pair.key.range)
            var isSet = true
            if let value = pair.value {
                variable.value = expanded(value.text, in: stage, before: limit)
            } else {
                isSet = inherit(&variable, in: stage)
            }
            add(variable, isSet: isSet, in: stage, by: instruction.index)
        }
    }

    /// `ARG name` in a stage takes the global argument of that name; whether there is one.
    private func inherit(_ variable: inout Variable, in stage: Int?) -> Bool {
        let places = places[variable.name] ?? []
        if stage != nil, let place = last(of: places, in: nil, before: globalCount) {
            guard let set = definitions[place].latestSet else { return false }
            variable.value = definitions[set].variable.value
            variable.kind = definitions[set].variable.kind
            return true
        }
        guard PredefinedVariables.platform.contains(variable.name) else { return false }
        variable.kind = .predefined
        return true
    }

    private mutating func add(
        _ variable: Variable, isSet: Bool, in stage: Int?, by instruction: Int
    ) {
        let index = definitions.count
        var definition = Definition(
            variable: variable, stage: stage, instruction: instruction, isSet: isSet)
        if let previous = places[variable.name]?.last, definitions[previous].stage == stage {
            definition.latestSet = definitions[previous].latestSet
            definition.latestEnvironment = definitions[previous].latestEnvironment
        }
        if isSet { definition.latestSet = index }
        if variable.kind == .environment { definition.latestEnvironment = index }
        definitions.append(definition)
        if stage == nil { globalCount = definitions.count }
        places[variable.name, default: []].append(index)
    }

    /// The text as every build gets it; nil when only a build knows, or a base image.
    private mutating func expanded(_ text: String, in stage: Int?, before limit: Int) -> String? {
        if lexer.isPlain(text) { return text }
        guard cost < VariableTable.highestCost else { return nil }
        let result = try? lexer.process(text) { [self] name in
            self.variable(name, in: stage, before: limit)?.value
        }
        guard let result else { return nil }
        cost += result.text.utf8.count + result.steps
        guard result.unmatched.isEmpty, result.text.utf8.count <= VariableTable.longestValue
        else { return nil }
        return result.text
    }

    // MARK: Looking up

    /// The number of definitions that instructions before this one make.
    func count(before instruction: Int) -> Int {
        var low = 0
        var high = definitions.count
        while low < high {
            let middle = (low + high) / 2
            if definitions[middle].instruction < instruction {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    func variable(_ name: String, in stage: Int?, before limit: Int) -> Variable? {
        let places = places[name] ?? []
        // Global arguments come first in the file; a later `FROM` sees no others.
        let limit = stage == nil ? min(limit, globalCount) : limit
        if let own = last(of: places, in: stage, before: limit) {
            return definitions[definitions[own].latestSet ?? own].variable
        }
        guard let stage else {
            return PredefinedVariables.platform.contains(name)
                ? Variable(name: name, kind: .predefined) : nil
        }
        if let inherited = places.isEmpty ? nil : inherited(places, by: stage) { return inherited }
        return PredefinedVariables.stageSees(name)
            ? Variable(name: name, kind: .predefined) : nil
    }

    /// What a stage takes over from its ancestors: an `ENV` of any before an `ARG`.
    private func inherited(_ places: [Int], by stage: Int) -> Variable? {
        var argument: Int?
        var ancestor = parents[stage]
        for _ in 0..<VariableTable.mostAncestors {
            guard let current = ancestor else { break }
            if let place = last(of: places, in: current, before: ends[current]) {
                if let environment = definitions[place].latestEnvironment {
                    return definitions[environment].variable
                }
                if argument == nil { argument = definitions[place].latestSet }
            }
            ancestor = parents[current]
        }
        return argument.map { definitions[$0].variable }
    }

    /// The last definition before `limit`, if it is of this stage.
    private func last(of places: [Int], in stage: Int?, before limit: Int) -> Int? {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < limit { low = middle + 1 } else { high = middle }
        }
        guard low > 0, definitions[places[low - 1]].stage == stage else { return nil }
        return places[low - 1]
    }

    func expand(
        _ text: String, in stage: Int?, before limit: Int
    ) throws(ExpansionError) -> Expansion {
        if lexer.isPlain(text), !text.utf8.contains(where: \.isASCIISpace) {
            return Expansion(
                text: text, words: text.isEmpty ? [] : [text], undefined: [], unknown: [])
        }
        let result = try lexer.process(text) { name in
            self.variable(name, in: stage, before: limit)?.value
        }
        var expansion = Expansion(
            text: result.text, words: result.words, undefined: [], unknown: [])
        for name in result.unmatched {
            if variable(name, in: stage, before: limit) == nil {
                expansion.undefined.append(name)
            } else {
                expansion.unknown.append(name)
            }
        }
        return expansion
    }
}
