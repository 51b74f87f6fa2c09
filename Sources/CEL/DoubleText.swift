#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Floating-point numbers as text: the one place that needs the C library.
enum DoubleText {
    /// A number with `precision` digits after the point, rounded from its exact value.
    static func fixed(_ value: Double, precision: Int) -> String {
        formatted("%.*f", value, precision)
    }

    /// A number as `1.052033e+03`, with `precision` digits after the point.
    static func scientific(_ value: Double, precision: Int) -> String {
        formatted("%.*e", value, precision)
    }

    /// The largest `precision` that `fixed` and `scientific` take.
    static let finestPrecision = 1000

    private static func formatted(_ format: String, _ value: Double, _ precision: Int) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        // A double has at most 309 digits before the point.
        var buffer = [CChar](repeating: 0, count: 400 + max(0, precision))
        let count = withVaList([Int32(clamping: precision), value]) { arguments in
            vsnprintf(&buffer, buffer.count, format, arguments)
        }
        let written = max(0, min(Int(count), buffer.count - 1))
        return String(decoding: buffer[..<written].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The shortest text that reads back as the same number, as Go's `%g` and so cel-go's
    /// `string()` write it: `100000`, but `1e+06`.
    static func shortest(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
        let (isNegative, digits, exponent) = decimal(value)
        let sign = isNegative ? "-" : ""
        guard exponent < -4 || exponent >= 6 else {
            return sign + plain(digits, exponent: exponent)
        }
        let rest = digits.dropFirst()
        let magnitude = String(exponent.magnitude)
        return sign + String(decoding: digits.prefix(1), as: UTF8.self)
            + (rest.isEmpty ? "" : "." + String(decoding: rest, as: UTF8.self))
            + (exponent < 0 ? "e-" : "e+") + (magnitude.utf8.count < 2 ? "0" : "") + magnitude
    }

    /// The shortest digits `d.ddd` and the power of ten, from Swift's own shortest text.
    private static func decimal(_ value: Double) -> (Bool, digits: [UInt8], exponent: Int) {
        var text = Array(value.magnitude.description.utf8)
        var exponent = 0
        if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
            exponent = Int(String(decoding: text[(mark + 1)...], as: UTF8.self)) ?? 0
            text = Array(text[..<mark])
        }
        let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count
        var digits = text.filter { $0 != UInt8(ascii: ".") }
        exponent += point - 1
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            exponent -= 1
        }
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits == [UInt8(ascii: "0")] { exponent = 0 }
        return (value.sign == .minus, digits, exponent)
    }

    private static func plain(_ digits: [UInt8], exponent: Int) -> String {
        let zero = UInt8(ascii: "0")
        if exponent < 0 {
            let zeros = [UInt8](repeating: zero, count: -exponent - 1)
            return "0." + String(decoding: zeros + digits, as: UTF8.self)
        }
        let padding = [UInt8](repeating: zero, count: max(0, exponent + 1 - digits.count))
        let all = digits + padding
        let whole = String(decoding: all[...exponent], as: UTF8.self)
        let rest = all[(exponent + 1)...]
        return rest.isEmpty ? whole : whole + "." + String(decoding: rest, as: UTF8.self)
    }
}
