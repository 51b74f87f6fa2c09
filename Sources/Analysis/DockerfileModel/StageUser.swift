import Dockerfiles

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
                user = StageUser(instruction: index, text: word.text)
            }
            users.append(user)
        }
        return users
    }
}
