package import GoTemplates

/// The grammar of `--set` and its kin: `name=value,list[0].key={a,b}` (Helm's strvals package).
package enum SetGrammar {
    /// What the values that are set become.
    package enum Kind: Sendable {
        /// `--set`: null, bools and whole numbers are what they look like.
        case typed
        /// `--set-string`: all are texts.
        case string
        /// `--set-json`: JSON texts.
        case json
        /// `--set-file`: what a file of that name holds.
        case file(@Sendable (Bytes) throws(SetError) -> Bytes)
        /// `--set-literal`: everything behind the first `=` is one text.
        case literal

        /// The option that asks for it.
        package var option: String {
            switch self {
            case .typed: "--set"
            case .string: "--set-string"
            case .json: "--set-json"
            case .file: "--set-file"
            case .literal: "--set-literal"
            }
        }
    }

    /// The largest index of a list, and how many full stops a name may have, as in Helm.
    package static let largestIndex = 65_536
    package static let mostNestedNames = 30
    /// How deep indexes and names may be nested altogether.
    package static let deepestNesting = 500

    /// Sets values in a map and the maps below it, which must not be shared. When the text is wrong
    /// the map may be half changed.
    package static func apply(
        _ text: Bytes, to values: MapValue, kind: Kind
    ) throws(SetError) {
        var parser = SetParser(text, kind)
        try parser.parse(into: values)
    }
}

/// Why a text for `--set` cannot be read, in Helm's words.
package struct SetError: Error, Hashable, Sendable {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}
