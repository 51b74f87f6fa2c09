/// The built-in functions `html`, `js` and `urlquery`: they print their arguments as `print` does
/// and escape the text; what stays as it is keeps where it came from.
package enum EscapingFunctions {
    package static let all: [TemplateFunction] = [
        function("html", htmlEscape), function("js", scriptEscape),
        function("urlquery", queryEscape),
    ]

    /// What stands for the bytes at an offset, and how many of them; nil when they stay.
    private typealias Escape = @Sendable (Bytes, Int) -> (escaped: Bytes?, size: Int)

    private static func function(_ name: String, _ escape: @escaping Escape) -> TemplateFunction {
        TemplateFunction(name, [.any], variadic: true, .keeps) { call throws(FunctionError) in
            var printed = call.builder()
            let arguments = call.arguments.map { value in
                value.isNil ? Value(.string(Bytes("<no value>".utf8)), origin: value.origin) : value
            }
            try GoFormat.print(arguments, call.origins, into: &printed)
            let value = printed.value()
            var result = call.builder()
            apply(escape, to: value, call.origins, into: &result)
            return result.value()
        }
    }

    private static func apply(
        _ escape: Escape, to value: Value, _ origins: OriginTable, into builder: inout TextBuilder
    ) {
        guard let bytes = value.bytes else { return }
        var start = 0
        var index = 0
        while index < bytes.count {
            let (escaped, size) = escape(bytes, index)
            if let escaped {
                if start < index { builder.append(value, start..<index) }
                let range = index..<index + size
                builder.append(escaped, origin: origins.origin(of: value, in: range))
                start = index + size
            }
            index += size
        }
        if start < index || bytes.isEmpty { builder.append(value, start..<index) }
    }

    private static func htmlEscape(_ bytes: Bytes, _ index: Int) -> (Bytes?, Int) {
        switch bytes[index] {
        case 0: ([0xEF, 0xBF, 0xBD], 1)
        case UInt8(ascii: "\""): (Bytes("&#34;".utf8), 1)
        case UInt8(ascii: "'"): (Bytes("&#39;".utf8), 1)
        case UInt8(ascii: "&"): (Bytes("&amp;".utf8), 1)
        case UInt8(ascii: "<"): (Bytes("&lt;".utf8), 1)
        case UInt8(ascii: ">"): (Bytes("&gt;".utf8), 1)
        default: (nil, 1)
        }
    }

    private static func scriptEscape(_ bytes: Bytes, _ index: Int) -> (Bytes?, Int) {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""):
            return ([UInt8(ascii: "\\"), byte], 1)
        case ..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "="):
            return (codePoint(UInt32(byte)), 1)
        case ..<0x80:
            return (nil, 1)
        default:
            let (rune, size) = GoRune.decode(bytes, at: index)
            return (GoRune.isPrint(rune) ? nil : codePoint(rune), size)
        }
    }

    /// `\u003C`, with more digits beyond U+FFFF.
    private static func codePoint(_ rune: UInt32) -> Bytes {
        let digits = String(rune, radix: 16, uppercase: true)
        let zeros = String(repeating: "0", count: max(4 - digits.count, 0))
        return Bytes(("\\u" + zeros + digits).utf8)
    }

    private static func queryEscape(_ bytes: Bytes, _ index: Int) -> (Bytes?, Int) {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: "."), UInt8(ascii: "~"):
            return (nil, 1)
        case UInt8(ascii: " "):
            return ([UInt8(ascii: "+")], 1)
        default:
            let high = GoNumberText.hexDigit(byte >> 4, isCapital: true)
            let low = GoNumberText.hexDigit(byte & 0xF, isCapital: true)
            return ([UInt8(ascii: "%"), high, low], 1)
        }
    }
}
