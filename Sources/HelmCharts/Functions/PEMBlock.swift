import GoTemplates

/// PEM, the text form of keys and certificates: `-----BEGIN LABEL-----`, Base64, an end line.
struct PEMBlock {
    let label: String

    /// How many lines that begin a block are followed to its end before giving up.
    private static let mostTries = 100

    /// A block of that content, lines of 64 characters.
    static func text(label: String, content: Bytes) -> Bytes {
        var text = Bytes("-----BEGIN \(label)-----\n".utf8)
        let code = Base64.encoded(content)
        var start = 0
        while start < code.count {
            let end = min(start + 64, code.count)
            text += code[start..<end] + [0x0A]
            start = end
        }
        return text + Bytes("-----END \(label)-----\n".utf8)
    }

    /// The first block in a text; nil when there is none that is whole.
    init?(first text: Bytes) {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        var tries = 0
        for (index, line) in lines.enumerated() where tries < Self.mostTries {
            guard let label = Self.label(line, "-----BEGIN ") else { continue }
            tries += 1
            let isEnd = { (line: ArraySlice<UInt8>) in Self.label(line, "-----END ") == label }
            guard let end = lines[(index + 1)...].firstIndex(where: isEnd) else { continue }
            let body = lines[(index + 1)..<end].filter { !$0.contains(UInt8(ascii: ":")) }
            guard Base64.decoded(Bytes(body.joined()).filter { $0 > 0x20 }).error == nil else {
                continue
            }
            self.label = label
            return
        }
        return nil
    }

    private static func label(_ line: ArraySlice<UInt8>, _ start: String) -> String? {
        var line = line
        while let last = line.last, last <= 0x20 { line.removeLast() }
        let (start, end) = (start.utf8, "-----".utf8)
        guard line.starts(with: start), line.count >= start.count + end.count,
            line.suffix(end.count).elementsEqual(end)
        else { return nil }
        return String(
            decoding: line.dropFirst(start.count).dropLast(end.count), as: UTF8.self)
    }
}
