import Notations
import SourceText

extension Dockerfile {
    /// One line of JSON: escape, nodes, stages and global arguments as BuildKit's parsers see them,
    /// or the error that stops them.
    package var buildkitJSON: String {
        var json = JSONText()
        json.object { json in
            let refusal = problems.first { Dockerfile.parserProblems.contains($0.id) }
            if let refusal { return json.member("parseError", refusal.message) }
            json.member("escape", String(decoding: [escape], as: UTF8.self))
            json.list("nodes", instructions) { json, node in writeNode(node, to: &json) }
            // Without any stage only the plan of a build fails.
            let error = problems.first { $0.isBlinding && $0.id != "no-stages" }
            if let error { return json.member("instructionError", error.message) }
            if !stages.isEmpty {
                json.list("stages", stages) { json, stage in writeStage(stage, to: &json) }
            }
            let names = globalArguments.flatMap { instructions[$0].pairs.map(\.key.text) }
            if !names.isEmpty { json.list("metaArgs", names) { json, name in json.string(name) } }
        }
        return json.text
    }

    /// What BuildKit's file parser refuses, before it looks at single instructions.
    private static let parserProblems: Set<String> = [
        "no-instructions", "line-too-long", "repeated-directive", "bad-escape", "bad-heredoc",
        "unterminated-heredoc", "not-all-strings", "word-without-equals",
        "definition-without-value",
    ]

    private func writeNode(_ node: Instruction, isTrigger: Bool = false, to json: inout JSONText) {
        json.object { json in
            json.member("cmd", node.keywordText)
            if !node.flags.isEmpty {
                json.list("flags", node.flags) { json, flag in json.string(flag.buildKitText) }
            }
            if node.isJSON { json.member("attrs") { json in json.text += "{\"json\": true}" } }
            let arguments = node.buildKitArguments
            if !arguments.isEmpty {
                json.list("args", arguments) { json, argument in json.string(argument) }
            }
            if let trigger = node.trigger {
                json.member("sub") { json in writeNode(trigger, isTrigger: true, to: &json) }
            }
            json.member("start", isTrigger ? 0 : node.lines.lowerBound)
            json.member("end", isTrigger ? 0 : node.lines.upperBound)
            if isTrigger { return }
            writeHeredocs(node, to: &json)
            writeComments(node, to: &json)
        }
    }

    private func writeHeredocs(_ node: Instruction, to json: inout JSONText) {
        guard !node.heredocs.isEmpty else { return }
        json.list("heredocs", node.heredocs) { json, heredoc in
            json.object { json in
                json.member("name", heredoc.name)
                json.member("expand") { json in json.text += "\(heredoc.expands)" }
                json.member("chomp") { json in json.text += "\(heredoc.stripsTabs)" }
                json.member("content", text(heredoc.content))
            }
        }
    }

    private func writeComments(_ node: Instruction, to json: inout JSONText) {
        guard !node.commentsAbove.isEmpty else { return }
        json.list("comments", comments[node.commentsAbove]) { json, comment in
            json.string(buildKitText(of: comment))
        }
    }

    private func buildKitText(of comment: CommentLine) -> String {
        text(bytes.buildKitText(of: comment.range, indentation: comment.indentation))
    }

    private func writeStage(_ stage: BuildStage, to json: inout JSONText) {
        json.object { json in
            if let name = stage.name { json.member("name", name.text) }
            json.member("base", stage.base.text)
            if let platform = instructions[stage.from].flag("platform")?.value, !platform.isEmpty {
                json.member("platform", platform)
            }
            let commands = instructions[stage.instructions].dropFirst()
            json.list("cmds", commands) { json, node in json.string(node.kind.rawValue) }
        }
    }
}

/// JSON written piece by piece.
private struct JSONText {
    var text = ""
    private var needsComma = false

    mutating func object(_ body: (inout JSONText) -> Void) {
        text += "{"
        needsComma = false
        body(&self)
        text += "}"
        needsComma = true
    }

    mutating func member(_ name: String, _ value: (inout JSONText) -> Void) {
        if needsComma { text += ", " }
        string(name)
        text += ": "
        value(&self)
        needsComma = true
    }

    mutating func member(_ name: String, _ value: String) {
        member(name) { json in json.string(value) }
    }

    mutating func member(_ name: String, _ value: Int) {
        member(name) { json in json.text += "\(value)" }
    }

    mutating func list<Element>(
        _ name: String, _ elements: some Collection<Element>,
        _ write: (inout JSONText, Element) -> Void
    ) {
        member(name) { json in
            json.text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { json.text += ", " }
                write(&json, element)
            }
            json.text += "]"
        }
    }

    mutating func string(_ value: String) { text += JSONValue.string(value).description }
}
