import Testing

@testable import GoTemplates

/// The parts of a text that are executed as a whole or not at all, and what of them was: for each
/// branch its header, with `+` before it when it was executed.
@Suite struct TemplateBranches {
    @Test(arguments: [
        ("", []),
        ("{{/* only a comment */}}", []),
        ("a", ["+"]),
        ("{{ if .a }}x{{ end }}", ["+", "+{{ if .a }}"]),
        ("{{- if .none -}}x{{- else -}}y{{- end }}", ["+", "-{{- if .none -}}", "+{{- else -}}"]),
        (
            "{{ if .none }}x{{ else if .a }}y{{ else }}z{{ end }}",
            ["+", "-{{ if .none }}", "+{{ else if .a }}", "-{{ else }}"]
        ),
        (
            // An `if` within an `else` is no `else if`.
            "{{ if .a }}x{{ else }}{{ if .b }}y{{ end }}{{ end }}",
            ["+", "+{{ if .a }}", "-{{ else }}", "-{{ if .b }}"]
        ),
        (
            "{{ with .none }}x{{ else with .a }}y{{ end }}",
            ["+", "-{{ with .none }}", "+{{ else with .a }}"]
        ),
        (
            "{{ range .list }}x{{ else }}y{{ end }}{{ range .none }}z{{ else }}y{{ end }}",
            [
                "+", "+{{ range .list }}", "-{{ else }}", "-{{ range .none }}", "+{{ else }}",
            ]
        ),
        (
            "{{ range .list }}{{ if eq . \"y\" }}x{{ break }}{{ end }}{{ end }}",
            ["+", "+{{ range .list }}", "+{{ if eq . \"y\" }}"]
        ),
        (
            #"{{ define "h" }}{{ if .a }}x{{ end }}{{ end }}{{ define "i" }}y{{ end }}z"#,
            ["+", #"-{{ define "h" }}"#, "-{{ if .a }}", #"-{{ define "i" }}"#]
        ),
        (
            #"{{ define "h" }}x{{ end }}{{ template "h" . }}"#,
            ["+", #"+{{ define "h" }}"#]
        ),
        (
            #"{{ if .none }}{{ block "b" . }}x{{ end }}{{ end }}"#,
            ["+", "-{{ if .none }}", #"-{{ block "b" . }}"#]
        ),
    ])
    func `each branch is told to be entered or not`(_ text: String, _ expected: [String]) throws {
        #expect(try described(text) == expected)
    }

    @Test func `what several executions entered adds up`() throws {
        let entered = EnteredLists()
        let tree = try tree("{{ if .a }}x{{ else }}y{{ end }}")
        let firstMark = entered.room(for: tree)
        for number in 0...1 { try execute(tree, ["a": .int(number)], entered, firstMark) }
        let held = tree.branches.map { entered.hold($0.list, firstMark: firstMark) }
        #expect(held == [true, true, true])
    }

    @Test func `two trees have marks of their own`() throws {
        let entered = EnteredLists()
        let trees = [try tree("{{ if .a }}x{{ end }}"), try tree("{{ if .a }}x{{ end }}")]
        let marks = trees.map { entered.room(for: $0) }
        try execute(trees[1], ["a": .int(1)], entered, marks[1])
        let held = zip(trees, marks).map { tree, mark in
            tree.branches.map { entered.hold($0.list, firstMark: mark) }
        }
        #expect(held == [[false, false], [true, true]])
    }

    private func tree(_ text: String) throws -> TemplateTree {
        let functions = FunctionTable(BuiltInFunctions.all)
        return try TemplateTree.parse(
            name: Bytes("t".utf8), bytes: Bytes(text.utf8), knows: { functions.knows($0) })
    }

    private func described(_ text: String) throws -> [String] {
        let tree = try tree(text)
        let entered = EnteredLists()
        let firstMark = entered.room(for: tree)
        let data: KeyValuePairs<String, Value> = [
            "a": .int(1), "b": .int(2), "list": .list([.string("x"), .string("y")]),
        ]
        try execute(tree, data, entered, firstMark)
        return tree.branches.sorted { $0.range.lowerBound < $1.range.lowerBound }.map {
            (entered.hold($0.list, firstMark: firstMark) ? "+" : "-")
                + String(decoding: tree.bytes[$0.header], as: UTF8.self)
        }
    }

    private func execute(
        _ tree: TemplateTree, _ data: KeyValuePairs<String, Value>, _ entered: EnteredLists,
        _ firstMark: Int
    ) throws {
        let functions = FunctionTable(BuiltInFunctions.all)
        let linked = LinkedTree(tree, functions, firstMark: firstMark)
        var set = TemplateSet(functions: functions)
        set.add(linked)
        let evaluator = Evaluator(
            templates: set, origins: OriginTable(isTracking: false), entered: entered)
        let values = MapValue(
            unordered: data.map { MapValue.Entry(key: Bytes($0.utf8), value: $1) })
        _ = try evaluator.execute(LinkedTemplate(linked, tree.definitions[0]), .map(values))
    }
}
