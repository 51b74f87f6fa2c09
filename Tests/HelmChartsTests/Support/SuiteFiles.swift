import Notations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The yardsticks, which lie outside of the project, and what the tests have recorded themselves.
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
        return lines(bytes)
    }

    /// Recorded cases in the folder `Fixtures` beside this one.
    static func fixture(_ name: String, file: String = #filePath) -> [JSONValue] {
        let steps = file.split(separator: "/").dropLast(2).joined(separator: "/")
        return bytes("/\(steps)/Fixtures/\(name)").flatMap(lines) ?? []
    }

    private static func lines(_ bytes: [UInt8]) -> [JSONValue]? {
        try? bytes.split(separator: UInt8(ascii: "\n")).map { try JSONValue(Array($0)) }
    }

    /// The bytes of a file; nil when there is none.
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

    /// The folders in a folder.
    static func folders(in path: String) -> [String] {
        entries(of: path).filter { $0.isFolder }.map { "\(path)/\($0.name)" }.sorted()
    }

    /// All files below a folder.
    static func files(below root: String) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        var waiting = [""]
        while let folder = waiting.popLast() {
            for entry in entries(of: "\(root)/\(folder)") {
                let path = folder.isEmpty ? entry.name : "\(folder)/\(entry.name)"
                if entry.isFolder {
                    waiting.append(path)
                } else {
                    files[path] = bytes("\(root)/\(path)")
                }
            }
        }
        return files
    }

    private static func entries(of path: String) -> [(name: String, isFolder: Bool)] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var entries: [(name: String, isFolder: Bool)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            // What can be opened as a folder is one; links are followed, as Helm does.
            let inner = opendir("\(path)/\(name)")
            if let inner { closedir(inner) }
            entries.append((name, inner != nil))
        }
        return entries
    }
}
