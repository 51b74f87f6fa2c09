import Notations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The yardsticks, which lie outside of the project.
enum SuiteFiles {
    /// The folder of shared data: `PLIMSOLL_SHARED`, or `shared` beside the project.
    static let root = environment("PLIMSOLL_SHARED") ?? "../shared"
    static let corpora = root + "/corpora"

    static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }

    /// The cases of a suite, one a line. Nothing if it is missing, which is said.
    static func cases(_ path: String) -> [JSONValue]? {
        guard let bytes = bytes("\(corpora)/suites/\(path)") else {
            print("\(path): skipped, no such file below \(root)")
            return nil
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        return try? lines.map { try JSONValue(Array($0)) }
    }

    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&part, 1, part.count, file), count > 0 {
            bytes += part[..<count]
        }
        return bytes
    }
}
