import Notations
import Testing

@testable import GoTemplates

/// Go's own tests of its template parser, and what it makes of real templates.
@Suite struct TemplateSuites {
    @Test func `trees and errors are those of Go`() {
        check("go-template/parse.jsonl") { test in
            let functions = test["group"]?.text == "parse" ? ["printf", "contains"] : ["printf"]
            let result = outcome(test["name"], test["template"], functions)
            if let isEmpty = test["empty"] {
                guard case .success(let tree) = result else { return "\(result)" }
                return tree.definitions[0].isEmpty == isEmpty.isTrue ? nil : "emptiness"
            }
            switch result {
            case .success(let tree):
                let text = tree.printed(tree.definitions[0].body, quotesText: true)
                return difference(String(decoding: text, as: UTF8.self), test["tree"]?.text)
            case .failure(let error): return difference(error.message, test["error"]?.text)
            }
        }
    }

    @Test func `definitions are those of Go`() {
        check("go-template/multiparse.jsonl") { test in
            switch outcome(.string("root"), test["template"], []) {
            case .success(let tree):
                let found = tree.definitions.dropFirst().map {
                    JSONMember(
                        String(decoding: $0.name, as: UTF8.self),
                        .string(String(decoding: tree.printed($0.body), as: UTF8.self)))
                }
                let sorted = found.sorted { $0.name < $1.name }
                return difference("\(JSONValue.object(sorted))", test["defines"]?.description)
            case .failure(let error): return difference(error.message, test["error"]?.text)
            }
        }
    }

    @Test func `tokens are those of Go`() {
        check("go-template/lex.jsonl") { test in
            let bytes = Bytes((test["input"]?.text ?? "").utf8)
            var delimiters = TemplateLexer.Delimiters()
            if let left = test["left"]?.text { delimiters.left = Bytes(left.utf8) }
            if let right = test["right"]?.text { delimiters.right = Bytes(right.utf8) }
            var lexer = TemplateLexer(
                bytes, delimiters: delimiters,
                options: TemplateLexer.Options(givesComments: true))
            var found: [String] = []
            while true {
                let token = lexer.next()
                found.append(shown(token, lexer))
                if token.kind == .endOfFile || token.kind == .error { break }
            }
            let wanted = (test["items"]?.elements ?? []).map { item in
                let kind = item["type"]?.text ?? ""
                let value = item["val"]?.text ?? ""
                return "\(kind)@\(item["pos"] ?? .null):\(item["line"] ?? .null) \(value)"
            }
            return difference(found.joined(separator: "\n"), wanted.joined(separator: "\n"))
        }
    }

    @Test func `numbers are those of Go`() {
        check("go-template/numbers.jsonl") { test in
            let text = Bytes((test["text"]?.text ?? "").utf8)
            let number = constant(text) ?? NumberConstant()
            let found = [
                "\(number.isInt) \(number.isUint) \(number.isFloat) \(number.isComplex)",
                number.isInt ? "\(number.int)" : "", number.isUint ? "\(number.uint)" : "",
                number.isFloat ? "\(number.float)" : "",
            ]
            let flags = ["isInt", "isUint", "isFloat", "isComplex"].map { test[$0]?.isTrue == true }
            let wanted = [
                "\(flags[0]) \(flags[1]) \(flags[2]) \(flags[3])", test["int"]?.text ?? "",
                test["uint"]?.text ?? "",
                test["float"]?.text.flatMap(Double.init).map { "\($0)" } ?? "",
            ]
            return difference(found.joined(separator: ","), wanted.joined(separator: ","))
        }
    }

    @Test func `real templates are read as Go reads them`() {
        check("go-template-real/parse.jsonl") { test in
            guard let tree = realTree(test) else { return "no tree" }
            return differenceOfDefinitions(tree, test)
        }
    }

    @Test func `nodes of real templates are where Go sees them`() {
        check("go-template-real/nodes.jsonl") { test in
            guard let tree = realTree(test) else { return "no tree" }
            let bodies = sorted(tree).map(\.body)
            let found = bodies.flatMap { tree.listing(from: $0, textLimit: 60) }.map { node in
                let text = String(decoding: node.text.prefix(60), as: UTF8.self)
                return "\(node.type) \(node.position) \(text)"
            }
            let wanted = (test["nodes"]?.elements ?? []).map { node in
                let parts = node.elements ?? []
                return "\(parts[0].text ?? "") \(parts[1]) \(parts[2].text ?? "")"
            }
            return difference(found.joined(separator: "\n"), wanted.joined(separator: "\n"))
        }
    }
}

