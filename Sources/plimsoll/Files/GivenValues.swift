import GoTemplates
import HelmCharts
import SourceText
import Synchronization

/// Values for charts as a user gives them: files by their paths, and settings.
struct GivenValues: Sendable {
    /// A later file goes over those before it.
    var files: [String] = []
    var settings: [ValuesInput.Setting] = []

    /// The files read, and the settings as they are.
    func input() throws(ChartError) -> ValuesInput {
        var input = ValuesInput(settings: settings)
        for path in files { input.files.append(try ChartFolder.values(at: path)) }
        return input
    }

    /// The paths in a list with commas.
    static func paths(_ list: String) -> [String] { list.split(separator: ",").map(String.init) }
}

/// What `--set-file` reads. A class, since each file is read once, however often values are put
/// together.
final class SetFiles: Sendable {
    private let held = Mutex<[Bytes: Result<Bytes, SetError>]>([:])

    func bytes(of name: Bytes) throws(SetError) -> Bytes {
        try held.withLock { held in
            if let known = held[name] { return known }
            let result = Result { () throws(SetError) in try Self.read(name) }
            held[name] = result
            return result
        }.get()
    }

    private static func read(_ name: Bytes) throws(SetError) -> Bytes {
        let path = String(decoding: name, as: UTF8.self)
        do throws(UnreadableFile) {
            return try FileReading.bytes(ofFile: path, limit: 32 << 20)
        } catch {
            throw SetError("\(path): \(error.reason)")
        }
    }
}
