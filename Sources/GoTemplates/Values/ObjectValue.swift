/// A value of a type of its own: files, capabilities, a time, a version. What a type does not say
/// of itself is as for a struct of Go without fields.
package protocol ObjectValue: AnyObject, Sendable {
    /// As Go prints the type with `%T`.
    var typeName: String { get }
    /// As `reflect.Kind` prints it.
    var kindName: String { get }
    /// What `if` says of it.
    var isTrue: Bool { get }
    /// As `fmt` prints it with `%v`.
    var printed: Bytes { get }
    /// What an action writes of it: the same, but for a field of a struct whose pointer has
    /// methods.
    var written: Bytes { get }
    /// The members, when `range`, `len`, `index` and the functions on maps may see this object as a
    /// map; nil otherwise.
    var members: MapValue? { get }

    /// A field, or nil when the type has none of that name.
    func field(_ name: Bytes, _ origins: OriginTable) -> Value?

    /// A method as a function, or nil when the type has none of that name.
    func method(_ name: Bytes) -> TemplateFunction?
}

extension ObjectValue {
    package var kindName: String { "struct" }
    package var isTrue: Bool { true }
    package var printed: Bytes { Bytes(typeName.utf8) }
    package var written: Bytes { printed }
    package var members: MapValue? { nil }
    package func field(_ name: Bytes, _ origins: OriginTable) -> Value? { nil }
    package func method(_ name: Bytes) -> TemplateFunction? { nil }
}

/// A function as a value.
package final class FunctionValue: ObjectValue {
    package let function: TemplateFunction

    package init(_ function: TemplateFunction) {
        self.function = function
    }

    package var typeName: String { "func()" }
    package var kindName: String { "func" }
}
