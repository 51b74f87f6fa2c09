import CEL
import Kubernetes
import Rules
import SourceText
import YAMLTrees

/// A key that Kubernetes does not know where it stands, for rules.
struct UnknownFieldFacts: YAMLFacts {
    let object: ObjectFacts
    let field: UnknownField

    var node: YAMLValue { field.key }

    static let subject: SubjectModel<UnknownFieldFacts> = .init(
        "unknownField", "A key in a built-in kind that Kubernetes does not know there.",
        range: { $0.field.key.range }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("key", "The key.", at: { $0.field.key.range }) { $0.field.name },
            .optionalText("nearest", "The field that is spelt nearly so and is not there yet.") {
                $0.field.nearest
            },
            .optionalText("parent", "The key of the map it stands in, if it has one.") {
                $0.field.path.last
            },
            .subject("object", "The resource it stands in.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ])

    static func all(of object: ObjectFacts) -> [UnknownFieldFacts] {
        UnknownField.all(in: object.resource).map { UnknownFieldFacts(object: object, field: $0) }
    }

    private var logicalPlace: [String] {
        object.logicalPlace + [(field.path + [field.name]).joined(separator: ".")]
    }
}

/// A plain scalar that YAML reads as something else than many people do, for rules.
struct OddScalarFacts: YAMLFacts {
    let object: ObjectFacts
    let scalar: OddScalar

    var node: YAMLValue { scalar.node }

    static let subject: SubjectModel<OddScalarFacts> = .init(
        "oddScalar", "A plain scalar that does not mean what it looks like, or means nothing.",
        range: { $0.range }, logicalPlace: { $0.logicalPlace },
        location: { YAMLLocation($0.node) },
        fields: [
            .text("text", "The scalar as it is written.", at: { $0.range }) {
                $0.node.string ?? ""
            },
            .text("oddity", "What is odd: `truthyWord`, `octal` or `nothing`.") {
                $0.scalar.oddity.rawValue
            },
            .flag("isTrue", "Whether Kubernetes reads it as true.") { $0.node.bool == true },
            .flag("isItem", "Whether it is an item of a list.") { $0.node.key == nil },
            .optionalNumber("number", "The number that Kubernetes reads.") {
                $0.node.int.map(Int.init)
            },
            .optionalText("key", "The key it stands under.") { $0.node.key?.string },
            .optionalText("parent", "The key of the map or list it stands in.") {
                $0.node.parent?.key?.string
            },
            .subject("object", "The resource it stands in.", of: "object") {
                ObjectFacts.subject.value($0.object)
            },
        ])

    static func all(of object: ObjectFacts) -> [OddScalarFacts] {
        OddScalar.all(in: object.resource).map { OddScalarFacts(object: object, scalar: $0) }
    }

    private var range: SourceRange { node.range.isEmpty ? node.headline : node.range }

    private var logicalPlace: [String] {
        let keys = [node.parent?.key?.string, node.key?.string].compactMap { $0 }
        return object.logicalPlace + [keys.joined(separator: ".")]
    }
}
