import SourceText

extension Dockerfile {
    /// The tree for people: a line for each part, indented below what holds it.
    package var treeListing: String {
        var lines: [String] = []
        for directive in directives {
            lines.append("directive \(directive.name) = \(directive.value)")
        }
        for instruction in instructions {
            if let stage = instruction.stage, stages[stage].from == instruction.index {
                lines.append(describe(stages[stage]))
            }
            list(instruction, indent: "  ", into: &lines)
        }
        for problem in problems { lines.append("problem \(problem.id): \(problem.message)") }
        return lines.map { $0 + "\n" }.joined()
    }

    private func describe(_ stage: BuildStage) -> String {
        var line = "stage \(stage.index)"
        if let name = stage.name { line += " \(name.text)" }
        if let parent = stage.parent {
            line += " from stage \(parent)"
        } else {
            line += " from \(stage.baseName ?? stage.base.text)"
        }
        let others = stage.dependencies.filter { $0 != stage.parent }
        if !others.isEmpty {
            line += " reads " + others.map(String.init).joined(separator: ", ")
        }
        return line
    }

    private func list(_ instruction: Instruction, indent: String, into lines: inout [String]) {
        let place = "\(instruction.lines.lowerBound)-\(instruction.lines.upperBound)"
        lines.append(indent + instruction.kind.rawValue + (indent == "  " ? " \(place)" : ""))
        let inner = indent + "  "
        for flag in instruction.flags {
            let value = flag.value.map { " = " + goQuoted($0) } ?? ""
            lines.append("\(inner)flag \(flag.name)\(value)")
        }
        for mount in instruction.mounts { list(mount, indent: inner, into: &lines) }
        for pair in instruction.pairs {
            let value = pair.value.map { " = " + goQuoted($0.text) } ?? ""
            lines.append("\(inner)pair \(goQuoted(pair.key.text))\(value)")
        }
        listWords(of: instruction, indent: inner, into: &lines)
        for heredoc in instruction.heredocs where instruction.triggers.isEmpty {
            let marks = (heredoc.expands ? " expands" : "") + (heredoc.stripsTabs ? " tabs" : "")
            let text = goQuoted(content(of: heredoc).string)
            lines.append("\(inner)heredoc \(heredoc.name)\(marks) \(text)")
        }
        if let trigger = instruction.trigger { list(trigger, indent: inner, into: &lines) }
    }

    private func list(_ mount: Mount, indent: String, into lines: inout [String]) {
        let fields = mount.fields.map { $0.key + ($0.value.map { "=" + $0 } ?? "") }
        lines.append("\(indent)mount \(mount.type): \(fields.joined(separator: " "))")
    }

    private func listWords(
        of instruction: Instruction, indent: String, into lines: inout [String]
    ) {
        if case .shell(let text) = instruction.command {
            lines.append("\(indent)shell \(goQuoted(text.string))")
        } else if instruction.pairs.isEmpty {
            let kind = instruction.isJSON ? "string" : "word"
            for word in instruction.arguments {
                lines.append("\(indent)\(kind) \(goQuoted(word.text))")
            }
        }
    }
}
