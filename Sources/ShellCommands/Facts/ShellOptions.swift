import SourceText

extension ToolUse {
    /// The options a `set` or `shopt` turns on or off, by long name: `set -eo pipefail` gives
    /// `errexit` and `pipefail`.
    package var shellOptions: [(name: String, isOn: Bool)] {
        switch program {
        case "set":
            var result = options.compactMap { option -> (name: String, isOn: Bool)? in
                if option.name == "o" { return option.value.map { ($0, true) } }
                guard let letter = option.name.utf8.first, option.name.utf8.count == 1 else {
                    return nil
                }
                return ShellChoice.optionName(letter).map { ($0, true) }
            }
            for (index, word) in operands.enumerated() {
                let text = word.unquoted.bytes
                guard text.first == UInt8(ascii: "+") else { continue }
                if text.last == UInt8(ascii: "o"), index + 1 < operands.count {
                    result.append((operands[index + 1].unquoted.string, false))
                }
                result += text.dropFirst().compactMap(ShellChoice.optionName).map { ($0, false) }
            }
            return result
        case "shopt":
            let isOn = has("s")
            return isOn || has("u") ? operands.map { ($0.unquoted.string, isOn) } : []
        default: return []
        }
    }
}

extension ShellScript {
    /// For each pipeline whether a shell option is on when it runs, so far as the script says: set
    /// by the words that start the shell, or by a `set` before it in the same process.
    ///
    ///     script.states(ofOption: "pipefail", startingWith: ShellChoice(["/bin/bash", "-c"]))
    package func states(ofOption option: String, startingWith shell: ShellChoice) -> [Bool] {
        var scopes: [Int] = []
        for construct in tree.constructs {
            let outer = construct.parent < 0 ? -1 : scopes[construct.parent]
            scopes.append(construct.kind.isSeparateProcess ? scopes.count : outer)
        }
        var states: [Int: Bool] = [-1: shell.options.contains(option)]
        return tree.pipelines.map { pipeline in
            let scope = pipeline.construct < 0 ? -1 : scopes[pipeline.construct]
            let state = states[scope] ?? startingState(of: scope, option, scopes, states)
            states[scope] = state
            if pipeline.rest.isEmpty, case .command(let index)? = pipeline.first {
                let command = ShellCommand(script: self, index: index)
                if let change = command.change(ofOption: option) { states[scope] = change }
            }
            return state
        }
    }

    /// What a new process starts with: what the one around it has, but for a new shell.
    private func startingState(
        of scope: Int, _ option: String, _ scopes: [Int], _ states: [Int: Bool]
    ) -> Bool {
        let construct = ShellConstruct(script: self, index: scope)
        let outer = construct.node.parent < 0 ? -1 : scopes[construct.node.parent]
        guard construct.kind == .script, let use = construct.command?.toolUse,
            use.program != "eval"
        else { return states[outer] ?? false }
        return ShellChoice([use.program] + use.options.flatMap(\.words)).options.contains(option)
    }
}

extension ToolOption {
    /// The option as words: `-o pipefail`.
    fileprivate var words: [String] { [spelling] + (value.map { [$0] } ?? []) }
}

extension ShellCommand {
    /// What a `set` makes of an option, or nil when it says nothing of it.
    fileprivate func change(ofOption option: String) -> Bool? {
        guard let word = nameWord, word.isLiteral("set") || word.isLiteral("shopt") else {
            return nil
        }
        return toolUse?.shellOptions.last { $0.name == option }?.isOn
    }
}
