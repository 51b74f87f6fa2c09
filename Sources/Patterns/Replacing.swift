extension Pattern {
    /// The bytes with every match replaced by `template`, in which `$1`, `${1}`, `$name` and
    /// `${name}` stand for groups and `$$` for a dollar sign, as in Go.
    ///
    /// A name goes as far as letters, digits and underscores do: `$1x` is `${1x}`. Groups that do
    /// not exist or took no part give nothing. The result is nil if it would pass `maximum` bytes.
    package func replacingAll(
        in bytes: [UInt8], with template: String, maximum: Int = 1 << 28
    ) -> [UInt8]? {
        let parts = ReplacementTemplate(template, names: captureNames).parts
        return replacingAll(in: bytes, maximum: maximum) { match, result in
            for part in parts {
                switch part {
                case .text(let text): result += text
                case .groups(let groups):
                    // Names may be given to several groups: the first that took part counts.
                    if let range = groups.lazy.compactMap({ match[$0] }).first {
                        result += bytes[range]
                    }
                }
                if result.count > maximum { return }
            }
        }
    }

    /// The bytes with every match replaced by `text` as it is; nil if the result would pass
    /// `maximum` bytes.
    package func replacingAll(
        in bytes: [UInt8], withLiteral text: [UInt8], maximum: Int = 1 << 28
    ) -> [UInt8]? {
        replacingAll(in: bytes, maximum: maximum) { _, result in result += text }
    }

    private func replacingAll(
        in bytes: [UInt8], maximum: Int, _ append: (Match, inout [UInt8]) -> Void
    ) -> [UInt8]? {
        var result: [UInt8] = []
        var offset = 0
        for match in allMatches(in: bytes) {
            result += bytes[offset..<match.range.lowerBound]
            append(match, &result)
            offset = match.range.upperBound
            if result.count > maximum { return nil }
        }
        result += bytes[offset...]
        return result.count > maximum ? nil : result
    }

    /// What lies between matches, as ranges of bytes: at most `limit` pieces, the last being the
    /// rest.
    ///
    /// As in Go, an empty text is one empty piece, and an empty match at its edges makes none.
    package func split(_ bytes: [UInt8], limit: Int = .max) -> [Range<Int>] {
        split(bytes, at: allMatches(in: bytes, limit: limit), limit: limit)
    }

    /// The same, unless it takes more reads of bytes than allowed: then nil. What it took is added
    /// to `reads`.
    package func split(
        _ bytes: [UInt8], limit: Int = .max, reads: inout Int, maximumReads: Int
    ) -> [Range<Int>]? {
        allMatches(in: bytes, limit: limit, reads: &reads, maximumReads: maximumReads).map {
            split(bytes, at: $0, limit: limit)
        }
    }

    private func split(_ bytes: [UInt8], at matches: [Match], limit: Int) -> [Range<Int>] {
        guard limit > 0 else { return [] }
        if bytes.isEmpty, !text.isEmpty { return [0..<0] }
        var pieces: [Range<Int>] = []
        var start = 0
        var end = 0
        for match in matches where pieces.count < limit - 1 {
            end = match.range.lowerBound
            if match.range.upperBound != 0 { pieces.append(start..<end) }
            start = match.range.upperBound
        }
        if end != bytes.count { pieces.append(start..<bytes.count) }
        return pieces
    }
}

/// A replacement text cut into what is copied and what stands for groups.
struct ReplacementTemplate {
    enum Part: Hashable {
        case text([UInt8])
        /// Groups by number, in the order in which they are asked.
        case groups([Int])
    }

    private(set) var parts: [Part] = []
    private var text: [UInt8] = []

    init(_ template: String, names: [String?]) {
        let bytes = Array(template.utf8)
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "$") else {
                text.append(bytes[offset])
                offset += 1
                continue
            }
            offset += 1
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "$") {
                text.append(bytes[offset])
                offset += 1
            } else if let reference = Self.reference(in: bytes, at: offset) {
                finishText()
                parts.append(.groups(Self.groups(bytes[reference.name], names)))
                offset = reference.end
            } else {
                text.append(UInt8(ascii: "$"))
            }
        }
        finishText()
    }

    private mutating func finishText() {
        if !text.isEmpty { parts.append(.text(text)) }
        text = []
    }

    /// The name at `offset`, which may stand in braces; nil where there is none.
    private static func reference(
        in bytes: [UInt8], at offset: Int
    ) -> (name: Range<Int>, end: Int)? {
        let hasBrace = offset < bytes.count && bytes[offset] == UInt8(ascii: "{")
        let start = hasBrace ? offset + 1 : offset
        let end = bytes.withUnsafeBufferPointer { endOfName(in: $0, from: start) }
        guard end > start else { return nil }
        guard hasBrace else { return (start..<end, end) }
        guard end < bytes.count, bytes[end] == UInt8(ascii: "}") else { return nil }
        return (start..<end, end + 1)
    }

    private static func endOfName(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < bytes.count {
            let (value, length) = UTF8Reading.scalar(in: bytes, at: end)
            guard let scalar = Unicode.Scalar(value), isPartOfName(scalar) else { break }
            end += length
        }
        return end
    }

    private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            true
        default: scalar == "_"
        }
    }

    private static func groups(_ name: ArraySlice<UInt8>, _ names: [String?]) -> [Int] {
        let hasLeadingZero = name.count > 1 && name.first == 0x30
        if name.allSatisfy({ $0.isDigitByte }), name.count < 9, !hasLeadingZero {
            return [name.reduce(0) { $0 * 10 + Int($1 - 0x30) }]
        }
        let wanted = String(decoding: name, as: UTF8.self)
        return names.indices.filter { names[$0] == wanted }
    }
}
