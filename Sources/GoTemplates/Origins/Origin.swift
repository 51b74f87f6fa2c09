/// What flowed into something, as an index into an `OriginTable`: a set of *data* origins, whose
/// values can be seen in it, and a set of *condition* origins, which decided that it is so or is
/// there at all.
package struct Origin: Sendable, Hashable {
    package let index: UInt32

    /// Nothing that a person could change from outside the template.
    package static let none = Origin(index: 0)
}

/// A path of keys from the root of the values (or of the chart's own facts), as an index into an
/// `OriginTable`.
package struct OriginPath: Sendable, Hashable {
    package let index: UInt32
}
