import Testing

@testable import GoTemplates

@Suite struct TemplateParsing {
    @Test(arguments: [
        ("{{ .a.b|quote  }}", "{{.a.b | quote}}"),
        ("{{ (.a).b.c }}", "{{(.a).b.c}}"),
        ("{{ foo.b }}", "{{foo.b}}"),
        ("{{ .x | }}", "{{.x}}"),
        (
            "x {{- if .a -}} y {{ else if .b }}z{{ end }}",
            "x{{if .a}}y {{else}}{{if .b}}z{{end}}{{end}}"
        ),
        (
            "{{ range $i, $x := .l }}{{ $x.y }}{{ break }}{{ end }}",
            "{{range $i, $x := .l}}{{$x.y}}{{break}}{{end}}"
        ),
        ("{{ $x = 1+2i }}{{ $x }}", "{{$x = 1+2i}}{{$x}}"),
        ("{{ template `a\"` . }}", "{{template \"a\\\"\" .}}"),
        ("a{{/* c */ -}} b", "ab"),
        ("{{ \"\\x41\" `b` 'c' nil true . $ }}", "{{\"\\x41\" `b` 'c' nil true . $}}"),
    ])
    func `a tree prints as Go prints it`(text: String, printed: String) throws {
        let tree = try parsed(text)
        #expect(String(decoding: tree.printed(tree.definitions[0].body), as: UTF8.self) == printed)
    }

    @Test(arguments: [
        ("a\n{{ .x}", "t:2: bad character U+007D '}'"),
        ("{{ if .x }}\n{{/*", "t:2: unclosed comment in action started at t:1"),
        ("{{\n\n\"a }}", "t:3: unterminated quoted string in action started at t:1"),
        ("{{ if .x }}{{ else if\n\"a }}", "t:2: unterminated quoted string"),
        ("{{ if 1 }}{{ else with 2 }}{{ end }}", "t:1: unexpected <with> in input"),
        ("{{ block \"b\"\n. }}\n{{ else }}", "t:2: unexpected {{else}} in block clause"),
        ("{{ define \"b\" }}\n{{ else }}", "t:2: unexpected {{else}} in define clause"),
        ("{{ if 1 }}{{ define \"a\" }}{{ end }}{{ end }}", "t:1: unexpected <define> in command"),
        ("{{ 08 }}", "t:1: integer overflow: \"08\""),
        ("{{ 1+e5i }}", "t:1: strconv.ParseFloat: parsing \"+e5\": invalid syntax"),
        ("{{ 1+i }}", "t:1: syntax error scanning complex number"),
        ("{{ 'ab' }}", "t:1: malformed character constant: 'ab'"),
        ("{{ \"\\q\" }}", "t:1: invalid syntax"),
        ("{{ end 123456789012 }}", "t:1: unexpected \"1234567890\"... in end"),
    ])
    func `an error is worded as Go words it`(text: String, message: String) {
        let error = #expect(throws: TemplateSyntaxError.self) { try parsed(text) }
        #expect(error?.message == "template: \(message)")
    }

    @Test func `nodes know their own text`() throws {
        let tree = try parsed("a {{- if .x }} b {{ else if (.y) }}c{{ end -}} d")
        let texts = tree.nodes.map { node in
            "\(node.kind) \(shown(tree, Int(node.start)..<Int(node.end)))"
        }
        #expect(texts.contains("if {{- if .x }} b {{ else if (.y) }}c{{ end -}}"))
        #expect(texts.contains("if {{ else if (.y) }}c"))
        #expect(texts.contains("pipe (.y)"))
        #expect(texts.contains("text a") && texts.contains("text d"))
    }

    @Test func `definitions know what they are`() throws {
        let tree = try parsed(
            "{{/* c */}}{{define \"a\"}} {{end}}{{define `a`}}x{{end}}{{block \"b\" .}}{{end}}")
        #expect(tree.definitions.map { shown($0.name) } == ["t", "a", "b"])
        #expect(tree.definitions.map(\.isEmpty) == [false, false, true])
        #expect(shown(tree, tree.definitions[1].range) == "{{define `a`}}x{{end}}")
        #expect(tree.comments.map { shown(tree, $0) } == ["{{/* c */}}"])
    }