// MARK: - Checking

/// Runs all cases of a suite and tells how many agree. A check gives what is wrong.
private func check(_ path: String, _ mistake: (JSONValue) -> String?) {
    guard let cases = SuiteFiles.cases(path) else { return }
    var good = 0
    for (index, test) in cases.enumerated() {
        if let mistake = mistake(test) {
            let name = test["name"]?.text ?? test["file"]?.text ?? "\(index + 1)"
            Issue.record("\(path): \(name): \(mistake)")
        } else {
            good += 1
        }
    }
    print("\(path): \(good) of \(cases.count)")
}

private func difference(_ found: String, _ wanted: String?) -> String? {
    guard found.utf8.elementsEqual((wanted ?? "").utf8) == false else { return nil }
    let lines = found.split(separator: "\n", omittingEmptySubsequences: false)
    let others = (wanted ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    for (line, other) in zip(lines, others) where line != other {
        return "\(line) instead of \(other)"
    }
    return "\(lines.count) lines instead of \(others.count)"
}

private func outcome(
    _ name: JSONValue?, _ template: JSONValue?, _ functions: [String]
) -> Result<TemplateTree, TemplateSyntaxError> {
    Result { () throws(TemplateSyntaxError) in
        try TemplateTree.parse(
            name: Bytes((name?.text ?? "").utf8), bytes: Bytes((template?.text ?? "").utf8),
            knows: { functions.contains(String(decoding: $0, as: UTF8.self)) })
    }
}

/// The tree of a real template; all functions are known.
private func realTree(_ test: JSONValue) -> TemplateTree? {
    guard let file = test["file"]?.text,
        let bytes = SuiteFiles.bytes("\(SuiteFiles.corpora)/\(file)")
    else { return nil }
    return try? TemplateTree.parse(
        name: Bytes(file.utf8), bytes: bytes,
        knows: { $0 != Bytes("break".utf8) && $0 != Bytes("continue".utf8) })
}

private func sorted(_ tree: TemplateTree) -> [TemplateTree.Definition] {
    tree.definitions.sorted { $0.name.lexicographicallyPrecedes($1.name) }
}

private func differenceOfDefinitions(_ tree: TemplateTree, _ test: JSONValue) -> String? {
    let definitions = sorted(tree)
    let wanted = test["templates"]?.elements ?? []
    guard definitions.count == wanted.count else {
        return "\(definitions.count) definitions instead of \(wanted.count)"
    }
    for (definition, other) in zip(definitions, wanted) {
        let isOwn = definition.name == tree.name
        let name = isOwn ? "" : String(decoding: definition.name, as: UTF8.self)
        let text = String(decoding: tree.printed(definition.body), as: UTF8.self)
        if let mistake = difference(name, other["name"]?.text)
            ?? difference(text, other["tree"]?.text)
        {
            return "\(name): \(mistake)"
        }
    }
    return nil
}

/// A number by itself; which kind of token it would be is tried out, as Go's test does.
private func constant(_ text: Bytes) -> NumberConstant? {
    if text.first == UInt8(ascii: "'") {
        return try? NumberConstant.parse(text[...], .characterConstant)
    }
    if let number = try? NumberConstant.parse(text[...], .complex) { return number }
    return try? NumberConstant.parse(text[...], .number)
}

/// A token with its position, line and text, its kind named as Go's test does.
private func shown(_ token: TemplateToken, _ lexer: TemplateLexer) -> String {
    let text = String(decoding: lexer.bytes[token.range], as: UTF8.self)
    let line = lexer.bytes[..<token.start].count { $0 == 0x0A } + 1
    let value = token.kind == .error ? lexer.mistake : text
    return "\(name(of: token.kind))@\(token.start):\(line) \(value)"
}

private func name(of kind: TemplateToken.Kind) -> String {
    switch kind {
    case .error: "error"
    case .character: "char"
    case .characterConstant: "charconst"
    case .assign: "="
    case .declare: ":="
    case .endOfFile: "EOF"
    case .leftDelimiter: "left delim"
    case .leftParenthesis: "("
    case .pipe: "pipe"
    case .rawString: "raw string"
    case .rightDelimiter: "right delim"
    case .rightParenthesis: ")"
    case .text: ""
    case .dot: "."
    default: "\(kind)"
    }
}
