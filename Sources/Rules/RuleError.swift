package import SourceText

/// What is wrong with a rule file, shown like a finding in that file.
package struct RuleError: Error, Sendable {
    package var path: String
    /// The bytes of the rule file that are wrong.
    package var range: SourceRange
    package var message: String
    package var help: String?
    /// The text of the rule file, for the code frame.
    package var text: [UInt8]
    /// What sort of mistake it is, as reports name it.
    package var name = "bad-rule"

    package init(
        path: String, range: SourceRange, message: String, help: String? = nil, text: [UInt8]
    ) {
        self.path = path
        self.range = range
        self.message = message
        self.help = help
        self.text = text
    }
}
