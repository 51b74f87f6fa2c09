/// A value of a type of its own: files, capabilities, a time, a version. Subclasses say what
/// templates may ask of it.
package class ObjectValue: @unchecked Sendable {
    package init() {}

    /// As Go prints the type with `%T`.
    package var typeName: String { "struct {}" }
    /// As `reflect.Kind` prints it.
    package var kindName: String { "struct" }
    /// What `if` says of it.
    package var isTrue: Bool { true }
    /// As `fmt` prints it with `%v`.
    package var printed: Bytes { Bytes(typeName.utf8) }

    /// A field, or nil when the type has none of that name.
    package func field(_ name: Bytes, _ origins: OriginTable) -> Value? { nil }

    /// A method as a function, or nil when the type has none of that name.
    package func method(_ name: Bytes) -> TemplateFunction? { nil }

    /// The members, when `range`, `len`, `index` and the functions on maps may see this object as a
    /// map; nil otherwise.
    package var members: MapValue? { nil }
}

/// A function as a value.
package final class FunctionValue: ObjectValue, @unchecked Sendable {
    package let function: TemplateFunction

    package init(_ function: TemplateFunction) {
        self.function = function
    }

    package override var typeName: String { "func()" }
    package override var kindName: String { "func" }
}
