import GoTemplates

extension String {
    /// Spaces of any kind become plain ones, and what cannot be printed goes, as Helm does with the
    /// texts of `Chart.yaml`.
    mutating func sanitize() {
        if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return }
        var clean = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar.properties.isWhitespace {
                clean.append(" ")
            } else if GoRune.isPrint(scalar.value) {
                clean.append(scalar)
            }
        }
        self = String(clean)
    }

    /// The text between double quotes as Go's `%q` gives it.
    var goQuoted: String { String(decoding: GoQuote.quote(Bytes(utf8)), as: UTF8.self) }
}
