import GoTemplates

/// A text on its way into YAML, with the style that go-yaml chooses for it.
struct YAMLText {
    enum Style {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
    }

    /// What is written: for `toYaml` what is left of it after its way through JSON.
    let bytes: Bytes
    let analysis: ScalarAnalysis
    /// What go-yaml asks for before the emitter looks at the characters.
    private let wanted: Style
    /// Whether the bytes are those of the value.
    let isUnchanged: Bool
    /// The tag before it.
    let tag: StaticString?

    var isMultiline: Bool { analysis.isMultiline }
    var length: Int { bytes.count + (tag == nil ? 0 : 8) }

    init(_ given: Bytes, _ style: YAMLStyle, isKey: Bool = false) throws(FunctionError) {
        let isValid = given.withUnsafeBufferPointer { GoJSONString.isValid($0) }
        var bytes = given
        var tag: StaticString?
        if style == .compact {
            bytes = try YAMLPassage.text(given, isValid: isValid, isKey: isKey)
        } else if !isValid {
            tag = "!!binary"
            bytes = Self.wrapped(Base64.encoded(given))
        }
        self.bytes = bytes
        self.tag = tag
        isUnchanged = isValid && bytes.count == given.count
        analysis = bytes.withUnsafeBufferPointer { ScalarAnalysis($0, style) }
        if analysis.hasLineFeed {
            wanted = .literal
        } else {
            let isPlain = tag != nil || bytes.withUnsafeBufferPointer { Self.isText($0) }
            wanted = isPlain ? .plain : .doubleQuoted
        }
    }

    /// Whether a text is taken for one when it stands unquoted, by YAML 1.1, too.
    private static func isText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        YAMLMeaning(bytes).isString && !YAMLBase60.matches(bytes)
    }

    /// The style at a place.
    func style(isSimpleKey: Bool) -> Style {
        var style = wanted
        if isSimpleKey, isMultiline { style = .doubleQuoted }
        if style == .plain, !analysis.allowsPlain { style = .singleQuoted }
        if style == .plain, bytes.isEmpty, isSimpleKey { style = .singleQuoted }
        if style == .singleQuoted, !analysis.allowsSingleQuotes { style = .doubleQuoted }
        if style == .literal, !analysis.allowsBlock || isSimpleKey { style = .doubleQuoted }
        return style
    }

    /// Base64 in lines of 70 characters when it has more than one.
    private static func wrapped(_ text: Bytes) -> Bytes {
        guard text.count >= 70 else { return text }
        var result: Bytes = []
        for start in stride(from: 0, to: text.count, by: 70) {
            result += text[start..<min(start + 70, text.count)]
            result.append(0x0A)
        }
        return result
    }
}

/// Numbers in base 60, such as `12:30:45`, which YAML 1.1 knows and go-yaml quotes.
enum YAMLBase60 {
    static func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, text.contains(UInt8(ascii: ":")) else { return false }
        var place = first == UInt8(ascii: "+") || first == UInt8(ascii: "-") ? 1 : 0
        guard place < text.count, isDigit(text[place]) else { return false }
        while place < text.count, isDigit(text[place]) || text[place] == UInt8(ascii: "_") {
            place += 1
        }
        var parts = 0
        while place < text.count, text[place] == UInt8(ascii: ":") {
            let digits = text[(place + 1)...].prefix { isDigit($0) }
            guard let high = digits.first, digits.count == 1 || digits.count == 2 && high < 0x36
            else { return false }
            place += 1 + digits.count
            parts += 1
        }
        guard parts > 0 else { return false }
        if place < text.count, text[place] == UInt8(ascii: ".") {
            place += 1
            while place < text.count, isDigit(text[place]) || text[place] == UInt8(ascii: "_") {
                place += 1
            }
        }
        return place == text.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
