import GoTemplates
import HelmCharts
import Notations
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The functions against what Helm and Sprig give: the suites `helm-oracle` and `sprig`.
@Suite struct SprigSuiteTests {
    private static let groups: Set<String> = [
        "fn-by-kind", "string-funcs", "string-case", "string-conv", "and-or", "deepEqual", "misc",
        "number-math", "int-math", "regex", "type-kinds", "truth", "quote",
    ]

    /// What only the engine has.
    private static let objects = [".Release", ".Files", ".Template.", ".Capabilities"]

    @Test func oracle() throws {
        let cases = Self.cases("helm-oracle/cases.jsonl").filter { one in
            let template = one["template"]?.text ?? ""
            return Self.groups.contains(one["group"]?.text ?? "")
                && !Self.objects.contains { template.contains($0) }
        }
        try Self.run("helm-oracle", cases, .zero) { one in
            let values = SprigTemplate.values(one["values"]?.text ?? "{}")
            let data = MapValue([.init(key: Bytes("Values".utf8), value: values)])
            return (.map(data), one["output"]?.text, one["error"]?.text)
        }
    }

    @Test func sprig() throws {
        let cases = Self.cases("sprig/sprig.jsonl")
        try Self.run("sprig", cases, .invalid) { one in
            let data = SprigTemplate.value(one["vars"] ?? .null)
            return (data, one["expect"]?.text, one["error"]?.text)
        }
    }

    private static func run(
        _ name: String, _ cases: [JSONValue], _ missing: Evaluator.MissingKey,
        _ expectation: (JSONValue) -> (data: Value, output: String?, error: String?)
    ) throws {
        var (passed, skipped, wrong) = (0, 0, [String]())
        for one in cases {
            guard let template = one["template"]?.text else { continue }
            let (data, output, error) = expectation(one)
            switch SprigTemplate.render(template, data: data, missing: missing) {
            case .unparsed: skipped += 1
            case .output(let text) where output != nil && isSame(text, output, template):
                passed += 1
            case .failure(let reason) where output == nil && (error ?? "").hasSuffix(reason):
                passed += 1
            case let outcome:
                wrong.append("\(template)\n  got  \(outcome)\n  want \(output ?? error ?? "")")
            }
        }
        if cases.isEmpty { return }
        print("\(name): \(passed) of \(passed + wrong.count) (\(skipped) with other functions)")
        if let path = getenv("SPRIG_DIFFERENCES"), let file = fopen(String(cString: path), "a") {
            fputs(wrong.joined(separator: "\n") + "\n", file)
            fclose(file)
        }
        #expect(wrong.isEmpty, "\(wrong.first ?? "")")
    }

    /// Go gives the keys of a map in any order.
    private static func isSame(_ text: String, _ wanted: String?, _ template: String) -> Bool {
        guard let wanted else { return false }
        if text == wanted { return true }
        return template.contains("keys") && text.utf8.sorted() == wanted.utf8.sorted()
    }

    private static func cases(_ path: String) -> [JSONValue] {
        let root = getenv("PLIMSOLL_SHARED").map { String(cString: $0) } ?? "../shared"
        guard let file = fopen("\(root)/corpora/suites/\(path)", "r") else {
            print("\(path): skipped, no such file below \(root)")
            return []
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&part, 1, part.count, file), count > 0 {
            bytes += part[..<count]
        }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { try? JSONValue(Array($0)) }
    }
}
