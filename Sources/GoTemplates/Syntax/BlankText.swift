extension TemplateParser {
    /// Whether a text holds nothing but spaces, those beyond ASCII included (`bytes.TrimSpace`).
    func isBlank(_ range: Range<Int>) -> Bool {
        var offset = range.lowerBound
        while offset < range.upperBound {
            let rune = RuneReading(bytes, at: offset)
            guard let scalar = Unicode.Scalar(rune.value), scalar.properties.isWhitespace else {
                return false
            }
            offset += rune.width
        }
        return true
    }
}
