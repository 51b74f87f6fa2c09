/// Runs all ways through a program side by side over the text, each with the offsets it noted
/// (Pike's machine): time is at most instructions times bytes.
struct ThreadedSearch {
    /// The ways that stand at one offset, the preferred first.
    private struct Threads {
        /// Instructions that read or match.
        var places: [Int32] = []
        /// `slotCount` offsets for each place.
        var slots: [Int] = []

        mutating func removeAll() {
            places.removeAll(keepingCapacity: true)
            slots.removeAll(keepingCapacity: true)
        }
    }

    private enum Step {
        case visit(Int)
        /// Undoes a noted offset when the ways that share it have been followed.
        case restore(slot: Int, offset: Int)
    }

    private let program: Program
    private let instructions: [Program.Instruction]
    private let sets: [ScalarClass]
    private var slotCount = 0
    private var current = Threads()
    private var next = Threads()
    /// The round in which an instruction was last visited.
    private var visits: [Int]
    private var round = 0
    private var pending: [Step] = []
    private var slots: [Int] = []
    private var found: [Int]?
    /// How many bytes all searches have read.
    private(set) var reads = 0

    init(_ program: Program) {
        self.program = program
        instructions = program.instructions
        sets = program.sets
        visits = Array(repeating: 0, count: program.instructions.count)
    }

    /// The offsets noted by the best match that begins at or after `from`; nil without a match.
    mutating func search(
        _ bytes: UnsafeBufferPointer<UInt8>, from: Int, slotCount: Int, prefers: Pattern.Preference
    ) -> [Int]? {
        self.slotCount = slotCount
        found = nil
        current.removeAll()
        round += 1
        var offset = from
        defer { reads += offset - from }
        while true {
            if current.places.isEmpty {
                if found != nil || (program.isAnchored && offset > 0) { break }
                guard let start = bytes.firstOffset(of: program.prefix, from: offset) else { break }
                offset = start
                round += 1
            }
            if found == nil, !(program.isAnchored && offset > 0) { begin(at: offset, in: bytes) }
            let (scalar, length) = UTF8Reading.scalar(in: bytes, at: offset)
            round += 1
            advance(over: length == 0 ? nil : scalar, from: offset, length, bytes, prefers)
            if length == 0 { break }
            offset += length
            swap(&current, &next)
            next.removeAll()
        }
        return found
    }

    private mutating func begin(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(-1, count: slotCount))
        slots[0] = offset
        // The least preferred of the ways that stand here.
        swap(&current, &next)
        follow(from: Int(Program.start), at: offset, in: bytes)
        swap(&current, &next)
    }

    /// Moves each thread over the code point here, or ends it; nil is the end of the text.
    private mutating func advance(
        over scalar: UInt32?, from offset: Int, _ length: Int,
        _ bytes: UnsafeBufferPointer<UInt8>, _ prefers: Pattern.Preference
    ) {
        for index in current.places.indices {
            let place = Int(current.places[index])
            let start = index * slotCount
            if prefers == .longest, let found, found[0] < current.slots[start] { continue }
            if let scalar, instructions[place].reads(scalar, sets) {
                slots.removeAll(keepingCapacity: true)
                slots.append(contentsOf: current.slots[start..<start + slotCount])
                follow(from: place + 1, at: offset + length, in: bytes)
            } else if case .match = instructions[place] {
                if prefers == .longest, let found, found[1] >= offset { continue }
                var best = Array(current.slots[start..<start + slotCount])
                best[1] = offset
                found = best
                // Whatever is less preferred than a match is given up.
                if prefers == .first { break }
            }
        }
    }

    /// Adds to `next` what is reached from `start` without reading; `slots` was noted so far.
    private mutating func follow(
        from start: Int, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) {
        let surroundings = Surroundings(of: offset, in: bytes)
        pending.append(.visit(start))
        while let step = pending.popLast() {
            switch step {
            case .restore(let slot, let offset): slots[slot] = offset
            case .visit(let place): visit(place, offset, surroundings)
            }
        }
    }

    private mutating func visit(_ start: Int, _ offset: Int, _ surroundings: Surroundings) {
        var place = start
        while visits[place] != round {
            visits[place] = round
            switch instructions[place] {
            case .jump(let distance): place += Int(distance)
            case .split(let distance, let prefersNext):
                let other = place + Int(distance)
                pending.append(.visit(prefersNext ? other : place + 1))
                place = prefersNext ? place + 1 : other
            case .save(let slot):
                if Int(slot) < slotCount {
                    pending.append(.restore(slot: Int(slot), offset: slots[Int(slot)]))
                    slots[Int(slot)] = offset
                }
                place += 1
            case .check(let assertion):
                guard surroundings.satisfy(assertion) else { return }
                place += 1
            case .character, .set, .anything, .match:
                next.places.append(Int32(place))
                next.slots.append(contentsOf: slots)
                return
            }
        }
    }
}
