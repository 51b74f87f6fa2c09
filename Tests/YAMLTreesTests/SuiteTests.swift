import Foundation
import SourceText
import Testing

@testable import YAMLTrees

/// The cases of the YAML test suite, as events printed from the tree.
@Suite struct YAMLSuite {
    /// Prints a tree as the suite prints events, without what a tree does not keep: whether
    /// documents and flow collections are marked, and directives.
    private static func events(_ tree: YAMLTree) -> [String] {
        var lines: [String] = []
        for document in tree.documents {
            lines.append("+DOC")
            var ends: [(index: Int32, line: String)] = []
            for place in document.index..<document.endIndex {
                while let end = ends.last, end.index == place {
                    lines.append(ends.removeLast().line); _ = end
                }
                let value = YAMLValue(tree: tree, index: place)
                lines.append(event(value))
                if value.kind == .mapping { ends.append((value.endIndex, "-MAP")) }
                if value.kind == .sequence { ends.append((value.endIndex, "-SEQ")) }
            }
            lines += ends.reversed().map(\.line) + ["-DOC"]
        }
        return lines
    }

    private static func event(_ value: YAMLValue) -> String {
        let anchor = value.anchor.map { " &\($0)" } ?? ""
        let tag = value.tag.map { " <\($0)>" } ?? ""
        let text = String(decoding: value.text, as: UTF8.self).replacingOccurrences(
            of: "\\", with: "\\\\"
        )
        .replacingOccurrences(of: "\n", with: "\\n").replacingOccurrences(of: "\t", with: "\\t")
        .replacingOccurrences(of: "\r", with: "\\r").replacingOccurrences(of: "\u{8}", with: "\\b")
        switch value.kind {
        case .mapping: return "+MAP" + anchor + tag
        case .sequence: return "+SEQ" + anchor + tag
        case .alias: return "=ALI *\(text)"
        case .scalar: return "=VAL" + anchor + tag + " " + sign(value.style) + text
        }
    }

    private static func sign(_ style: YAMLNode.Style) -> String {
        switch style {
        case .singleQuoted: "'"
        case .doubleQuoted: "\""
        case .literal: "|"
        case .folded: ">"
        case .plain, .block, .flow: ":"
        }
    }

    /// The suite's events in the same form.
    private static func expected(_ events: String) -> [String] {
        events.split(separator: "\n").map(String.init).filter { $0 != "+STR" && $0 != "-STR" }.map {
            var line = $0
            for start in ["+DOC", "-DOC"] where line.hasPrefix(start) { line = start }
            line = line.replacingOccurrences(of: "+MAP {}", with: "+MAP")
            return line.replacingOccurrences(of: "+SEQ []", with: "+SEQ")
        }
    }

    /// The cases that do not come out as the suite says, by the way in which they do not.
    private struct Differences: Equatable {
        var refused: [String] = []
        var accepted: [String] = []
        var different: [String] = []

        var count: Int { refused.count + accepted.count + different.count }
    }

    private static func differences(in cases: [[String: Any]]) -> Differences {
        var result = Differences()
        for one in cases {
            let id = one["id"] as? String ?? ""
            let tree = YAMLTree(parsing: Array((one["yaml"] as? String ?? "").utf8))
            let isRefused = tree.problems.contains(where: \.isBlinding)
            if one["error"] as? Bool == true {
                if !isRefused { result.accepted.append(id) }
            } else if isRefused {
                result.refused.append(id)
            } else if events(tree) != expected(one["events"] as? String ?? "") {
                result.different.append(id)
            }
        }
        return result
    }

    @Test(.enabled(if: Shared.isThere, "\(Shared.hint)"))
    func `the suite comes out as it says but where libyaml differs`() throws {
        let cases = try Shared.objects(Shared.cases)
        let found = Self.differences(in: cases)
        print("\(cases.count - found.count) of \(cases.count) as the suite says")
        #expect(found.refused == SuiteExceptions.refused)
        #expect(found.accepted == SuiteExceptions.accepted)
        #expect(found.different == SuiteExceptions.different)
    }
}
