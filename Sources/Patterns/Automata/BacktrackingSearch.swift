/// Follows one way through a program at a time, never twice from the same place and offset, so that
/// time stays at most instructions times bytes. Quick where both are few.
struct BacktrackingSearch {
    /// Places times offsets that may be remembered, a bit each.
    static let maximumBits = 1 << 18

    private enum Step {
        case visit(place: Int, offset: Int)
        /// Undoes a noted offset when the ways that share it have failed.
        case restore(slot: Int, offset: Int)
    }

    private let instructions: [Program.Instruction]
    private let sets: [ScalarClass]
    private var visits: [UInt64] = []
    private var pending: [Step] = []
    private var slots: [Int] = []

    init(_ program: Program) {
        instructions = program.instructions
        sets = program.sets
    }

    /// Whether the bytes of a range are few enough.
    func accepts(_ range: Range<Int>) -> Bool {
        range.count < Self.maximumBits / instructions.count
    }

    /// The offsets noted by the first match that begins in `range`, which is known to end with it.
    mutating func search(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, slotCount: Int
    ) -> [Int]? {
        let bits = instructions.count * (range.count + 1)
        visits.removeAll(keepingCapacity: true)
        visits.append(contentsOf: repeatElement(0, count: bits / 64 + 1))
        slots = Array(repeating: -1, count: slotCount)
        var start = range.lowerBound
        while start <= range.upperBound {
            pending.removeAll(keepingCapacity: true)
            pending.append(.visit(place: Int(Program.start), offset: start))
            while let step = pending.popLast() {
                switch step {
                case .restore(let slot, let offset): slots[slot] = offset
                case .visit(let place, let offset):
                    guard follow(place, offset, bytes, range) else { continue }
                    slots[0] = start
                    return slots
                }
            }
            start += max(1, UTF8Reading.scalar(in: bytes, at: start).length)
        }
        return nil
    }

    /// Goes on until it matches or fails; a way beyond the end of the match must fail.
    private mutating func follow(
        _ start: Int, _ startOffset: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Bool {
        var (place, offset) = (start, startOffset)
        while offset <= range.upperBound {
            let bit = (offset - range.lowerBound) * instructions.count + place
            if visits[bit >> 6] & (1 << UInt64(bit & 63)) != 0 { return false }
            visits[bit >> 6] |= 1 << UInt64(bit & 63)
            switch instructions[place] {
            case .jump(let distance): place += Int(distance)
            case .split(let distance, let prefersNext):
                let other = place + Int(distance)
                pending.append(.visit(place: prefersNext ? other : place + 1, offset: offset))
                place = prefersNext ? place + 1 : other
            case .save(let slot):
                pending.append(.restore(slot: Int(slot), offset: slots[Int(slot)]))
                slots[Int(slot)] = offset
                place += 1
            case .check(let assertion):
                let surroundings = Surroundings(of: offset, in: bytes)
                guard surroundings.satisfy(assertion) else { return false }
                place += 1
            case .match:
                slots[1] = offset
                return true
            case .character, .set, .anything:
                let (scalar, length) = UTF8Reading.scalar(in: bytes, at: offset)
                guard length > 0, instructions[place].reads(scalar, sets) else { return false }
                place += 1
                offset += length
            }
        }
        return false
    }
}
