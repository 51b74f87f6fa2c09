/// `fmt.Sprintf`: reads a format from left to right and prints an argument for each verb.
struct GoFormatString {
    private let format: Value
    private let bytes: Bytes
    private let arguments: [Value]
    private var offset = 0
    private var argument = 0
    /// Whether an argument was picked by its number.
    private var isReordered = false
    private var isGoodNumber = true
    /// Whether what was read last is a number of an argument, such as `[3]`.
    private var isAfterNumber = false

    init(_ format: Value, _ arguments: [Value]) {
        self.format = format
        bytes = format.bytes ?? []
        self.arguments = arguments
    }

    /// Prints the whole format.
    mutating func print(by printer: inout GoPrinter) {
        while offset < bytes.count, printer.limit == nil {
            isGoodNumber = true
            let start = offset
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "%") { offset += 1 }
            if start < offset { printer.put(format, start..<offset) }
            guard offset < bytes.count else { break }
            offset += 1
            printer.flags = GoPrinter.Flags()
            isAfterNumber = false
            readFlags(&printer)
            readArgumentNumber()
            readWidth(&printer)
            readPrecision(&printer)
            if !isAfterNumber { readArgumentNumber() }
            guard offset < bytes.count else {
                printer.put("%!(NOVERB)")
                break
            }
            printVerb(by: &printer)
        }
        printExtra(by: &printer)
    }

    // MARK: Reading

    private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// `%` has been read.
    private mutating func readFlags(_ printer: inout GoPrinter) {
        while let byte = current {
            switch byte {
            case UInt8(ascii: "#"): printer.flags.sharp = true
            case UInt8(ascii: "0"): printer.flags.zero = true
            case UInt8(ascii: "+"): printer.flags.plus = true
            case UInt8(ascii: "-"): printer.flags.minus = true
            case UInt8(ascii: " "): printer.flags.space = true
            default: return
            }
            offset += 1
        }
    }

    private mutating func readWidth(_ printer: inout GoPrinter) {
        if current == UInt8(ascii: "*") {
            offset += 1
            let width = takeInteger()
            if width == nil { printer.put("%!(BADWIDTH)") }
            printer.flags.width = width?.abs
            if let width, width < 0 {
                printer.flags.minus = true
                printer.flags.zero = false
            }
            isAfterNumber = false
        } else {
            printer.flags.width = readNumber(until: bytes.count)
            if isAfterNumber, printer.flags.width != nil { isGoodNumber = false }
        }
    }

    private mutating func readPrecision(_ printer: inout GoPrinter) {
        guard offset + 1 < bytes.count, current == UInt8(ascii: ".") else { return }
        offset += 1
        if isAfterNumber { isGoodNumber = false }
        readArgumentNumber()
        if current == UInt8(ascii: "*") {
            offset += 1
            printer.flags.precision = takeInteger().flatMap { $0 < 0 ? nil : $0 }
            if printer.flags.precision == nil { printer.put("%!(BADPREC)") }
            isAfterNumber = false
        } else {
            printer.flags.precision = readNumber(until: bytes.count) ?? 0
        }
    }

    /// Digits; nil when there are none. A number that is too large swallows all that follows.
    private mutating func readNumber(until end: Int) -> Int? {
        var number: Int?
        while offset < end, let digit = current, digit >= 0x30, digit <= 0x39 {
            if Self.isTooLarge(number ?? 0) {
                offset = end
                return nil
            }
            number = (number ?? 0) * 10 + Int(digit - 0x30)
            offset += 1
        }
        return number
    }

    private static func isTooLarge(_ number: Int) -> Bool { number.magnitude > 1_000_000 }

    /// The next argument as a width or a precision; nil when it is no integer or too large.
    private mutating func takeInteger() -> Int? {
        guard argument < arguments.count else { return nil }
        defer { argument += 1 }
        guard case .integer(let number, _) = arguments[argument].payload else { return nil }
        return Self.isTooLarge(number) ? nil : number
    }

    /// `[3]`, which makes the third argument the next one.
    private mutating func readArgumentNumber() {
        guard current == UInt8(ascii: "[") else {
            isAfterNumber = false
            return
        }
        isReordered = true
        let rest = bytes[(offset + 1)...]
        guard rest.count >= 2, let close = rest.firstIndex(of: UInt8(ascii: "]")) else {
            isGoodNumber = false
            isAfterNumber = false
            offset += 1
            return
        }
        offset += 1
        let number = readNumber(until: close)
        let isNumber = number != nil && offset == close
        offset = close + 1
        isAfterNumber = isNumber
        if isNumber, let number, number >= 1, number <= arguments.count {
            argument = number - 1
        } else {
            isGoodNumber = false
        }
    }

    // MARK: Printing

    private mutating func printVerb(by printer: inout GoPrinter) {
        let (rune, size) = GoRune.decode(bytes, at: offset)
        offset += size
        if rune == 0x25 { return printer.put("%") }
        guard isGoodNumber, argument < arguments.count else {
            printer.put("%!")
            printer.put(GoRune.encode(rune))
            printer.put(isGoodNumber ? "(MISSING)" : "(BADINDEX)")
            return
        }
        let verb = GoPrinter.Verb(rune)
        if verb == "v" || verb == "w" {
            printer.flags.sharpV = printer.flags.sharp
            printer.flags.sharp = false
            // `%+v` names the fields of structures; of all else it shows nothing more.
            printer.flags.plus = false
        }
        printer.print(arguments[argument], verb)
        argument += 1
    }

    /// `%!(EXTRA int=1)`: arguments that no verb asked for.
    private func printExtra(by printer: inout GoPrinter) {
        guard !isReordered, argument < arguments.count, printer.limit == nil else { return }
        printer.flags = GoPrinter.Flags()
        printer.put("%!(EXTRA ")
        for (index, value) in arguments[argument...].enumerated() {
            if index > 0 { printer.put(", ") }
            if value.isNil {
                printer.put("<nil>", value.origin)
            } else {
                printer.put(value.typeName.utf8)
                printer.put("=")
                printer.print(value, "v")
            }
        }
        printer.put(")")
    }
}

extension Int {
    fileprivate var abs: Int { self < 0 ? -self : self }
}
