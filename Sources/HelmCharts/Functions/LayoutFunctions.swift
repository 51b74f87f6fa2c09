package import GoTemplates

/// Sprig's functions that lay out lines.
package enum LayoutFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("indent", [.int, .string], .keeps) { (call) throws(FunctionError) in
            try indented(&call, afterLineFeed: false)
        },
        TemplateFunction("nindent", [.int, .string], .keeps) { (call) throws(FunctionError) in
            try indented(&call, afterLineFeed: true)
        },
        TemplateFunction("wrap", [.int, .string], .keeps) { (call) throws(FunctionError) in
            try wrapped(&call, 1, separator: .string("\n"), breaksWords: false)
        },
        TemplateFunction("wrapWith", [.int, .string, .string], .keeps) {
            (call) throws(FunctionError) in
            let separator = call.bytes(1).isEmpty ? .string("\n") : call[1]
            return try wrapped(&call, 2, separator: separator, breaksWords: true)
        },
    ]

    private static let lineFeed = UInt8(ascii: "\n")

    /// Spaces before every line, the empty ones and the last included.
    private static func indented(
        _ call: inout FunctionCall, afterLineFeed: Bool
    ) throws(FunctionError) -> Value {
        let count = call.int(0)
        if count < 0 { throw FunctionError("strings: negative Repeat count") }
        let bytes = call.bytes(1)
        let lines = bytes.reduce(1) { $1 == lineFeed ? $0 + 1 : $0 }
        let (added, overflow) = lines.multipliedReportingOverflow(by: count)
        try FunctionLimits.check(bytes: overflow ? .max : added)
        try FunctionLimits.check(bytes: added + bytes.count)
        let pad = Bytes(repeating: UInt8(ascii: " "), count: count)
        var builder = call.builder()
        builder.reserve(bytes.count + added + 1)
        if afterLineFeed { builder.append(lineFeed) }
        let origin = call[0].origin
        builder.append(pad, origin: origin)
        var start = 0
        while let end = bytes[start...].firstIndex(of: lineFeed) {
            builder.append(call[1], start..<end + 1)
            builder.append(pad, origin: origin)
            start = end + 1
        }
        if start < bytes.count || bytes.isEmpty { builder.append(call[1], start..<bytes.count) }
        return builder.value()
    }

    /// Lines of at most so many bytes, broken at spaces. Spaces at the start of a line are left
    /// out; a word that is longer is broken or stands alone.
    private static func wrapped(
        _ call: inout FunctionCall, _ index: Int, separator: Value, breaksWords: Bool
    ) throws(FunctionError) -> Value {
        let (text, bytes) = (call[index], call.bytes(index))
        let width = max(1, call.int(0))
        let space = UInt8(ascii: " ")
        var builder = call.builder()
        var offset = 0
        while bytes.count - offset > width {
            if bytes[offset] == space {
                offset += 1
                continue
            }
            let limit = offset + width
            if let end = bytes[offset...limit].lastIndex(of: space) {
                builder.append(text, offset..<end)
                offset = end + 1
            } else if breaksWords {
                builder.append(text, offset..<limit)
                offset = limit
            } else if let end = bytes[limit...].firstIndex(of: space) {
                builder.append(text, offset..<end)
                offset = end + 1
            } else {
                break
            }
            builder.append(separator)
            try FunctionLimits.check(bytes: builder.bytes.count)
        }
        builder.append(text, offset..<bytes.count)
        return call.origins.decided(builder.value(), by: call[0].origin)
    }
}
