import CEL
import Rules
import SourceText
import YAMLTrees

/// What a model says of every subject of its kind, with the type of the facts forgotten: looking a
/// generic type up again for each field would cost more than most fields do.
///
/// A class, so that subjects share it.
final class SubjectAccess: Sendable {
    let objectType: CELObjectType
    let values: [@Sendable (ModelledSubject) -> CELValue?]
    let ranges: [(@Sendable (ModelledSubject) -> SourceRange?)?]
    let locations: [(@Sendable (ModelledSubject) -> YAMLLocation?)?]
    let methods: [@Sendable (ModelledSubject, [CELValue]) -> CELValue]
    let range: @Sendable (ModelledSubject) -> SourceRange
    let location: (@Sendable (ModelledSubject) -> YAMLLocation?)?
    let logicalPlace: @Sendable (ModelledSubject) -> [String]

    init(
        objectType: CELObjectType, values: [@Sendable (ModelledSubject) -> CELValue?],
        ranges: [(@Sendable (ModelledSubject) -> SourceRange?)?],
        locations: [(@Sendable (ModelledSubject) -> YAMLLocation?)?],
        methods: [@Sendable (ModelledSubject, [CELValue]) -> CELValue],
        range: @escaping @Sendable (ModelledSubject) -> SourceRange,
        location: (@Sendable (ModelledSubject) -> YAMLLocation?)?,
        logicalPlace: @escaping @Sendable (ModelledSubject) -> [String]
    ) {
        self.objectType = objectType
        self.values = values
        self.ranges = ranges
        self.locations = locations
        self.methods = methods
        self.range = range
        self.location = location
        self.logicalPlace = logicalPlace
        // A kind of subject lives as long as the program. So subjects need not count references to
        // it, for which all threads would wait on each other.
        _ = Unmanaged.passRetained(self)
    }
}

/// A subject made from a model and its facts. A class because CEL passes objects by reference.
///
/// It remembers the fields it was asked for, since many rules ask the same. That makes it a value
/// for one thread at a time, which is how subjects are judged.
class ModelledSubject: Subject, @unchecked Sendable {
    private unowned(unsafe) let access: SubjectAccess
    /// The fields asked for so far, which may be absent.
    private var values: [CELValue?] = []
    /// For each field its place in `values`, from 1; 0 for those not asked for.
    private var places: [UInt8] = []

    init(_ access: SubjectAccess) {
        self.access = access
    }

    var objectType: CELObjectType { access.objectType }
    var range: SourceRange { access.range(self) }
    var logicalPlace: [String] { access.logicalPlace(self) }

    func field(_ index: Int) -> CELValue? {
        if places.isEmpty {
            places = Array(repeating: 0, count: access.values.count)
            values.reserveCapacity(16)
        }
        let place = places[index]
        if place > 0 { return values[Int(place) - 1] }
        let value = access.values[index](self)
        // A model of more than 255 fields is computed anew beyond that.
        guard values.count < 255 else { return value }
        values.append(value)
        places[index] = UInt8(values.count)
        return value
    }

    func range(ofField index: Int) -> SourceRange? { access.ranges[index]?(self) }

    var location: YAMLLocation? { access.location?(self) }

    func location(ofField index: Int) -> YAMLLocation? { access.locations[index]?(self) }

    func call(_ method: Int, _ arguments: [CELValue]) -> CELValue {
        access.methods[method](self, arguments)
    }
}

/// A subject that holds facts of one type.
final class TypedSubject<Facts: Sendable>: ModelledSubject, @unchecked Sendable {
    let facts: Facts

    init(_ access: SubjectAccess, _ facts: Facts) {
        self.facts = facts
        super.init(access)
    }

    /// The facts of a subject that a model of this type made.
    static func facts(of subject: ModelledSubject) -> Facts {
        unsafeDowncast(subject, to: TypedSubject<Facts>.self).facts
    }
}
