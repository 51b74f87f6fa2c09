/// Why a template could not be executed to its end.
package struct TemplateFailure: Error, Sendable {
    /// As Go words it: `template: NAME:LINE:COLUMN: executing "NAME" at <NODE>: REASON`.
    package var message: String
    /// What was being executed: `executing "NAME" at <NODE>:`; empty when nothing was.
    package var executing = ""
    /// Where, as `NAME:LINE:COLUMN`.
    package var location = ""
    /// The reason alone.
    package var reason: String
    /// What a chart said when it refused itself, by `fail` or `required`.
    package var refusal: String?
    /// Whether a limit of ours or of Helm's ended it, so that it says nothing about the chart's own
    /// logic.
    package var isLimit = false
    /// The function that failed, when one did.
    package var calls: String?
    /// Whether that function told the failure inside as it was, without words of its own before it.
    package var isPlainCall = false
    /// The failure of a template that was executed by a function, when that is why.
    package var cause: Cause?
    /// The text in which it happened, and where in it.
    package var tree: TemplateTree?
    package var offset = 0

    /// A failure inside another.
    package final class Cause: Sendable {
        package let failure: TemplateFailure

        init(_ failure: TemplateFailure) {
            self.failure = failure
        }
    }

    package init(_ message: String, reason: String) {
        self.message = message
        self.reason = reason
    }
}
