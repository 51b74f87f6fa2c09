import GoTemplates

/// Scalars: which style go-yaml gives them, and their lines.
extension YAMLWriter {
    mutating func writeScalar(_ value: Value, _ place: Place) throws(FunctionError) {
        switch value.payload {
        case .invalid, .null: writePlain("null")
        case .bool(let isTrue): writePlain(isTrue ? "true" : "false")
        case .integer(let number, .duration) where style == .pretty:
            let printed = GoDuration.text(nanoseconds: number)
            writeText(try YAMLText(printed, style), place, value.origin, nil)
        case .integer(let number, let kind): writePlain(GoJSONNumber.text(number, kind))
        case .float(let number): writePlain(try numberText(number))
        case .string(let bytes):
            if writeWord(bytes) { return }
            writeText(try YAMLText(bytes, style), place, value.origin, nil)
        case .text(let traced):
            let scalar = try YAMLText(traced.bytes, style)
            let whole = traced.origin(in: 0..<traced.bytes.count, origins)
            let origin = origins.union(whole, value.origin)
            text.turn(to: origin)
            writeText(scalar, place, origin, scalar.isUnchanged ? traced : nil)
        case .list(let list):
            let encoded = Base64.encoded(GoJSONNumber.bytes(list))
            writeText(try YAMLText(encoded, style), place, value.origin, nil)
        case .map, .object: writePlain("null")
        }
    }

    private mutating func writePlain(_ word: StaticString) {
        writeIndicator(word)
    }

    mutating func writePlain(_ word: Bytes) {
        writeBlank()
        text.append(word)
        column += word.count
        isAfterBlank = false
        isInIndentation = false
    }

    /// A number: `toYaml` sees what JSON made of it, whole numbers of up to 64 bits as such.
    private func numberText(_ number: Double) throws(FunctionError) -> Bytes {
        guard number.isFinite else {
            guard style == .compact else {
                return Bytes((number.isNaN ? ".nan" : number < 0 ? "-.inf" : ".inf").utf8)
            }
            let error = GoJSONNumber.unsupported(number)
            throw FunctionError("error marshaling into JSON: " + error.message)
        }
        guard style == .compact else { return GoNumberText.float(number) }
        if number == 0 { return [UInt8(ascii: "0")] }
        if number.rounded(.towardZero) == number {
            let text = GoFloatText.json(number)
            if YAMLNumber.integer(text[...]) != nil { return text }
            if YAMLNumber.unsigned(text[...]) != nil { return text }
        }
        return GoNumberText.float(number)
    }

    /// A text in the style that fits. Parts of a traced text that stand as they are keep their
    /// runs.
    mutating func writeText(
        _ scalar: YAMLText, _ place: Place, _ origin: Origin, _ traced: TracedText?
    ) {
        if let tag = scalar.tag { writeIndicator(tag) }
        let allowsBreaks = !place.isSimpleKey
        var lines = YAMLLines(scalar.bytes, place.inner, allowsBreaks, origin, traced)
        switch scalar.style(isSimpleKey: place.isSimpleKey) {
        case .plain:
            writeBlank()
            let isShort = column + scalar.bytes.count <= style.width
            if scalar.analysis.isSimple, isShort || !scalar.analysis.hasSpace || !allowsBreaks {
                copyWhole(&lines)
            } else {
                writeFlow(&lines, isQuoted: false)
            }
        case .singleQuoted:
            writeIndicator("'")
            writeFlow(&lines, isQuoted: true)
            finishQuotes(UInt8(ascii: "'"))
        case .doubleQuoted:
            writeIndicator("\"")
            writeDoubleQuoted(&lines)
            finishQuotes(UInt8(ascii: "\""))
        case .literal: writeLiteral(&lines)
        }
    }

    /// Writes a text that plainly needs no quotes and cannot be folded, as most texts are; false
    /// when it takes a closer look.
    mutating func writeWord(_ word: Bytes) -> Bool {
        guard Self.isWord(word) else { return false }
        writeBlank()
        text.append(word)
        column += word.count
        isAfterBlank = false
        isInIndentation = false
        return true
    }

    /// Letters, digits and a few signs, beginning with a letter that begins no word of YAML 1.1.
    private static func isWord(_ word: Bytes) -> Bool {
        word.withUnsafeBufferPointer { word in
            guard let first = word.first, 0x61...0x7A ~= first | 0x20, first < 0x80 else {
                return false
            }
            switch first | 0x20 {
            case UInt8(ascii: "y"), UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "f"),
                UInt8(ascii: "o"):
                guard word.count > 5 else { return false }
            default: break
            }
            for byte in word {
                switch byte {
                case 0x61...0x7A, 0x41...0x5A, 0x2D...0x39, 0x5F: continue
                default: return false
                }
            }
            return true
        }
    }

    private mutating func copyWhole(_ lines: inout YAMLLines) {
        lines.begin(0, &text)
        text.append(lines.bytes)
        column += lines.bytes.count
        lines.interrupt(&text)
        isAfterBlank = false
        isInIndentation = false
    }

    private mutating func finishQuotes(_ quote: UInt8) {
        text.append(quote)
        column += 1
        isAfterBlank = false
        isInIndentation = false
    }
}
