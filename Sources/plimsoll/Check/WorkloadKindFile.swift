import ArgumentParser
import Kubernetes
import Rules
import SourceText

/// The file of `--workload-kinds`: which custom kinds carry pods, and where.
enum WorkloadKindFile {
    /// The kinds in it; what is wrong with it is told with its place.
    static func kinds(in path: String) throws -> [WorkloadKind] {
        let bytes: [UInt8]
        do { bytes = try FileReading.bytes(ofFile: path, limit: 1 << 20) } catch {
            throw ValidationError("the kinds `\(path)` cannot be read: \(error.reason)")
        }
        do { return try WorkloadKind.read(bytes) } catch {
            var mistake = RuleError(
                path: path, range: error.range, message: error.message, help: error.help,
                text: bytes)
            mistake.name = "bad-workload-kind"
            throw RuleFailure(errors: [mistake])
        }
    }
}
