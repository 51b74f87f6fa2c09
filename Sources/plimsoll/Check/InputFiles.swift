import SourceText
import Synchronization

/// The bytes of the inputs, by the paths and names that findings use.
final class InputFiles: Sendable {
    private let limit: Int
    private let standardInputName: String
    /// Standard input can be read once only.
    private let standardInput = Mutex<Result<[UInt8], UnreadableFile>?>(nil)

    init(limit: Int, standardInputName: String) {
        self.limit = limit
        self.standardInputName = standardInputName
    }

    /// What reports call an input.
    func name(of path: String) -> String {
        path == InputSearch.standardInput ? standardInputName : path
    }

    func bytes(of path: String) throws(UnreadableFile) -> [UInt8] {
        let wasRead = standardInput.withLock { $0 != nil }
        if path == InputSearch.standardInput || (wasRead && path == standardInputName) {
            return try readStandardInput().get()
        }
        return try FileReading.bytes(ofFile: path, limit: limit)
    }

    private func readStandardInput() -> Result<[UInt8], UnreadableFile> {
        standardInput.withLock { held in
            if let held { return held }
            let result = Result { () throws(UnreadableFile) in
                try FileReading.standardInput(limit: limit)
            }
            held = result
            return result
        }
    }
}
