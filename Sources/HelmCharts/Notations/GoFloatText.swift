import GoTemplates

/// Floating-point numbers in the fewest digits that tell them from all others, as encoding/json
/// and go-yaml lay them out.
enum GoFloatText {
    /// A finite number as encoding/json has it: with an exponent below 1e-6 and from 1e21 on, such
    /// as `1e-7`.
    static func json(_ value: Double) -> Bytes {
        if let whole = Int(exactly: value), whole.magnitude < 1 << 53,
            whole != 0 || value.sign == .plus
        {
            return Bytes(String(whole).utf8)
        }
        let size = value.magnitude
        guard size != 0, size < 1e-6 || size >= 1e21 else {
            return GoNumberText.float(value, .plain)
        }
        var text = GoNumberText.float(value, .exponent)
        let zero = text.count - 2
        if text.suffix(4).starts(with: "e-0".utf8) { text.remove(at: zero) }
        return text
    }

    /// A number as if it had 32 bits, which is how go-yaml's users print keys.
    static func short(_ value: Double) -> Bytes {
        let short = Float(value)
        if short.isNaN { return Bytes(".nan".utf8) }
        if short.isInfinite { return Bytes((short < 0 ? "-.inf" : ".inf").utf8) }
        return GoNumberText.float(Double(short.description) ?? value)
    }
}
