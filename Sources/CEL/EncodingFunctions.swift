/// `base64.encode` and `base64.decode`.
enum EncodingFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        .global("base64.encode", [Signature([.bytes], .string)], .unary(encode)),
        .global("base64.decode", [Signature([.string], .bytes)], .unary(decode)),
    ]

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    @Sendable private static func encode(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .bytes(let bytes) = value else { throw .noOverload("base64.encode", value) }
        try budget.charge(building: bytes.count * 2)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                let digit = alphabet[bits >> (18 - place * 6) & 63]
                text.append(place <= group.count ? digit : UInt8(ascii: "="))
            }
        }
        return .string(String(decoding: text, as: UTF8.self))
    }

    /// Padding may be missing, as in cel-go.
    @Sendable private static func decode(
        _ value: CELValue, _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        guard case .string(let text) = value else { throw .noOverload("base64.decode", value) }
        try budget.charge(building: text.utf8.count)
        var digits = Array(text.utf8)
        while digits.last == UInt8(ascii: "="), text.utf8.count - digits.count < 2 {
            digits.removeLast()
        }
        let hasPadding = digits.count < text.utf8.count
        guard digits.count % 4 != 1, !hasPadding || text.utf8.count % 4 == 0 else {
            throw .conversion(value, to: "bytes")
        }
        var bytes: [UInt8] = []
        var bits = 0
        var count = 0
        for digit in digits {
            guard let number = alphabet.firstIndex(of: digit) else {
                throw .conversion(value, to: "bytes")
            }
            bits = (bits << 6 | number) & 0xFFFFFF
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(bits >> count & 0xFF))
            }
        }
        return .bytes(bytes)
    }
}
