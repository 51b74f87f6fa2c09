import CEL
import GoTemplates
import HelmCharts
import Rules
import SourceText
import YAMLTrees

/// A file in `templates/`, for rules.
struct TemplateFacts: Sendable {
    let source: ChartSource
    let template: TemplateSource

    static let subject: SubjectModel<TemplateFacts> = .init(
        "template", "A file in the folder `templates/` of a chart.",
        range: { $0.firstLine }, logicalPlace: { $0.logicalPlace },
        fields: [
            .text("name", "Its name below `templates/`.") { $0.template.name },
            .flag("isPartial", "Whether its name begins with `_`, so that it renders nothing.") {
                $0.template.isPartial
            },
            .flag("hasUsualName", "Whether its name ends in `.yaml`, `.yml`, `.tpl` or `.txt`.") {
                let name = $0.template.name.lowercased()
                return [".yaml", ".yml", ".tpl", ".txt"].contains(where: name.hasSuffix)
            },
            .texts("kinds", "The kinds of resources it names.") {
                Array(Set($0.template.fields.filter { $0.path == ["kind"] }.map(\.value))).sorted()
            },
            .flag("isKept", "Whether it names the policy `keep`, which survives the release.") {
                let text = String(decoding: $0.template.file.bytes, as: UTF8.self)
                return text.contains("helm.sh/resource-policy")
            },
            .place("tab", "The first tab that indents a line.", text: { _, _ in "tab" }) {
                $0.tab
            },
            .place(
                "tabbed", "From the first line that tabs indent to the last one's indentation.",
                text: { facts, range in facts.template.text(at: range) }
            ) { facts in
                TabbedLines(facts.template.file.bytes).map { facts.template.file.place($0.range) }
            },
            .optionalText("untabbed", "What stands there, indented by blanks, when that is clear.")
            {
                TabbedLines($0.template.file.bytes)?.replacement
            },
            .place(
                "keptPlace",
                "The line before which its only custom resource definition takes the policy `keep`.",
                text: { _, _ in "" }
            ) { KeptDefinition($0.template)?.place },
            .optionalText("keptLines", "The lines that give it this policy.") {
                KeptDefinition($0.template)?.lines
            },
        ])

    private var logicalPlace: [String] { source.logicalPlace + ["template \(template.name)"] }

    /// The first line that is no comment, or the first at all.
    private var firstLine: SourceRange {
        let bytes = template.file.bytes
        var cursor = Cursor(bytes)
        cursor.skip { $0 <= 0x20 }
        while cursor.starts(with: "{{/*") || cursor.starts(with: "{{- /*") {
            while !cursor.isAtEnd, !cursor.skip("*/") { cursor.advance() }
            cursor.skip { $0 <= 0x20 || "-}".utf8.contains($0) }
        }
        let start = cursor.isAtEnd ? bytes.firstIndex { $0 > 0x20 } ?? 0 : cursor.offset
        let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        return template.file.place(SourceRange(start, end))
    }

    private var tab: SourceRange? {
        let bytes = template.file.bytes
        var isStart = true
        for (offset, byte) in bytes.enumerated() {
            if byte == 0x09, isStart {
                // What stands before an action alone in its line is no indentation of YAML.
                let rest = bytes[offset...].drop { $0.isBlank }
                if !rest.starts(with: "{{".utf8), (rest.first ?? 0x0A) > 0x20, rest.first != 0x23 {
                    return template.file.place(SourceRange(offset, offset + 1))
                }
            }
            isStart = byte == 0x0A || (isStart && byte.isBlank)
        }
        return nil
    }
}

/// A line `key: value` of YAML in a template, for rules.
struct TemplateFieldFacts: Sendable {
    let source: ChartSource
    let template: TemplateSource
    let field: TemplateField

