package import SourceText

/// A heredoc of `RUN`, `COPY` or `ADD`.
package struct Heredoc: Sendable, Hashable {
    /// The word that ends it, without quotes.
    package var name: String
    /// Whether variables in it are expanded: no part of its word is quoted.
    package var expands: Bool
    /// Whether leading tabs are stripped: `<<-`.
    package var stripsTabs: Bool
    /// The lines between, line ends included.
    package var content: SourceRange
    /// The line that ends it, without its line end; nil when it is never ended.
    package var end: SourceRange?
}

extension Dockerfile {
    /// The lines of a heredoc as its reader gets them: without leading tabs after `<<-`.
    package func content(of heredoc: Heredoc) -> StitchedText {
        guard heredoc.stripsTabs else { return StitchedText(heredoc.content, of: bytes) }
        var text = StitchedText()
        var cursor = Cursor(bytes, range: heredoc.content)
        while !cursor.isAtEnd {
            cursor.skip { $0 == UInt8(ascii: "\t") }
            let start = cursor.offset
            cursor.skip { $0 != UInt8(ascii: "\n") }
            cursor.advance()
            text.append(cursor.range(from: start), of: bytes)
        }
        return text
    }
}
