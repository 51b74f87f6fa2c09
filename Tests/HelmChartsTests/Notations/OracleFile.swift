@testable import GoTemplates
@testable import HelmCharts

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#endif

/// Lines of JSON beside the project or in this folder.
enum OracleFile {
    static var shared: String {
        getenv("PLIMSOLL_SHARED").map { String(cString: $0) } ?? "../shared"
    }

    /// The objects of a file, or nil when it is missing.
    static func lines(_ path: String) -> [MapValue]? {
        guard let bytes = contents(path) else { return nil }
        let source = TextSource(.null, OriginTable(isTracking: false))
        return bytes.split(separator: 0x0A).compactMap { line in
            let result = try? GoJSONReader.value(of: Bytes(line), source)
            return result?.value.map
        }
    }

    /// A file of the suite helm-notations; tells when it is missing.
    static func recorded(_ name: String) -> [MapValue]? {
        let path = shared + "/corpora/suites/helm-notations/\(name).jsonl"
        if let lines = lines(path) { return lines }
        print("skipped: \(path) is missing")
        return nil
    }

    private static func contents(_ path: String) -> Bytes? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: Bytes = []
        var buffer = Bytes(repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}

/// Calls a function by its name.
func call(
    _ name: String, _ arguments: [Value], _ origins: OriginTable = OriginTable(isTracking: false)
) throws -> Value {
    guard let function = NotationFunctions.all.first(where: { $0.name == Bytes(name.utf8) }) else {
        throw FunctionError("no function " + name)
    }
    var call = FunctionCall(
        arguments: arguments,
        evaluator: Evaluator(
            templates: TemplateSet(functions: FunctionTable()), origins: origins),
        site: TextBuilder.Site(frame: 0, node: 0))
    return try function.body(&call)
}