    static let subject: SubjectModel<TemplateFieldFacts> = .init(
        "templateField", "A line `key: value` in a template, as it is before it is rendered.",
        range: { $0.template.file.place($0.field.range) },
        logicalPlace: {
            $0.source.logicalPlace
                + ["template \($0.template.name)", $0.field.path.joined(separator: ".")]
        },
        fields: [
            .text("key", "The key.") { $0.field.path.last ?? "" },
            .text("path", "The keys that lead to it by indentation, with dots between.") {
                $0.field.path.joined(separator: ".")
            },
            .text("parent", "The key above it.") { $0.field.path.dropLast().last ?? "" },
            .text(
                "value", "The value as it is written.",
                at: {
                    $0.template.file.place($0.field.valueRange)
                }
            ) { $0.field.value },
            .text("kind", "The kind of the resource it stands in; empty when not known.") {
                $0.field.kind
            },
            .flag("isLiteral", "Whether the value is written out, with nothing from a template.") {
                !$0.field.value.isEmpty && !$0.field.value.contains("{{")
            },
            .flag("isInHelper", "Whether its file holds helpers only.") { $0.template.isPartial },
            .optionalText(
                "root",
                "What leads from it to `.Release` and its like: nothing, or `$` within `with` and `range`. Absent in helpers."
            ) { facts in
                TemplateContext(facts.template)?.root(at: facts.field.range.start)
            },
            .place(
                "pipeline", "What it computes, when the value is one action.",
                text: { facts, range in facts.template.text(at: range) }
            ) { facts in
                guard let context = TemplateContext(facts.template) else { return nil }
                return facts.field.action(in: facts.template).flatMap(context.pipeline)
            },
            .flag("wantsText", "Whether Kubernetes takes nothing but a text there.") {
                $0.wantsText
            },
            .optionalText(
                "retypedDefault",
                "The text of `values.yaml` that it writes without quotes, so that YAML reads another type."
            ) { $0.retypedDefault },
        ])

    private var wantsText: Bool {
        let parent = field.path.dropLast().last ?? ""
        if field.path.last == "value" { return parent == "env" }
        return ["labels", "annotations", "matchLabels", "nodeSelector", "stringData"]
            .contains(parent) || (parent == "data" && field.kind == "ConfigMap")
    }

    private var retypedDefault: String? {
        guard let path = field.plainRead(in: template),
            case .set(let value) = source.declared.state(of: path),
            case .string(let text) = value.scalar, !text.isEmpty, !text.contains("\n")
        else { return nil }
        let document = YAMLTree(parsing: Array(text.utf8)).firstDocument
        if case .string = document?.scalar { return nil }
        return document?.scalar == nil ? nil : text
    }
}

/// A line `key: value` of a template.
struct TemplateField: Sendable {
    var path: [String]
    /// The value as it is written, without blanks and comments around it.
    var value: String
    var range: SourceRange
    var valueRange: SourceRange
    var kind = ""

    /// The action that the value is, with nothing around it.
    func action(in template: TemplateSource) -> Int32? {
        guard value.hasPrefix("{{"), value.hasSuffix("}}") else { return nil }
        let action = template.tree?.nodes.firstIndex {
            $0.kind == .action && Int($0.start) == valueRange.start
                && Int($0.end) == valueRange.end
        }
        return action.map { Int32($0) }
    }

    /// The path of the value it writes when it is one action, with no quotes around it, that does
    /// nothing but read that value.
    func plainRead(in template: TemplateSource) -> [String]? {
        guard let tree = template.tree, let action = action(in: template),
            let pipe = tree.children(of: action).first(where: { _ in true })
        else { return nil }
        let commands = Array(tree.children(of: pipe))
        guard let first = commands.first, tree.nodes[Int(first)].kind == .command,
            commands.dropFirst().allSatisfy({
                ["default", "trim", "lower", "toString"].contains(tree.function(of: $0))
            })
        else { return nil }
        let operands = Array(tree.children(of: first))
        guard operands.count == 1 else { return nil }
        let chain = tree.chain(operands[0])
        guard let start = chain.firstIndex(of: "Values"), start <= 1 else { return nil }
        return Array(chain[(start + 1)...])
    }
}