    @Test func `variables end with their branch`() {
        #expect(throws: Never.self) { try parsed("{{$x := 1}}{{if $y := 2}}{{$x}}{{$y}}{{end}}") }
        #expect(throws: TemplateSyntaxError.self) { try parsed("{{if $y := 2}}{{end}}{{$y}}") }
        #expect(throws: TemplateSyntaxError.self) {
            try parsed("{{$x := 1}}{{define \"a\"}}{{$x}}{{end}}")
        }
    }

    @Test func `a function named break hides the keyword`() throws {
        let tree = try TemplateTree.parse(
            name: [], bytes: Bytes("{{break}}".utf8), knows: { _ in true })
        #expect(tree.nodes.contains { $0.kind == .identifier })
    }

    @Test func `places count lines from one and bytes from zero`() throws {
        let tree = try parsed("aé\nb{{ . }}")
        #expect(tree.place(of: 4) == (line: 2, column: 0))
        #expect(tree.place(of: 3) == (line: 1, column: 3))
        #expect(tree.place(of: 99) == (line: 2, column: 8))
    }

    @Test(arguments: [1_000, 1_001, 100_000])
    func `nesting has a limit`(depth: Int) {
        let texts = [
            "{{" + repeated("(", depth) + "1" + repeated(")", depth) + "}}",
            repeated("{{if 1}}", depth) + repeated("{{end}}", depth),
            "{{if 1}}" + repeated("{{else if 1}}", depth - 1) + "{{end}}",
            "{{with 1}}" + repeated("{{else with 1}}", depth - 1) + "{{end}}",
            blocks(depth) + repeated("{{end}}", depth),
        ]
        for text in texts {
            guard let tree = try? parsed(text) else {
                #expect(depth > 1_000)
                continue
            }
            #expect(depth <= 1_000)
            #expect(!tree.printed(tree.definitions[0].body).isEmpty)
        }
    }

    @Test func `a template may be cut at every byte`() {
        let text = Bytes(
            """
            {{- /* é */ -}}{{ define "a" }}{{ (.x.y "s\\u00e9" `r` 'c' 1+2i 0x1p-2).z | f $ }}{{ end }}
            {{ range $i, $v := .l }}{{ if $v }}{{ break }}{{ else if nil }}x{{ else }}y{{ end }}
            {{ else }}{{ template "a" . }}{{ end }}{{ with $x := true }}{{ $x = 3 }}{{ end }}
            {{ block "b" .c }}{{ -1.5e3 }}{{ end -}}
            """.utf8)
        for end in text.indices {
            check(Bytes(text[..<end]))
            check(Bytes(text[end...]))
            for byte in [0xFF, 0x7B, 0x28, 0x22, 0x5C] as [UInt8] {
                var changed = text
                changed[end] = byte
                check(changed)
            }
        }
    }
}

/// Parses a text that may be wrong, and prints what it gives.
private func check(_ bytes: Bytes) {
    do {
        let tree = try TemplateTree.parse(name: [], bytes: bytes, knows: isKnown)
        for definition in tree.definitions {
            let listing = tree.listing(from: definition.body, textLimit: 100)
            #expect(listing.allSatisfy { (0...bytes.count).contains($0.position) })
        }
        #expect(tree.nodes.allSatisfy { $0.start <= $0.end && Int($0.end) <= bytes.count })
    } catch {
        #expect((0...bytes.count).contains(error.offset))
    }
}

private func isKnown(_ name: Bytes) -> Bool {
    name != Bytes("break".utf8) && name != Bytes("continue".utf8)
}

private func parsed(_ text: String) throws(TemplateSyntaxError) -> TemplateTree {
    try TemplateTree.parse(name: Bytes("t".utf8), bytes: Bytes(text.utf8), knows: isKnown)
}

private func shown(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

private func shown(_ tree: TemplateTree, _ range: Range<Int>) -> String {
    String(decoding: tree.bytes[range], as: UTF8.self)
}

private func blocks(_ count: Int) -> String {
    (0..<count).map { "{{block \"\($0)\" 1}}" }.joined()
}

private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
}
