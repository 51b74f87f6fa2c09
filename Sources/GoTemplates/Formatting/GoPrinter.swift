/// The printer of Go's `fmt`: one value after the other, each by a verb, into a `TextBuilder`.
///
/// A string that is printed as it is keeps its runs; any other text has the origin of the value it
/// was made of.
struct GoPrinter {
    /// What stands between `%` and the verb.
    struct Flags {
        var width: Int?
        var precision: Int?
        var minus = false
        var plus = false
        var sharp = false
        var space = false
        var zero = false
        /// `%#v`: as Go would write the value, which `#` does not mean elsewhere.
        var sharpV = false

        /// Whether nothing stands there that numbers heed.
        var isPlain: Bool {
            width == nil && precision == nil && !plus && !space && !sharp && !sharpV
        }
    }

    /// The letter of a verb, or any other rune that stands for one.
    struct Verb: ExpressibleByUnicodeScalarLiteral, Equatable {
        let rune: UInt32

        init(_ rune: UInt32) { self.rune = rune }
        init(unicodeScalarLiteral scalar: Unicode.Scalar) { rune = scalar.value }
    }

    /// Why the printer stopped before the end.
    enum Limit {
        case size, depth
    }

    /// How deep containers may be nested; Go itself would go on until its stack is full.
    static let greatestDepth = 1_000
    /// How many bytes may be printed.
    static let greatestSize = 64 << 20

    let origins: OriginTable
    var builder: TextBuilder
    var flags = Flags()
    /// Whether the value of an error such as `%!d(string=a)` is being printed, so that its methods
    /// are not asked.
    var isErroring = false
    private(set) var limit: Limit?

    init(_ origins: OriginTable) {
        self.origins = origins
        builder = TextBuilder(origins, TextBuilder.Site(frame: 0, node: 0))
    }

    // MARK: Writing

    /// Bytes of the printer's own, or what it made of a value.
    mutating func put(_ bytes: some Collection<UInt8>, _ origin: Origin = .none) {
        if builder.bytes.count + bytes.count > Self.greatestSize {
            limit = limit ?? .size
        } else {
            builder.append(bytes, origin: origin)
        }
    }

    mutating func put(_ text: StaticString, _ origin: Origin = .none) {
        put(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), origin)
    }

    /// A part of a string as it is.
    mutating func put(_ value: Value, _ range: Range<Int>) {
        if builder.bytes.count + range.count > Self.greatestSize {
            limit = limit ?? .size
        } else if range.isEmpty {
            builder.appendNothing(origin: value.origin)
        } else {
            builder.append(value, range)
        }
    }

    /// Bytes, padded to the width.
    mutating func pad(_ bytes: Bytes, _ origin: Origin) {
        guard let width = flags.width, width > 0 else { return put(bytes, origin) }
        let missing = width - GoRune.count(bytes)
        if !flags.minus { putPadding(missing) }
        put(bytes, origin)
        if flags.minus { putPadding(missing) }
    }

    /// A part of a string as it is, padded to the width.
    mutating func pad(_ value: Value, _ range: Range<Int>) {
        guard let width = flags.width, width > 0, let bytes = value.bytes else {
            return put(value, range)
        }
        let missing = width - GoRune.count(Bytes(bytes[range]))
        if !flags.minus { putPadding(missing) }
        put(value, range)
        if flags.minus { putPadding(missing) }
    }

    /// Spaces, or zeros when the flag for them is set and they stand on the left.
    mutating func putPadding(_ count: Int) {
        guard count > 0 else { return }
        let byte = flags.zero && !flags.minus ? UInt8(ascii: "0") : UInt8(ascii: " ")
        put(Bytes(repeating: byte, count: count))
    }

    /// Notes that containers are nested too deep.
    mutating func refuseDepth() { limit = limit ?? .depth }

    // MARK: Arguments

    /// One argument by a verb (`pp.printArg`).
    mutating func print(_ value: Value, _ verb: Verb) {
        if value.isNil {
            if verb == "v" || verb == "T" {
                pad(Bytes("<nil>".utf8), value.origin)
            } else {
                putBadVerb(verb, value)
            }
            return
        }
        switch verb {
        case "T": putText(Bytes(value.typeName.utf8), origins.decided(.none, by: value.origin))
        case "p": putPointer(value, verb)
        default: printValue(value, verb, depth: 0)
        }
    }

    /// A value that is an argument, or a member of one (`pp.printValue`).
    mutating func printValue(_ value: Value, _ verb: Verb, depth: Int) {
        guard limit == nil else { return }
        switch value.payload {
        case .invalid, .null:
            put(flags.sharpV ? "interface {}(nil)" : "<nil>", value.origin)
        case .bool(let truth):
            if verb == "v" || verb == "t" {
                pad(Bytes((truth ? "true" : "false").utf8), value.origin)
            } else {
                putBadVerb(verb, value)
            }
        case .integer(let number, let kind):
            if kind.hasMethods, asksMethods(verb) {
                printText(.string(GoNames.text(number, kind)).with(value.origin), verb)
            } else {
                printInteger(value, number, isSigned: !kind.isUnsigned, verb)
            }
        case .float(let number): printFloat(value, number, verb)
        case .string, .text: printText(value, verb)
        case .list(let list): printList(value, list, verb, depth)
        case .map(let map): printMap(value, map, verb, depth)
        case .object(let object): printObject(value, object, verb, depth)
        }
    }

    /// Whether `String()` or `Error()` of a value that has it is what the verb prints.
    func asksMethods(_ verb: Verb) -> Bool {
        guard !isErroring, !flags.sharpV else { return false }
        switch verb {
        case "v", "s", "x", "X", "q": return true
        default: return false
        }
    }

    /// `%!d(string=hi)`: the verb does not go with the value.
    mutating func putBadVerb(_ verb: Verb, _ value: Value) {
        put("%!")
        put(GoRune.encode(verb.rune))
        put("(")
        if value.isNil {
            put("<nil>", value.origin)
        } else {
            isErroring = true
            put(value.typeName.utf8)
            put("=")
            printValue(value, "v", depth: 0)
            isErroring = false
        }
        put(")")
    }
}
