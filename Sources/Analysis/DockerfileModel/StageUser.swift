import Dockerfiles
import ShellCommands

/// The user a stage ends with: its last `USER`, or that of the stage it builds on.
struct StageUser: Sendable {
    /// The place of the `USER` instruction in the file.
    var instruction: Int
    /// As written, without quotes.
    var text: String

    /// The part before the colon.
    var name: String {
        text.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    }

    /// Whether it is root by name or number.
    var isRoot: Bool { name == "root" || (Int(name) == 0) }

    static func users(of file: Dockerfile) -> [StageUser?] {
        var users: [StageUser?] = []
        for stage in file.stages {
            var user = stage.parent.flatMap { users[$0] }
            for index in stage.instructions where file.instructions[index].kind == .user {
                guard let word = file.instructions[index].arguments.first else { continue }
                let expansion = file.expand(word, of: file.instructions[index])
                let text = expansion.flatMap { $0.isCertain ? $0.text : nil }
                user = StageUser(instruction: index, text: text ?? word.text)
            }
            users.append(user)
        }
        return users
    }
}

/// The numbers that commands of a file give users.
struct UserNumbers: Sendable {
    private static let userMakers: Set<String> = ["useradd", "adduser"]
    private static let mostAncestors = 256

    /// For each stage the numbers its own commands give, by name.
    private var numbers: [[String: String]]
    private let parents: [Int?]

    init(_ file: Dockerfile, scripts: [InstructionScript], toolUses: [[ToolUse]]) {
        numbers = file.stages.map { _ in [:] }
        parents = file.stages.map(\.parent)
        for (script, uses) in zip(scripts, toolUses) {
            guard let stage = file.instructions[script.instruction].stage else { continue }
            for use in uses where Self.userMakers.contains(use.program) {
                guard let number = use.value(of: "uid"), Int(number) != nil else { continue }
                for operand in use.operands { numbers[stage][operand.unquoted.string] = number }
            }
        }
    }

    /// The number of a user that a stage, or one it builds on, makes.
    func number(of name: String, in stage: Int) -> String? {
        var current: Int? = stage
        for _ in 0..<Self.mostAncestors {
            guard let index = current else { return nil }
            if let number = numbers[index][name] { return number }
            current = parents[index]
        }
        return nil
    }
}
