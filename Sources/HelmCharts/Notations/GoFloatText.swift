import GoTemplates

/// A floating-point number in the fewest digits that tell it from all others, laid out as Go's
/// packages do.
struct GoFloatText {
    /// Where Go turns to exponents.
    enum Layout {
        /// encoding/json: below 1e-6 and from 1e21 on, such as `1e-7`.
        case json
        /// strconv's `g`, as go-yaml and the TOML package print: below 1e-4 and from 1e6 on, such as
        /// `1e-07`.
        case general
    }

    private var isNegative = false
    private var digits: Bytes = []
    /// How many of the digits stand before the decimal point; may be negative or more than there
    /// are.
    private var point = 0

    /// The text of a finite number.
    static func text(_ value: Double, _ layout: Layout) -> Bytes {
        if let whole = Int(exactly: value), abs(whole) < 100_000, whole != 0 || value.sign == .plus
        {
            return Bytes(String(whole).utf8)
        }
        return GoFloatText(value.description).text(layout)
    }

    /// The text of a number as if it had 32 bits, which is how go-yaml's users print keys.
    static func shortText(_ value: Double) -> Bytes {
        let value = Float(value)
        if value.isNaN { return Bytes(".nan".utf8) }
        if value.isInfinite { return Bytes((value < 0 ? "-.inf" : ".inf").utf8) }
        return GoFloatText(value.description).text(.general)
    }

    /// Takes apart what Swift prints, such as `-1.5`, `1e+21` or `0.001`.
    private init(_ description: String) {
        var exponent = 0
        var hasPoint = false
        var text = description.utf8[...]
        if text.first == UInt8(ascii: "-") {
            isNegative = true
            text.removeFirst()
        }
        while let byte = text.popFirst() {
            switch byte {
            case UInt8(ascii: "."): hasPoint = true
            case UInt8(ascii: "e"):
                exponent = Int(Substring(text)) ?? 0
                text = text[text.endIndex...]
            default:
                if !hasPoint { point += 1 }
                digits.append(byte)
            }
        }
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        point += exponent - zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    private func text(_ layout: Layout) -> Bytes {
        let exponent = point - 1
        var result: Bytes = isNegative ? [UInt8(ascii: "-")] : []
        guard !digits.isEmpty else { return result + [UInt8(ascii: "0")] }
        let isScientific =
            switch layout {
            case .json: exponent < -6 || exponent >= 21
            case .general: exponent < -4 || exponent >= 6
            }
        if isScientific {
            appendScientific(exponent, layout, to: &result)
        } else {
            appendPlain(to: &result)
        }
        return result
    }

    private func appendScientific(_ exponent: Int, _ layout: Layout, to result: inout Bytes) {
        result.append(digits[0])
        if digits.count > 1 {
            result.append(UInt8(ascii: "."))
            result += digits[1...]
        }
        result.append(UInt8(ascii: "e"))
        result.append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
        if layout == .general, abs(exponent) < 10 { result.append(UInt8(ascii: "0")) }
        result += Bytes(String(abs(exponent)).utf8)
    }

    private func appendPlain(to result: inout Bytes) {
        if point <= 0 {
            result += [UInt8(ascii: "0"), UInt8(ascii: ".")]
            result += Bytes(repeating: UInt8(ascii: "0"), count: -point)
            result += digits
        } else if point >= digits.count {
            result += digits
            result += Bytes(repeating: UInt8(ascii: "0"), count: point - digits.count)
        } else {
            result += digits[..<point]
            result.append(UInt8(ascii: "."))
            result += digits[point...]
        }
    }
}
