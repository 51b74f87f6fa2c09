/// The hash of each line by which GitHub recognises an alert after its line has moved: what
/// `github/codeql-action` computes as `primaryLocationLineHash`.
///
/// It is a rolling hash over the first 100 UTF-16 units from the start of the line on, across line
/// ends, without spaces and tabs; CR and CRLF count as LF, and U+FFFF ends the file, followed by
/// zeros. Equal hashes are told apart by a count.
struct LineHashes: Sendable {
    private struct Line {
        var hash: UInt64
        var occurrence: Int
    }

    private static let blockSize = 100
    private static let factor: UInt64 = 37

    private let lines: [Line]

    /// Hashes all lines of a file.
    init(_ bytes: [UInt8]) {
        var counts: [UInt64: Int] = [:]
        lines = HashedText(bytes).hashes(of: Self.blockSize, factor: Self.factor).map { hash in
            counts[hash, default: 0] += 1
            return Line(hash: hash, occurrence: counts[hash, default: 1])
        }
    }

    /// The hash of a line, from 1, with its count, such as `c129715d7a2bc9a3:1`.
    func text(ofLine line: Int) -> String? {
        guard lines.indices.contains(line - 1) else { return nil }
        return String(lines[line - 1].hash, radix: 16) + ":\(lines[line - 1].occurrence)"
    }
}

/// The units of a file that are hashed, and where its lines start among them.
private struct HashedText {
    private var units: [UInt16] = []
    private var lineStarts: [Int] = []
    private var isLineStart = true
    private var isAfterCR = false

    init(_ bytes: [UInt8]) {
        units.reserveCapacity(bytes.count + 1)
        if bytes.contains(where: { $0 >= 0x80 }) {
            for unit in String(decoding: bytes, as: UTF8.self).utf16 { read(unit) }
        } else {
            for byte in bytes { read(UInt16(byte)) }
        }
        read(0xFFFF)
    }

    private mutating func read(_ unit: UInt16) {
        let isSecondOfCRLF = isAfterCR && unit == 0x0A
        isAfterCR = unit == 0x0D
        if unit == 0x20 || unit == 0x09 || isSecondOfCRLF { return }
        if isLineStart { lineStarts.append(units.count) }
        units.append(isAfterCR ? 0x0A : unit)
        isLineStart = isAfterCR || unit == 0x0A
    }

    /// The hash of the block of units that begins with each line; zeros follow the last unit.
    func hashes(of blockSize: Int, factor: UInt64) -> [UInt64] {
        let leavingFactor = (0..<blockSize).reduce(UInt64(1)) { power, _ in power &* factor }
        var hashes: [UInt64] = []
        hashes.reserveCapacity(lineStarts.count)
        var hash: UInt64 = 0
        var offset = 0
        for start in lineStarts {
            while offset < start + blockSize {
                let entering = offset < units.count ? UInt64(units[offset]) : 0
                let leaving = offset >= blockSize ? UInt64(units[offset - blockSize]) : 0
                hash = factor &* hash &+ entering &- leavingFactor &* leaving
                offset += 1
            }
            hashes.append(hash)
        }
        return hashes
    }
}
