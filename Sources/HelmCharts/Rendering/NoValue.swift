package import GoTemplates

/// What Go prints for a value that is not there, and Helm takes out of every rendered text.
package enum NoValue {
    private static let mark = Bytes("<no value>".utf8)

    /// A text without the marks; where one stood, a run without bytes keeps its origin.
    package static func removed(from value: Value, _ builder: TextBuilder) -> Value {
        guard let bytes = value.bytes, let first = place(in: bytes, from: 0) else { return value }
        var builder = builder
        builder.append(value, 0..<first)
        var start = first
        while true {
            if case .text(let text) = value.payload {
                builder.appendNothing(of: text, at: start)
            }
            start += mark.count
            let next = place(in: bytes, from: start)
            builder.append(value, start..<(next ?? bytes.count))
            guard let next else { break }
            start = next
        }
        return builder.value()
    }

    private static func place(in bytes: Bytes, from start: Int) -> Int? {
        guard bytes.count >= mark.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var index = start
            while index <= bytes.count - mark.count {
                if bytes[index] == mark[0],
                    mark.indices.allSatisfy({ bytes[index + $0] == mark[$0] })
                {
                    return index
                }
                index += 1
            }
            return nil
        }
    }
}
