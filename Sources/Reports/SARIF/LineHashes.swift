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
    /// `factor` to the power of `blockSize`: the weight of the unit that leaves the block.
    private static let leavingFactor = (0..<blockSize).reduce(UInt64(1)) { power, _ in
        power &* factor
    }

    private var lines: [Line] = []
    private var counts: [UInt64: Int] = [:]
    private var block = [UInt64](repeating: 0, count: blockSize)
    /// Whether the unit in the same slot of `block` starts a line.
    private var startsLine = [Bool](repeating: false, count: blockSize)
    private var slot = 0
    private var hash: UInt64 = 0
    private var isLineStart = true
    private var isAfterCR = false

    /// Hashes all lines of a file.
    init(_ bytes: [UInt8]) {
        if bytes.contains(where: { $0 >= 0x80 }) {
            for unit in String(decoding: bytes, as: UTF8.self).utf16 { read(unit) }
        } else {
            for byte in bytes { read(UInt16(byte)) }
        }
        read(0xFFFF)
        for _ in 0..<Self.blockSize { push(0) }
        counts = [:]
    }

    /// The hash of a line, from 1, with its count, such as `c129715d7a2bc9a3:1`.
    func text(ofLine line: Int) -> String? {
        guard lines.indices.contains(line - 1) else { return nil }
        return String(lines[line - 1].hash, radix: 16) + ":\(lines[line - 1].occurrence)"
    }

    private mutating func read(_ unit: UInt16) {
        let isSecondOfCRLF = isAfterCR && unit == 0x0A
        isAfterCR = false
        if unit == 0x20 || unit == 0x09 || isSecondOfCRLF { return }
        isAfterCR = unit == 0x0D
        let unit = isAfterCR ? 0x0A : unit
        finishLine()
        if isLineStart { startsLine[slot] = true }
        isLineStart = unit == 0x0A
        roll(UInt64(unit))
    }

    private mutating func push(_ unit: UInt64) {
        finishLine()
        roll(unit)
    }

    /// A line start about to leave the block has its 100 units: its hash is complete.
    private mutating func finishLine() {
        guard startsLine[slot] else { return }
        startsLine[slot] = false
        let occurrence = counts[hash, default: 0] + 1
        counts[hash] = occurrence
        lines.append(Line(hash: hash, occurrence: occurrence))
    }

    private mutating func roll(_ unit: UInt64) {
        let leaving = block[slot]
        block[slot] = unit
        hash = Self.factor &* hash &+ unit &- Self.leavingFactor &* leaving
        slot = slot + 1 == Self.blockSize ? 0 : slot + 1
    }
}
