import Foundation
import SourceText
import Testing

@testable import YAMLTrees

/// Edits anywhere in real and own files: what was wished is there, and all else is as it was.
@Suite struct EditingProperties {
    /// A tree as a list of its nodes' paths and texts, aliases as they are.
    private static func outline(_ tree: YAMLTree) -> [String: String] {
        var result: [String: String] = [:]
        var open = tree.documents.enumerated().map { ("/\($0.offset)", $0.element) }
        while let (path, value) = open.popLast() {
            switch value.kind {
            case .scalar: result[path] = "\(value.tag ?? "")|\(value.string ?? "")|\(value.isNull)"
            case .alias: result[path] = "*\(String(decoding: value.text, as: UTF8.self))"
            case .sequence:
                result[path] = "[]"
                for (place, item) in value.children.enumerated() {
                    open.append(("\(path)/\(place)", item))
                }
            case .mapping:
                result[path] = "{}"
                for (key, value) in value.ownEntries {
                    open.append(("\(path)/.\(String(decoding: key.text, as: UTF8.self))", value))
                }
            }
        }
        return result
    }

    /// Where a value stands, as steps from its document's root.
    private static func steps(to value: YAMLValue) -> [YAMLPath.Step]? {
        var steps: [YAMLPath.Step] = []
        var value = value
        while let parent = value.parent {
            if parent.kind == .sequence {
                guard let place = parent.children.firstIndex(of: value) else { return nil }
                steps.append(.index(place))
            } else {
                guard let key = value.key, key.kind == .scalar else { return nil }
                steps.append(.key(String(decoding: key.text, as: UTF8.self)))
            }
            value = parent
        }
        return steps.reversed()
    }

    private static func name(_ steps: [YAMLPath.Step], in document: Int) -> String {
        "/\(document)"
            + steps.map { step in
                switch step {
                case .key(let key): "/.\(key)"
                case .index(let index): "/\(index)"
                }
            }.joined()
    }

    struct Outcome {
        var tried = 0
        var refused = 0
        var wrong: [String] = []
    }

    /// Checks one edit: `change` tells what the outline should become.
    private static func check(
        _ editing: YAMLEditing, of tree: YAMLTree, _ before: [String: String], _ label: String,
        into outcome: inout Outcome, change: (inout [String: String]) -> Void
    ) {
        outcome.tried += 1
        guard case .edits(let edits, _) = editing else {
            outcome.refused += 1
            return
        }
        var expected = before
        change(&expected)
        let bytes = edits.applied(to: tree.bytes)
        let after = YAMLTree(parsing: bytes)
        let known = Set(tree.problems.map(\.id))
        let found = outline(after)
        let news = after.problems.filter { !known.contains($0.id) }
        guard found == expected, news.isEmpty else {
            let differing = Set(found.map { "\($0.key)=\($0.value)" })
                .symmetricDifference(expected.map { "\($0.key)=\($0.value)" })
            outcome.wrong.append("\(label): \(news.map(\.message)) \(differing.sorted().prefix(4))")
            return
        }
    }

    /// Tries every kind of edit at every `stride`-th node of a file.
    static func tryAll(_ bytes: [UInt8], every stride: Int, _ label: String) -> Outcome {
        var outcome = Outcome()
        let tree = YAMLTree(parsing: bytes)
        guard !tree.problems.contains(where: { $0.isBlinding || $0.id == "duplicate-key" }) else {
            return outcome
        }
        let before = outline(tree)
        for (number, document) in tree.documents.enumerated() {
            var place = document.index
            while place < document.endIndex {
                defer { place += Int32(stride) }
                let value = YAMLValue(tree: tree, index: place)
                guard !value.node.flags.contains(.isKey), let steps = steps(to: value) else {
                    continue
                }
                let path = YAMLPath(steps)
                let walk = PathWalk(path, from: document)
                guard walk.value == value, !walk.isShared else { continue }
                let at = name(steps, in: number)
                tryEdits(at: value, document, path, at, before, "\(label)\(at)", &outcome)
            }
        }
        return outcome
    }

