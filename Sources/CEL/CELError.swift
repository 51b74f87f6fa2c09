package import SourceText

/// Why an expression does not compile, or why evaluating it failed, with the place in its text.
package struct CELError: Error, Sendable, Hashable {
    /// What was being done when it failed.
    package enum Stage: Sendable, Hashable {
        case syntax, check, evaluation
    }

    package var stage: Stage
    /// Bytes of the expression's text.
    package var range: SourceRange
    /// One line without a full stop, naming the culprit.
    package var message: String
    /// What to do about it, if that is known.
    package var help: String?

    package init(
        _ stage: Stage, _ range: SourceRange, _ message: String, help: String? = nil
    ) {
        self.stage = stage
        self.range = range
        self.message = message
        self.help = help
    }
}

/// Why a function or an operator gave no value. `||`, `&&`, `all` and `exists` may absorb it.
package struct CELFailure: Error, Sendable {
    /// One line without a full stop.
    package var message: String
    /// The program's node that failed, once known.
    var node: Int32

    package init(_ message: String) {
        self.message = message
        node = -1
    }

    init(_ message: String, at node: Int32) {
        self.message = message
        self.node = node
    }

    /// The same failure, placed at `node` unless it has a place.
    func placed(at node: Int32) -> CELFailure {
        self.node < 0 ? CELFailure(message, at: node) : self
    }
}
