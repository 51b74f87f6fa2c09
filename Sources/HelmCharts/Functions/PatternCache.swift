import GoTemplates
import Patterns
import Synchronization

/// Compiled expressions, since templates use few of them often.
enum PatternCache {
    private static let largestCount = 128
    private static let patterns = Mutex<[Bytes: Pattern]>([:])

    /// - Throws: what Go's `regexp.Compile` says of it.
    static func pattern(_ text: Bytes) throws(FunctionError) -> Pattern {
        if let known = patterns.withLock({ $0[text] }) { return known }
        let string = String(decoding: text, as: UTF8.self)
        guard string.utf8.elementsEqual(text) else {
            throw failure("invalid UTF-8", text)
        }
        let pattern: Pattern
        do {
            pattern = try Pattern(string)
        } catch {
            throw failure(error.message, part(text, error))
        }
        patterns.withLock { patterns in
            if patterns.count >= largestCount { patterns.removeAll() }
            patterns[text] = pattern
        }
        return pattern
    }

    /// What Go names as the culprit.
    private static func part(_ text: Bytes, _ error: PatternError) -> Bytes {
        switch error.message {
        case "unexpected )", "missing closing )": text
        case "trailing backslash at end of expression": []
        default: Bytes(text[error.range])
        }
    }

    private static func failure(_ message: String, _ part: Bytes) -> FunctionError {
        let text = String(decoding: part, as: UTF8.self)
        return FunctionError("error parsing regexp: \(message): `\(text)`")
    }

    /// An expression in a message: between backquotes where it can be.
    static func quoted(_ text: Bytes) -> String {
        if GoQuote.canBackquote(text) { return "`" + String(decoding: text, as: UTF8.self) + "`" }
        return String(decoding: GoQuote.quote(text), as: UTF8.self)
    }
}
