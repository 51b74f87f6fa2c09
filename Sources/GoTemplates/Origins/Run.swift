/// A stretch of a text with one origin. It ends where the next one begins.
package struct Run: Sendable {
    /// Where it begins in the text, in bytes.
    package var start: Int32
    /// For a literal: where its first byte stands in the template's file.
    package var source: Int32
    /// The call that was being executed, an index into the render's frames.
    package var frame: Int32
    /// The node of the frame's template that wrote it.
    package var node: Int32
    package var origin: Origin
    package var kind: Kind

    package enum Kind: UInt8, Sendable {
        /// Bytes of the template as they stand there.
        case literal
        /// Bytes that an action computed.
        case data
        /// No bytes: a branch that was not taken, or a value that was empty.
        case absent
    }
}
