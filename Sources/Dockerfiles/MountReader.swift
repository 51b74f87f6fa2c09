import SourceText

extension Mount {
    /// Reads the value of a `--mount` flag: fields between commas, which CSV quotes may hold.
    init?(_ flag: InstructionFlag, in line: LogicalLine) {
        guard flag.name == "mount", let value = flag.value, let place = flag.valueRange else {
            return nil
        }
        let bytes = Array(value.utf8)
        let quote = UInt8(ascii: "\"")
        // Each byte has its own place only when no quote or continuation was taken out.
        let isPlain = place.length == bytes.count
        let pieces =
            bytes.contains(quote)
            ? Mount.quotedFields(bytes) : Mount.plainFields(bytes)
        fields = pieces.map { piece in
            MountField(piece.text, at: isPlain ? piece.range.shifted(by: place.start) : nil, place)
        }
        range = flag.range
        type = fields.last { $0.key == "type" }?.value?.lowercased() ?? "bind"
    }

    private typealias Piece = (text: [UInt8], range: SourceRange)

    private static func plainFields(_ bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var start = 0
        for offset in 0...bytes.count
        where offset == bytes.count || bytes[offset] == UInt8(ascii: ",") {
            pieces.append((Array(bytes[start..<offset]), SourceRange(start, offset)))
            start = offset + 1
        }
        return pieces
    }

    /// Fields of which some are quoted: a quote in a quoted field is written twice.
    private static func quotedFields(_ bytes: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var start = 0
        var isQuoted = false
        var offset = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                if isQuoted, offset + 1 < bytes.count, bytes[offset + 1] == byte {
                    text.append(byte)
                    offset += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == UInt8(ascii: ","), !isQuoted {
                pieces.append((text, SourceRange(start, offset)))
                text = []
                start = offset + 1
            } else {
                text.append(byte)
            }
            offset += 1
        }
        pieces.append((text, SourceRange(start, bytes.count)))
        return pieces
    }
}

extension MountField {
    /// Reads `key=value` or `key`; without a place of its own it has that of the whole value.
    fileprivate init(_ text: [UInt8], at place: SourceRange?, _ whole: SourceRange) {
        let equals = text.firstIndex(of: UInt8(ascii: "=")) ?? text.count
        key = text.text(SourceRange(0, equals)).lowercased()
        range = place ?? whole
        // A quoted field is longer than its text, so its key has no certain place.
        let isExact = place?.length == text.count
        keyRange = isExact ? SourceRange(range.start, range.start + equals) : range
        if equals < text.count {
            value = text.text(SourceRange(equals + 1, text.count))
            valueRange = isExact ? SourceRange(range.start + equals + 1, range.end) : range
        }
    }
}
