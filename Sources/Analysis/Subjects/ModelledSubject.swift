import CEL
import Rules
import SourceText
import YAMLTrees

/// What a model says of every subject of its kind, with the type of the facts forgotten: looking a
/// generic type up again for each field would cost more than most fields do.
///
/// Classes that live as long as the program, and are looked at without being counted: threads that
/// count references to the same table wait for each other.
final class SubjectAccess: Sendable {
    let objectType: CELObjectType
    let fields: [Unmanaged<FieldAccess>]
    let methods: [@Sendable (ModelledSubject, [CELValue]) -> CELValue]
    let range: @Sendable (ModelledSubject) -> SourceRange
    let location: (@Sendable (ModelledSubject) -> YAMLLocation?)?
    let logicalPlace: @Sendable (ModelledSubject) -> [String]
    /// Whether fields are kept once they were read: not where each is asked for once.
    let keepsFields: Bool

    init(
        objectType: CELObjectType, fields: [FieldAccess],
        methods: [@Sendable (ModelledSubject, [CELValue]) -> CELValue],
        range: @escaping @Sendable (ModelledSubject) -> SourceRange,
        location: (@Sendable (ModelledSubject) -> YAMLLocation?)?,
        logicalPlace: @escaping @Sendable (ModelledSubject) -> [String],
        keepsFields: Bool
    ) {
        self.objectType = objectType
        self.fields = fields.map { Unmanaged.passRetained($0) }
        self.methods = methods
        self.range = range
        self.location = location
        self.logicalPlace = logicalPlace
        self.keepsFields = keepsFields
    }
}

/// How one field is read. A class, since looking at a constant of an object counts no references,
/// and looking into a table of functions does.
final class FieldAccess: Sendable {
    let value: @Sendable (ModelledSubject) -> CELValue?
    let range: (@Sendable (ModelledSubject) -> SourceRange?)?
    let location: (@Sendable (ModelledSubject) -> YAMLLocation?)?

    init(
        _ value: @escaping @Sendable (ModelledSubject) -> CELValue?,
        _ range: (@Sendable (ModelledSubject) -> SourceRange?)?,
        _ location: (@Sendable (ModelledSubject) -> YAMLLocation?)?
    ) {
        self.value = value
        self.range = range
        self.location = location
    }
}

/// A subject made from a model and its facts. A class because CEL passes objects by reference.
///
/// It remembers the fields it was asked for, since many rules ask the same. That makes it a value
/// for one thread at a time, which is how subjects are judged.
class ModelledSubject: Subject, @unchecked Sendable {
    private let access: Unmanaged<SubjectAccess>
    /// The fields asked for so far, which may be absent. Most subjects are asked for few, and those
    /// that are asked for again and again stand at the front.
    private var known: [(field: Int, value: CELValue?)] = []

    init(_ access: Unmanaged<SubjectAccess>) {
        self.access = access
    }

    var objectType: CELObjectType { access._withUnsafeGuaranteedRef { $0.objectType } }
    var range: SourceRange { access._withUnsafeGuaranteedRef { $0.range(self) } }
    var logicalPlace: [String] { access._withUnsafeGuaranteedRef { $0.logicalPlace(self) } }

    func field(_ index: Int) -> CELValue? {
        for place in known.indices where known[place].field == index { return known[place].value }
        let value = fieldAccess(index)._withUnsafeGuaranteedRef { $0.value(self) }
        guard access._withUnsafeGuaranteedRef({ $0.keepsFields }) else { return value }
        if known.isEmpty {
            // Those with a wide table are asked for most.
            known.reserveCapacity(access._withUnsafeGuaranteedRef { $0.fields.count } / 2)
        }
        known.append((index, value))
        return value
    }

    private func fieldAccess(_ index: Int) -> Unmanaged<FieldAccess> {
        access._withUnsafeGuaranteedRef { $0.fields[index] }
    }

    func range(ofField index: Int) -> SourceRange? {
        fieldAccess(index)._withUnsafeGuaranteedRef { field in
            guard let range = field.range else { return field.location?(self)?.range }
            return range(self)
        }
    }

    var location: YAMLLocation? { access._withUnsafeGuaranteedRef { $0.location?(self) } }

    func location(ofField index: Int) -> YAMLLocation? {
        fieldAccess(index)._withUnsafeGuaranteedRef { $0.location?(self) }
    }

    func call(_ method: Int, _ arguments: [CELValue]) -> CELValue {
        access._withUnsafeGuaranteedRef { $0.methods[method](self, arguments) }
    }
}

/// A subject that holds facts of one type.
final class TypedSubject<Facts: Sendable>: ModelledSubject, @unchecked Sendable {
    let facts: Facts

    init(_ access: Unmanaged<SubjectAccess>, _ facts: Facts) {
        self.facts = facts
        super.init(access)
    }

    /// The facts of a subject that a model of this type made.
    static func facts(of subject: ModelledSubject) -> Facts {
        unsafeDowncast(subject, to: TypedSubject<Facts>.self).facts
    }
}