    private static func tryEdits(
        at value: YAMLValue, _ document: YAMLValue, _ path: YAMLPath, _ at: String,
        _ before: [String: String], _ label: String, _ outcome: inout Outcome
    ) {
        func below(_ key: String) -> Bool { key == at || key.hasPrefix(at + "/") }
        let tree = value.tree
        check(
            document.set(path, to: .string("new: #text")), of: tree, before, "set \(label)",
            into: &outcome
        ) {
            $0 = $0.filter { !below($0.key) }
            $0[at] = "|new: #text|false"
        }
        check(
            document.set(path, to: .snippet("new:\n  - one\n  - two: 2\n")), of: tree, before,
            "block \(label)", into: &outcome
        ) {
            $0 = $0.filter { !below($0.key) }
            $0[at] = "{}"
            $0[at + "/.new"] = "[]"
            $0[at + "/.new/0"] = "|one|false"
            $0[at + "/.new/1"] = "{}"
            $0[at + "/.new/1/.two"] = "|2|false"
        }
        if value.kind == .mapping {
            check(
                document.set(YAMLPath(path.steps + ["new-key", "deep"]), to: .typed("true")),
                of: tree, before, "key \(label)", into: &outcome
            ) {
                $0[at + "/.new-key"] = "{}"
                $0[at + "/.new-key/.deep"] = "|true|false"
            }
        }
        if value.kind == .sequence {
            check(
                document.add(path, .string("yes")), of: tree, before, "add \(label)", into: &outcome
            ) {
                $0[at + "/\(value.children.count)"] = "|yes|false"
            }
        }
        if let parent = value.parent, parent.kind == .mapping, let key = value.key?.string {
            check(
                document.rename(path, to: "other name"), of: tree, before, "rename \(label)",
                into: &outcome
            ) {
                let new = String(at.dropLast(key.count)) + "other name"
                for (name, text) in $0 where below(name) {
                    $0[name] = nil
                    $0[new + name.dropFirst(at.count)] = text
                }
            }
            if parent.count > 1 {
                check(document.remove(path), of: tree, before, "remove \(label)", into: &outcome) {
                    $0 = $0.filter { !below($0.key) }
                }
            }
        }
    }

    static let own = [
        "# head\na: 1 # one\n# two\nb: 'x'\n\nc:\n  # in\n  d: [1, {e: f}, \"g\"]\n  h:\n  - i\n  -  j: k\n     l:\n  # tail\nm: |\n  text\n   more\n\n\nn: >-\n  folded\n  text\no: plain\n  goes on\np: \"quoted\n  goes on\" # end\nq: ~\nr: {}\ns: []\n",
        "--- # doc\n- a\n-\n  - b\n  - - c\n    - d: e\n- &x {y: 1}\n- !t z\n- !!map\n  k: v\n...\n---\nlast: |+\n  keep\n\n\n---\n{\"a\": {\"b\": [1, 2]},\n \"c\": \"d\"}\n",
        "a:\n    b:\n        - c: 1\n          d: 2\n        - e: 3\n    f: # note\n        g: h\n\ti: j\n"
            .replacingOccurrences(of: "\ti: j\n", with: ""),
        "? a\n: b\n? [c, d]\n: e\nf: &g\n  h: i\nj: &k\n- l\nm:\t1\t\n'n': \"\"\n",
        "é: ü # ö\nlist: [ä, \"ß\",\n  x, # c\n  y]\nmap: {a: 1,\n  b: 2, c: {d: 3}}\nempty:\n",
    ]

    @Test func `edits of own files do what they say in every disguise`() {
        var wrong: [String] = []
        for (number, text) in Self.own.enumerated() {
            let disguises = [
                text, text.replacingOccurrences(of: "\n", with: "\r\n"),
                text.hasSuffix("\n") ? String(text.dropLast()) : text,
            ]
            for (disguise, text) in disguises.enumerated() {
                let outcome = Self.tryAll(Array(text.utf8), every: 1, "\(number).\(disguise) ")
                wrong += outcome.wrong
                #expect(outcome.tried > 30 || number > 1)
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count)\n\(wrong.prefix(20).joined(separator: "\n"))")
    }

    @Test(.enabled(if: Shared.isThere, "\(Shared.hint)"))
    func `edits of real manifests do what they say`() throws {
        // All of them are tried with PLIMSOLL_ALL=1; every 97th node keeps a debug build quick.
        let isWhole = ProcessInfo.processInfo.environment["PLIMSOLL_ALL"] != nil
        var sum = Outcome()
        for file in Shared.files(below: Shared.manifests) {
            let bytes = try Shared.bytes(file)
            guard isWhole ? bytes.count < 60_000 : bytes.count < 8_000 else { continue }
            let outcome = Self.tryAll(bytes, every: isWhole ? 1 : 97, file.lastPathComponent)
            sum.tried += outcome.tried
            sum.refused += outcome.refused
            sum.wrong += outcome.wrong
        }
        #expect(sum.tried > 500)
        print("\(sum.tried) edits tried, \(sum.refused) refused, \(sum.wrong.count) wrong")
        #expect(sum.wrong.isEmpty, "\(sum.wrong.prefix(20).joined(separator: "\n"))")
    }
}
