/// A pattern as instructions for the automata. Each goes on at the next one unless it says else.
struct Program: Sendable {
    enum Instruction: Sendable {
        /// Reads this code point.
        case character(UInt32)
        /// Reads a code point of the set with this index.
        case set(Int32)
        /// Reads any code point.
        case anything
        /// Goes on at both the next instruction and `distance` away, one of them being preferred.
        case split(distance: Int32, prefersNext: Bool)
        case jump(distance: Int32)
        /// Notes the offset: slot 2n is the start of group n, slot 2n + 1 its end.
        case save(slot: Int32)
        case check(Assertion)
        case match

        /// Whether this reads that code point.
        func reads(_ scalar: UInt32, _ sets: [ScalarClass]) -> Bool {
            switch self {
            case .character(let wanted): wanted == scalar
            case .set(let set): sets[Int(set)].contains(scalar)
            case .anything: true
            case .match, .split, .jump, .save, .check: false
            }
        }
    }

    /// A loop that skips any text, preferring not to, and then the pattern.
    let instructions: [Instruction]
    let sets: [ScalarClass]
    /// Offsets noted at most: two a group, the whole match included.
    let slotCount: Int
    /// Bytes with which every match begins; at most 16 of them.
    let prefix: [UInt8]
    /// Whether a match can only begin at the start of the text.
    let isAnchored: Bool

    /// Where the skipping loop begins: a search for a match that may begin later.
    static let skippingStart: Int32 = 0
    /// The one instruction by which the loop reads.
    static let skippingRead: Int32 = 1
    /// Where the pattern itself begins.
    static let start: Int32 = 3

    init(_ instructions: [Instruction], sets: [ScalarSet], slotCount: Int) {
        self.instructions = instructions
        self.sets = sets.map { ScalarClass($0) }
        self.slotCount = slotCount
        prefix = Program.prefix(of: instructions)
        isAnchored = Program.isAnchored(instructions)
    }

    private static func prefix(of instructions: [Instruction]) -> [UInt8] {
        var prefix: [UInt8] = []
        for instruction in instructions[Int(start)...] {
            if case .save = instruction { continue }
            // U+FFFD also matches invalid bytes, and surrogates match nothing.
            guard case .character(let value) = instruction, value != UTF8Reading.replacement,
                let scalar = Unicode.Scalar(value)
            else { break }
            let bytes = Array(String(Character(scalar)).utf8)
            guard prefix.count + bytes.count <= 16 else { break }
            prefix += bytes
        }
        return prefix
    }

    /// Whether every way from the start checks for the start of the text before it reads.
    private static func isAnchored(_ instructions: [Instruction]) -> Bool {
        var isSeen = [Bool](repeating: false, count: instructions.count)
        var pending = [Int(start)]
        while let index = pending.popLast() {
            if isSeen[index] { continue }
            isSeen[index] = true
            switch instructions[index] {
            case .check(.textStart): continue
            case .save: pending.append(index + 1)
            case .jump(let distance): pending.append(index + Int(distance))
            case .split(let distance, _): pending += [index + 1, index + Int(distance)]
            case .check, .character, .set, .anything, .match: return false
            }
        }
        return true
    }
}

/// A set that answers quickly for ASCII.
struct ScalarClass: Sendable {
    private let low: UInt64
    private let high: UInt64
    private let set: ScalarSet

    init(_ set: ScalarSet) {
        var bits: [UInt64] = [0, 0]
        for scalar in UInt32(0)..<128 where set.contains(scalar) {
            bits[Int(scalar / 64)] |= 1 << UInt64(scalar % 64)
        }
        low = bits[0]
        high = bits[1]
        self.set = set
    }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 64 { return low >> UInt64(scalar) & 1 == 1 }
        if scalar < 128 { return high >> UInt64(scalar - 64) & 1 == 1 }
        return set.contains(scalar)
    }
}
