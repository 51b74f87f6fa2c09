import CEL
import GoTemplates
import HelmCharts
import Rules
import SourceText

/// A call of a function or helper in a template, for rules.
struct CallFacts: Sendable {
    let source: ChartSource
    let context: TemplateContext
    /// The command, or the node of a `template`.
    let node: Int32
    let function: String

    static let subject: SubjectModel<CallFacts> = .init(
        "call", "A call of a function in a template: `include`, `toYaml`, `now`, … and `template`.",
        range: { $0.context.template.place($0.place) },
        logicalPlace: {
            $0.source.logicalPlace + ["template \($0.context.template.name)", $0.function]
        },
        fields: [
            .text("function", "The function's name; `template` for the action of that name.") {
                $0.function
            },
            .text("text", "The call as it is written.") { $0.context.text($0.node) },
            .optionalText("target", "The name of the helper that `include` or `template` calls.") {
                $0.target
            },
            .flag("isDefined", "Whether that helper is there, as far as it can be known.") {
                $0.isDefined
            },
            .optionalText("nearest", "The helper whose name is spelt nearly so.") { facts in
                facts.target.flatMap { Spelling.nearest(to: $0, in: facts.source.family.defined) }
            },
            .flag("isRandom", "Whether its result is a new secret, key or id each time.") {
                $0.isRandom
            },
            .flag("isClock", "Whether its result tells the time of the rendering.") {
                $0.function == "now"
            },
            .flag("isKept", "Whether `lookup`, or a condition, keeps what was there before.") {
                $0.isKept
            },
            .flag("isForSecret", "Whether its file writes a Secret, or its helper is about one.") {
                $0.isForSecret
            },
            .flag("isLineStart", "Whether it is the first in its line, after blanks.") {
                $0.indentation != nil
            },
            .number("indentation", "How many blanks stand before it in its line.") {
                $0.indentation ?? 0
            },
            .flag("isIndented", "Whether its action ends in `indent` or `nindent`.") {
                let names = $0.context.functions(around: $0.node)
                return names.contains("indent") || names.contains("nindent")
            },
            .flag(
                "isHalfIndented",
                "Whether `indent` indents its first line, too, and nothing trims it."
            ) {
                let names = $0.context.functions(around: $0.node)
                return names.contains("indent") && !names.contains("nindent")
                    && !names.contains("trim")
            },
            .flag("writesLines", "Whether it surely writes several lines of YAML.") {
                $0.writesLines
            },
            .flag("isPiped", "Whether a `template` pretends to hand its text on.") { $0.isPiped },
        ])

    private static let random: Set = [
        "randAlphaNum", "randAlpha", "randNumeric", "randAscii", "randBytes", "uuidv4",
        "genPrivateKey", "genCA", "genSelfSignedCert", "genSignedCert",
    ]

    private var isRandom: Bool {
        // A certificate that is signed by a new authority is told with that.
        if function == "genSignedCert", context.calls("genCA") { return false }
        return Self.random.contains(function)
    }

    private var place: Int32 { context.action(around: node) ?? node }

    private var target: String? {
        if function == "template" {
            return String(
                decoding: context.tree.names[Int(context.node(node).value)], as: UTF8.self)
        }
        guard function == "include" else { return nil }
        return context.tree.children(of: node).dropFirst().first { _ in true }
            .flatMap { context.tree.string($0) }
    }

    private var isDefined: Bool {
        guard let target else { return true }
        let family = source.family
        return family.defined.contains(target) || !family.isComplete || family.isLibrary
            || isTemplateFile(target)
    }

    /// Files are templates, too: `include (print $.Template.BasePath "/config.yaml")`.
    private func isTemplateFile(_ name: String) -> Bool { name.contains("/templates/") }

    private var isKept: Bool {
        let helper = context.helper(around: node)
        let body = helper?.body ?? context.tree.definitions.first?.body ?? 0
        let range = context.node(body)
        let text =
            helper.map { String(decoding: context.tree.bytes[$0.range], as: UTF8.self) }
            ?? String(decoding: context.tree.bytes, as: UTF8.self)
        guard range.kind == .list, !text.contains("lookup") else { return true }
        return context.conditions(around: node).contains { pipe in
            context.text(pipe).contains(".Release.IsInstall")
        }
    }

    private var isForSecret: Bool {
        if let helper = context.helper(around: node) {
            let name = String(decoding: helper.name, as: UTF8.self).lowercased()
            return ["secret", "password", "token", "cert", "tls", "key"].contains(
                where: name.contains)
        }
        let text = String(decoding: context.tree.bytes, as: UTF8.self)
        return text.contains("kind: Secret")
    }

