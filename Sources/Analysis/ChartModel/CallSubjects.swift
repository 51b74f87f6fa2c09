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
            .optionalText(
                "target", "The name of the helper that `include` or `template` calls.",
                at: { $0.targetPlace }
            ) { $0.target },
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
            .texts("piped", "The functions that a `template` pretends to hand its text to.") {
                $0.piped
            },
            .flag(
                "isCalledWithRoot",
                "Whether a `template` hands on all that the file is rendered with, by `.` or `$`."
            ) { $0.isCalledWithRoot },
            .flag("isInHelper", "Whether it stands in the body of a helper.") {
                $0.context.helper(around: $0.node) != nil
            },
            .place(
                "keyword", "The word `template` of such an action.", text: { _, _ in "template" }
            ) { $0.context.keyword(of: $0.node) },
            .place(
                "opening",
                "The `{{` of its action, where `{{-` would take nothing but the line break and the blanks before it.",
                text: { _, _ in "{{" }
            ) { facts in facts.context.action(around: facts.node).flatMap(facts.context.opening) },
            .place(
                "pipeline", "All that its action computes.",
                text: { facts, range in facts.context.template.text(at: range) }
            ) { facts in facts.context.action(around: facts.node).flatMap(facts.context.pipeline) },
            .place(
                "indentWord",
                "The word `indent` that its action ends in, when it adds as many blanks as stand before it.",
                text: { _, _ in "indent" }
            ) { $0.indentWord },
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

    private var targetPlace: SourceRange? {
        if function == "template" { return context.nameOfHelper(of: node) }
        guard function == "include" else { return nil }
        return context.tree.children(of: node).dropFirst().first { _ in true }
            .flatMap { context.tree.string($0) == nil ? nil : context.template.place($0) }
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

    /// The commands of a `template`: its argument first, then what that really is handed to.
    private var commands: [Int32] {
        guard function == "template", let pipe = context.firstChild(of: node) else { return [] }
        return Array(context.tree.children(of: pipe))
    }

    private var isPiped: Bool { commands.count > 1 }

    private var piped: [String] {
        commands.dropFirst().map { context.tree.function(of: $0) ?? context.text($0) }
    }

    private var isCalledWithRoot: Bool {
        guard let argument = commands.first else { return false }
        return switch context.text(argument) {
        case ".": context.isDotRoot(at: node)
        case "$": context.helper(around: node) == nil
        default: false
        }
    }

    private var indentWord: SourceRange? {
        guard let indentation, let action = context.action(around: node) else { return nil }
        return context.indentWord(of: action, by: indentation)
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
