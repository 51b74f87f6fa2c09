/// Why a number of a template is none, in Go's words.
struct NumberError: Error, Equatable {
    let message: String

    init(_ message: String) { self.message = message }
}

extension NumberConstant {
    /// Reads a number as it stands in a template: an integer of any base, a float, a complex number
    /// (kind `complex`), or a character (kind `characterConstant`).
    static func parse(
        _ text: ArraySlice<UInt8>, _ kind: TemplateToken.Kind
    ) throws(NumberError) -> NumberConstant {
        switch kind {
        case .characterConstant:
            return NumberConstant(character: try QuotedText.character(text).get())
        case .complex: return try NumberConstant(complex: Bytes(text))
        default: return try NumberConstant(simple: Bytes(text))
        }
    }

    private init(character value: UInt32) {
        self.init()
        isInt = true
        int = Int(value)
        isUint = true
        uint = UInt(value)
        isFloat = true
        float = Double(value)
        isCharacter = true
    }

    private init(simple text: Bytes) throws(NumberError) {
        self.init()
        if text.last == UInt8(ascii: "i"), case .success(let value) = Self.float(text.dropLast()) {
            complex.imaginary = value
            isComplex = true
            simplify()
            return
        }
        readIntegers(text)
        if isInt || isUint {
            isFloat = true
            float = isInt ? Double(int) : Double(uint)
            return
        }
        let quoted = QuotedText.quoted(text[...])
        guard case .success(let value) = Self.float(text[...]) else {
            throw NumberError("illegal number syntax: \(quoted)")
        }
        // A float that looks like an integer is one that is too large.
        guard text.contains(where: { Bytes(".eEpP".utf8).contains($0) }) else {
            throw NumberError("integer overflow: \(quoted)")
        }
        isFloat = true
        float = value
        readIntegers(of: value)
    }

    /// Two floats, the second with its sign and an `i` at the end, as `fmt.Sscan` reads them.
    private init(complex text: Bytes) throws(NumberError) {
        self.init()
        let real = Self.floatLength(text[...])
        let tail = text.dropFirst(real)
        guard let sign = tail.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            case let length = Self.floatLength(tail.dropFirst()) + 1,
            tail.dropFirst(length).first == UInt8(ascii: "i")
        else { throw NumberError("syntax error scanning complex number") }
        complex.real = try Self.float(text.prefix(real)).get()
        complex.imaginary = try Self.float(tail.prefix(length)).get()
        isComplex = true
        simplify()
    }

    private mutating func readIntegers(_ text: Bytes) {
        if let value = Self.unsigned(text[...]) {
            isUint = true
            uint = value
        }
        guard let value = Self.signed(text) else { return }
        isInt = true
        int = value
        // Unlike `ParseUint`, templates take `-0` for an unsigned zero.
        if value == 0 { isUint = true }
    }

    /// The integers that a float is, exactly.
    private mutating func readIntegers(of value: Double) {
        if let exact = Int(exactly: value) {
            isInt = true
            int = exact
        }
        if let exact = UInt(exactly: value) {
            isUint = true
            uint = exact
        }
    }

    /// A complex number without an imaginary part is a float, too.
    private mutating func simplify() {
        guard complex.imaginary == 0 else { return }
        isFloat = true
        float = complex.real
        readIntegers(of: float)
    }
}
