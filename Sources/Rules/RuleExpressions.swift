import CEL
import Findings
import SourceText
import YAMLTrees

/// Compiles the expressions of one rule against its subject, and places their errors in the rule
/// file.
struct RuleExpressions: Sendable {
    private let rule: RuleText
    private let context: RuleContext
    private let environment: CELEnvironment

    init(_ context: RuleContext, subject: String, of rule: RuleText) {
        self.rule = rule
        self.context = context
        environment = context.environment(for: subject)
    }

    /// What a rule requires; the head is read only to place an error.
    func condition(_ require: String) throws(RuleError) -> CELProgram {
        if let program = try? environment.compile(require), program.type == .bool { return program }
        return try condition(try rule.parsedHead().require)
    }

    func condition(_ field: RuleField) throws(RuleError) -> CELProgram {
        let program = try compile(field, field.text, at: 0)
        guard program.type == .bool || program.type == .dyn else {
            throw error(
                field, SourceRange(0, field.text.utf8.count),
                "this gives \(program.type), not true or false")
        }
        return program
    }

    func template(_ field: RuleField) throws(RuleError) -> TextTemplate {
        guard let text = HoleText(field.text) else {
            throw error(
                field, SourceRange(0, field.text.utf8.count), "a brace is never closed",
                help: "write `{{` for a brace that is text")
        }
        var holes: [CELProgram] = []
        for hole in text.expressions {
            holes.append(try compile(field, hole.text, at: hole.offset))
        }
        return TextTemplate(template: text.template, holes: holes)
    }

    /// A place is a subject, or a field of one: `image.tag`.
    func place(_ field: RuleField) throws(RuleError) -> PlaceExpression {
        let program = try compile(field, field.text, at: 0)
        if case .object = program.type { return PlaceExpression(object: program, field: nil) }
        guard let dot = Self.lastDot(field.text) else {
            throw error(
                field, SourceRange(0, field.text.utf8.count), "this is no place in a file",
                help: "name a subject or one of its fields, such as `image.tag`")
        }
        let head = String(field.text[..<dot])
        let name = String(field.text[field.text.index(after: dot)...])
        let object = try compile(field, head, at: 0)
        guard case .object(let type) = object.type,
            let index = context.type(named: type)?.index(of: name)
        else {
            throw error(
                field, SourceRange(0, field.text.utf8.count), "this is no place in a file",
                help: "name a subject or one of its fields, such as `image.tag`")
        }
        return PlaceExpression(object: object, field: index)
    }

    /// The last dot outside parentheses and quotes.
    private static func lastDot(_ text: String) -> String.Index? {
        var depth = 0
        var quote: Character?
        var last: String.Index?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
                continue
            }
            switch character {
            case "'", "\"": quote = character
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "." where depth == 0: last = index
            default: break
            }
        }
        return last
    }

    private func compile(
        _ field: RuleField, _ text: String, at offset: Int
    ) throws(RuleError) -> CELProgram {
        do {
            return try environment.compile(text)
        } catch {
            throw self.error(
                field, error.range.shifted(by: offset), error.message, help: error.help)
        }
    }

    private func error(
        _ field: RuleField, _ range: SourceRange, _ message: String, help: String? = nil
    ) -> RuleError {
        RuleError(
            path: rule.path, range: field.place(of: range), message: message, help: help,
            text: field.value.tree.bytes)
    }
}

/// A text with compiled holes.
struct TextTemplate: Sendable {
    var template: MessageTemplate
    var holes: [CELProgram]

    /// The values of the holes.
    func arguments(_ values: [CELValue]) throws(CELError) -> [String] {
        var arguments: [String] = []
        for hole in holes {
            let value = try hole.evaluate(values)
            arguments.append(value.stringValue ?? value.description)
        }
        return arguments
    }

    func text(_ values: [CELValue]) throws(CELError) -> String {
        template.sentence(with: try arguments(values))
    }
}

/// A compiled place: a subject, or the field of one.
struct PlaceExpression: Sendable {
    var object: CELProgram
    var field: Int?

    /// The bytes of the place in its owner; nil when the field is absent or stands nowhere.
    func range(in owner: any Subject) -> SourceRange? {
        field.map { owner.range(ofField: $0) } ?? owner.range
    }

    /// Where a fix may write in a YAML document; nil in other languages.
    func location(in owner: any Subject) -> YAMLLocation? {
        field.map { owner.location(ofField: $0) } ?? owner.location
    }

    /// The subject whose field it is: the nearest place when the field has none. Most often it is
    /// the one that is judged, and then nobody need look up what the object's type is.
    func owner(
        _ values: [CELValue], _ judged: any Subject
    ) throws(CELError) -> (any Subject)? {
        guard case .object(let object) = try object.evaluate(values) else { return nil }
        return object === judged ? judged : object as? any Subject
    }
}
