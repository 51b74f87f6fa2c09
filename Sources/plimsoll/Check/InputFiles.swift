import Kubernetes
import SourceText
import Synchronization

/// The bytes of the inputs, by the paths and names that findings use.
final class InputFiles: Sendable {
    private let limit: Int
    /// What the user calls standard input; nil to go by what is in it.
    private let givenName: String?
    /// Standard input can be read once only.
    private let standardInput = Mutex(StandardInput.unread)

    private enum StandardInput {
        case unread
        case read([UInt8])
        case unreadable(UnreadableFile)
    }

    init(limit: Int, standardInputName: String?) {
        self.limit = limit
        givenName = standardInputName
    }

    /// What reports call an input.
    func name(of path: String) -> String {
        path == InputSearch.standardInput ? standardInputName : path
    }

    private var standardInputName: String {
        if let givenName { return givenName }
        let bytes = (try? readStandardInput()) ?? []
        return ManifestMarks.areIn(bytes) ? "stdin.yaml" : CheckOptions.usualName
    }

    func bytes(of path: String) throws(UnreadableFile) -> [UInt8] {
        let wasRead = standardInput.withLock { if case .unread = $0 { false } else { true } }
        if path == InputSearch.standardInput || (wasRead && path == standardInputName) {
            return try readStandardInput()
        }
        return try FileReading.bytes(ofFile: path, limit: limit)
    }

    private func readStandardInput() throws(UnreadableFile) -> [UInt8] {
        try standardInput.withLock { held throws(UnreadableFile) in
            switch held {
            case .read(let bytes): return bytes
            case .unreadable(let error): throw error
            case .unread: break
            }
            do throws(UnreadableFile) {
                let bytes = try FileReading.standardInput(limit: limit)
                held = .read(bytes)
                return bytes
            } catch {
                held = .unreadable(error)
                throw error
            }
        }
    }
}