    /// The blanks that are rendered between the beginning of its line and its action; nil when
    /// something else is, or when it writes nothing there.
    private var indentation: Int? {
        guard let action = context.action(around: node), context.node(action).kind == .action,
            let pipe = context.firstChild(of: action), context.node(pipe).declared == 0
        else { return nil }
        let start = context.node(action).start
        guard let text = context.tree.nodes.first(where: { $0.kind == .text && $0.end == start })
        else { return nil }
        let bytes = context.tree.bytes[Int(text.start)..<Int(start)]
        let blanks = bytes.reversed().prefix { $0 == 0x20 }.count
        guard blanks < bytes.count else { return text.start == 0 ? blanks : nil }
        return bytes.dropLast(blanks).last == 0x0A ? blanks : nil
    }

    /// Functions that hand several lines on as such.
    private static let keepingLines: Set = [
        "indent", "nindent", "trim", "trimSuffix", "trimPrefix", "trimAll", "replace", "default",
        "tpl", "include", "toYaml", "toYamlPretty", "toToml", "required",
    ]

    private var writesLines: Bool {
        guard context.functions(around: node).allSatisfy(Self.keepingLines.contains) else {
            return false
        }
        if ["toYaml", "toYamlPretty", "toToml"].contains(function) { return true }
        guard let target, let helper = source.family.helper(target) else { return false }
        return helper.writesLines
    }

    private var isPiped: Bool {
        guard function == "template", let pipe = context.firstChild(of: node) else { return false }
        return Array(context.tree.children(of: pipe)).count > 1
    }

    static func all(of source: ChartSource, _ context: TemplateContext) -> [CallFacts] {
        context.tree.nodes.indices.compactMap { index in
            let node = Int32(index)
            switch context.node(node).kind {
            case .template:
                return CallFacts(source: source, context: context, node: node, function: "template")
            case .command:
                return context.tree.function(of: node).map {
                    CallFacts(source: source, context: context, node: node, function: $0)
                }
            default: return nil
            }
        }
    }
}

/// A named template, for rules.
struct HelperFacts: Sendable {
    let source: ChartSource
    let template: TemplateSource
    let definition: TemplateTree.Definition

    static let subject: SubjectModel<HelperFacts> = .init(
        "helper", "A template that `define` gives a name.",
        range: { $0.opening },
        logicalPlace: { $0.source.logicalPlace + ["helper \($0.name)"] },
        fields: [
            .text("name", "Its name.") { $0.name },
            .flag("isCalled", "Whether something calls it, as far as it can be known.") {
                $0.source.family.called.contains($0.name) || $0.source.family.hasDynamicCalls
                    || $0.source.family.isLibrary || $0.source.chart.metadata.isLibrary
            },
            .flag("isDocumented", "Whether a comment stands right above it.") {
                $0.isDocumented
            },
            .flag(
                "hasPrefix", "Whether its name has a dot, as one that begins with a chart's name."
            ) {
                $0.name.contains(".")
            },
            .flag("isDefinedOnce", "Whether no other template of the release has its name.") {
                $0.source.family.helper($0.name)?.count == 1
            },
            .subject("chart", "The chart it belongs to.", of: "chart") {
                ChartRecord.subject.value(ChartRecord(source: $0.source))
            },
        ])

    private var name: String { String(decoding: definition.name, as: UTF8.self) }

    /// The action that opens it.
    private var opening: SourceRange {
        let bytes = template.file.bytes
        var end = definition.range.lowerBound
        while end < definition.range.upperBound, !bytes[end...].starts(with: "}}".utf8) { end += 1 }
        let whole = SourceRange(
            definition.range.lowerBound, min(end + 2, definition.range.upperBound))
        return template.file.place(whole)
    }

    private var isDocumented: Bool {
        let bytes = template.file.bytes
        guard
            let comment = template.tree?.comments.last(where: {
                $0.upperBound <= definition.range.lowerBound
            })
        else { return false }
        let between = bytes[comment.upperBound..<definition.range.lowerBound]
        return between.allSatisfy { $0 <= 0x20 || "}-{".utf8.contains($0) }
    }

    static func all(of source: ChartSource, _ template: TemplateSource) -> [HelperFacts] {
        guard let tree = template.tree else { return [] }
        return tree.definitions.filter { $0.name != tree.name }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
            .map { HelperFacts(source: source, template: template, definition: $0) }
    }
}
