import Dockerfiles
import SourceText

/// The folder each instruction works in, as far as the file says.
struct WorkingFolders: Sendable {
    /// What is known where an instruction stands.
    struct State: Sendable, Hashable {
        /// Whether a `WORKDIR` stands above it, in its stage or one that it builds on.
        var isSet = false
        /// The absolute path; nil when only the base image or a build knows it.
        var path: String?
    }

    /// A path longer than this is taken as unknown.
    static let longestPath = 4096

    /// The state before each instruction of the file.
    private(set) var states: [State]

    init(_ file: Dockerfile) {
        states = Array(repeating: State(), count: file.instructions.count)
        var ends: [State] = []
        for stage in file.stages {
            var state = stage.parent.map { ends[$0] } ?? State()
            if stage.baseName == "scratch" { state.path = "/" }
            for index in stage.instructions {
                states[index] = state
                let instruction = file.instructions[index]
                guard instruction.kind == .workdir else { continue }
                state = State(isSet: true, path: Self.path(instruction, from: state.path, file))
            }
            ends.append(state)
        }
    }

    /// The absolute path that a `WORKDIR` sets; nil when it cannot be known.
    static func path(_ instruction: Instruction, from folder: String?, _ file: Dockerfile)
        -> String?
    {
        guard let word = instruction.arguments.first,
            let expansion = file.expand(word, of: instruction), expansion.isCertain,
            !expansion.text.isEmpty, expansion.text.utf8.count <= longestPath
        else { return nil }
        if isAbsolute(expansion.text) { return expansion.text }
        guard let folder, folder.hasPrefix("/") else { return nil }
        var path = expansion.text
        while path.hasPrefix("./") { path.removeFirst(2) }
        guard !path.split(separator: "/").contains("..") else { return nil }
        if path == "." || path.isEmpty { return folder }
        let joined = folder.hasSuffix("/") ? folder + path : folder + "/" + path
        return joined.utf8.count <= longestPath ? joined : nil
    }

    /// Whether a path starts at a root: `/x`, or `C:\x` as Windows writes it.
    static func isAbsolute(_ path: String) -> Bool {
        let bytes = path.utf8.prefix(3)
        guard let first = bytes.first else { return false }
        if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") { return true }
        return first.isASCIILetter && bytes.dropFirst().first == UInt8(ascii: ":")
    }
}
