import GoTemplates
import Testing
import YAMLTrees

@testable import HelmCharts

/// What Helm prints for the functions of this folder, called directly for templates of one
/// pipeline each.
@Suite struct NotationOracleTests {
    static let path = OracleFile.shared + "/corpora/suites/helm-oracle/cases.jsonl"

    @Test func agreesWithHelm() throws {
        guard let cases = OracleFile.lines(Self.path) else {
            print("skipped: \(Self.path) is missing")
            return
        }
        var (passed, failed, unread) = (0, 0, 0)
        for entry in cases {
            guard let group = entry["group"]?.text, Self.groups.contains(group) else { continue }
            guard var expected = entry["output"]?.text ?? entry["error"]?.text else { continue }
            var template = entry["template"]?.text ?? ""
            if let range = template.firstRange(of: "|{{ printf") {
                // The third part is not ours; it has no bar of its own but where the text has some.
                template = String(template[..<range.lowerBound])
                let bars = expected.indices.filter { expected[$0] == "|" }
                expected = String(expected[..<bars[bars.count * 2 / 3]])
            }
            let found: String?
            do {
                found = try MiniTemplate(entry["values"]?.bytes ?? []).render(
                    template)
            } catch let error as FunctionError {
                found = error.message
            }
            // Helm cuts a file of values at its lines `---` before it reads the pieces.
            if group == "values-yaml", entry["values"]?.text?.hasPrefix("%YAML") == true {
                continue
            }
            guard let found else {
                unread += 1
                continue
            }
            if found == expected || expected.hasSuffix(found) && entry["output"] == nil {
                passed += 1
            } else {
                failed += 1
                if failed < 60 {
                    print(group, template, entry["values"]?.text ?? "")
                    print("   helm:", expected.debugDescription)
                    print("   ours:", found.debugDescription)
                }
            }
        }
        print("helm-oracle notations: \(passed) agree, \(failed) differ, \(unread) not read")
        #expect(failed == 0)
    }

    static let groups: Set = [
        "toYaml-string", "toYaml-string-map", "toYaml-string-list", "toJson-string", "yaml-key",
        "number-yaml", "json-kinds", "fromYaml-toYaml", "values-yaml", "fromYaml", "fromYamlArray",
        "fromJson", "fromJsonArray",
    ]
}

/// Templates of pipelines over `.Values.x`, `list`, `dict` and the functions under test.
struct MiniTemplate {
    private let values: Value

    init(_ values: Bytes) throws {
        let decoder = YAMLDecoder(OriginTable(isTracking: false))
        do {
            self.values = try decoder.map(of: YAMLTree(parsing: values)) ?? .map(MapValue())
        } catch {
            throw FunctionError(
                "cannot load values.yaml: cannot unmarshal yaml document: " + error.message)
        }
    }

    /// Nil for a template that uses more.
    func render(_ template: String) throws -> String? {
        var result = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{") {
            result += rest[..<open.lowerBound]
            guard let close = rest.firstRange(of: "}}") else { return nil }
            var words = Words(rest[open.upperBound..<close.lowerBound])
            guard let value = try pipeline(&words) else { return nil }
            result += value.text ?? ""
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    private func pipeline(_ words: inout Words) throws -> Value? {
        var value = try command(&words, last: nil)
        while words.skip("|") {
            guard let given = value else { return nil }
            value = try command(&words, last: given)
        }
        return value
    }

    private func command(_ words: inout Words, last: Value?) throws -> Value? {
        guard let name = words.next() else { return nil }
        if name.hasPrefix(".") { return field(name) }
        if name == "(" {
            let value = try pipeline(&words)
            return words.skip(")") ? value : nil
        }
        var arguments: [Value] = []
        while let word = words.peek, word != "|", word != ")" {
            guard let argument = try argument(&words) else { return nil }
            arguments.append(argument)
        }
        if let last { arguments.append(last) }
        switch name {
        case "list": return .list(arguments)
        case "dict":
            let map = MapValue()
            for index in stride(from: 0, to: arguments.count, by: 2) {
                map[arguments[index].bytes ?? []] = arguments[index + 1]
            }
            return .map(map)
        case "nindent":
            guard case .integer(let count, _) = arguments[0].payload else { return nil }
            let pad = "\n" + String(repeating: " ", count: count)
            let text = arguments[1].text ?? ""
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return .string(pad + lines.joined(separator: pad))
        default:
            guard NotationFunctions.all.contains(where: { $0.name == Bytes(name.utf8) }) else {
                return nil
            }
            return try call(name, arguments)
        }
    }

    private func argument(_ words: inout Words) throws -> Value? {
        guard let word = words.next() else { return nil }
        if word == "(" {
            let value = try pipeline(&words)
            return words.skip(")") ? value : nil
        }
        if word.hasPrefix(".") { return field(word) }
        if word.hasPrefix("\"") { return .string(String(word.dropFirst().dropLast())) }
        return Int(word).map { .int($0) }
    }

    private func field(_ word: String) -> Value? {
        var value = values
        for name in word.split(separator: ".").dropFirst() {
            value = value.map?[String(name)] ?? .null
        }
        return value
    }

    struct Words {
        private var words: [String] = []

        init(_ text: Substring) {
            var word = ""
            for character in text {
                if "()| ".contains(character) {
                    if !word.isEmpty { words.append(word) }
                    word = ""
                    if character != " " { words.append(String(character)) }
                } else {
                    word.append(character)
                }
            }
            if !word.isEmpty { words.append(word) }
            words.reverse()
        }

        var peek: String? { words.last }
        mutating func next() -> String? { words.popLast() }
        mutating func skip(_ word: String) -> Bool {
            guard words.last == word else { return false }
            words.removeLast()
            return true
        }
    }
}
