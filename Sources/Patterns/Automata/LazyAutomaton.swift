/// Finds whether and where a match ends, with one table look-up a byte where it has been before.
///
/// A state is the ordered list of places where threads would stand; states and the steps between
/// them are made when first needed. When there are too many, all are forgotten; when that happens
/// too often, the search is given up for `ThreadedSearch`.
struct LazyAutomaton {
    /// How many bytes all searches have read.
    private(set) var reads = 0
    enum Outcome {
        case noMatch
        /// The match begins at or after `earliestStart`.
        case match(earliestStart: Int, end: Int)
        case givenUp
    }

    private struct State: Hashable {
        /// Instructions that read, match or check, the preferred first.
        let places: [Int32]
        /// What was read before; `other` where nothing checks it.
        let before: Neighbour
    }

    /// A state and what the step to it tells; negative while unknown.
    private struct Step {
        static let unknown = Step(bits: -1)
        let bits: Int32
        var isKnown: Bool { bits >= 0 }
        var state: Int { Int(bits >> 2) }
        /// A match ends before the code point that was read.
        var hasMatched: Bool { bits & 2 != 0 }
        /// Nothing begun earlier is still under way, so a match begins here or later.
        var isFresh: Bool { bits & 1 != 0 }

        init(bits: Int32) { self.bits = bits }

        init(to state: Int, hasMatched: Bool, isFresh: Bool) {
            bits = Int32(state) << 2 | (hasMatched ? 2 : 0) | (isFresh ? 1 : 0)
        }
    }

    private static let maximumStates = 1000
    /// Up to so many states a new one is compared with each, which most patterns never pass.
    private static let comparedStates = 16
    private static let maximumPlaces = 1 << 20
    /// The last column of the table: the end of the text.
    private static let endColumn = 128
    private static let columns = 129

    private let program: Program
    private var states: [State] = []
    private var indexes: [State: Int] = [:]
    private var placeCount = 0
    /// A step for each state and ASCII byte.
    private var table: [Step] = []
    /// Steps over code points past ASCII, the latest of those that share a place.
    private var wideSteps: [(state: Int, scalar: UInt32, step: Step)] = []
    private var resetCount = 0
    private var visits: [Int]
    private var round = 0
    private var pending: [Int] = []

    init(_ program: Program) {
        self.program = program
        visits = Array(repeating: 0, count: program.instructions.count)
    }

    /// Finds the end of the first match; with `anyEnd` of any prefix of it, which is sooner known.
    mutating func search(_ bytes: UnsafeBufferPointer<UInt8>, from: Int, anyEnd: Bool) -> Outcome {
        if program.isAnchored, from > 0 { return .noMatch }
        var place = Place(offset: from, earliestStart: from)
        defer { reads += place.offset - from }
        place.state = startState(Neighbour(before: from, in: bytes))
        place.isFresh = !program.isAnchored
        let allowedResets = resetCount + 4 + (bytes.count - from) / (10 * Self.maximumStates)
        while true {
            if place.isFresh, !program.prefix.isEmpty {
                guard let start = bytes.firstOffset(of: program.prefix, from: place.offset) else {
                    return .noMatch
                }
                place.offset = start
                place.earliestStart = start
            }
            place.isFresh = false
            runKnownSteps(&place, bytes, anyEnd: anyEnd)
            if place.isFresh { continue }
            if place.isOver { return place.outcome }
            takeStep(&place, bytes)
            if place.isOver || (anyEnd && place.end != nil) { return place.outcome }
            if resetCount > allowedResets { return .givenUp }
        }
    }

    /// How far a search has come.
    private struct Place {
        var offset: Int
        var earliestStart: Int
        var state = 0
        var end: Int?
        var isFresh = false
        var isOver = false

        init(offset: Int, earliestStart: Int) {
            self.offset = offset
            self.earliestStart = earliestStart
        }

        var outcome: Outcome {
            end.map { .match(earliestStart: earliestStart, end: $0) } ?? .noMatch
        }
    }

    /// Goes on while the next byte is ASCII and the step known; stops where the prefix can help.
    private func runKnownSteps(
        _ place: inout Place, _ bytes: UnsafeBufferPointer<UInt8>, anyEnd: Bool
    ) {
        let stopsWhenFresh = !program.prefix.isEmpty
        var (offset, state) = (place.offset, place.state)
        table.withUnsafeBufferPointer { table in
            while offset < bytes.count, bytes[offset] < 0x80 {
                let step = table[state * Self.columns + Int(bytes[offset])]
                guard step.isKnown else { break }
                if step.hasMatched {
                    place.end = offset
                    if anyEnd { place.isOver = true }
                }
                offset += 1
                state = step.state
                if step.isFresh {
                    place.earliestStart = offset
                    if stopsWhenFresh { place.isFresh = true }
                }
                if place.isFresh || place.isOver { break }
            }
        }
        (place.offset, place.state) = (offset, state)
    }

    /// Takes one step, working it out if need be.
    private mutating func takeStep(_ place: inout Place, _ bytes: UnsafeBufferPointer<UInt8>) {
        let (scalar, length) = UTF8Reading.scalar(in: bytes, at: place.offset)
        let step = step(from: place.state, over: length == 0 ? nil : scalar)
        if step.hasMatched { place.end = place.offset }
        place.offset += length
        place.state = step.state
        place.isFresh = step.isFresh
        if step.isFresh { place.earliestStart = place.offset }
        place.isOver = length == 0 || states[place.state].places.isEmpty
    }

    private mutating func step(from state: Int, over scalar: UInt32?) -> Step {
        guard let scalar, scalar >= 0x80 else {
            let index = state * Self.columns + (scalar.map { Int($0) } ?? Self.endColumn)
            if table[index].isKnown { return table[index] }
            let resets = resetCount
            let step = newStep(from: states[state], over: scalar)
            if resets == resetCount { table[index] = step }
            return step
        }
        if wideSteps.isEmpty {
            wideSteps = Array(repeating: (-1, 0, .unknown), count: 1024)
        }
        let index = (state &* 31 &+ Int(scalar)) & 1023
        let known = wideSteps[index]
        if known.state == state, known.scalar == scalar { return known.step }
        let resets = resetCount
        let step = newStep(from: states[state], over: scalar)
        if resets == resetCount { wideSteps[index] = (state, scalar, step) }
        return step
    }

    /// Works out what reading `scalar` does to the threads of a state; nil is the end of the text.
    private mutating func newStep(from state: State, over scalar: UInt32?) -> Step {
        let after = scalar.map { Neighbour($0) } ?? .edge
        let places = checked(state, after: after)
        var next: [Int32] = []
        var (hasMatched, isFresh) = (false, false)
        round += 1
        for place in places {
            if case .match = program.instructions[Int(place)] {
                hasMatched = true
                break
            }
            guard let scalar, program.instructions[Int(place)].reads(scalar, program.sets) else {
                continue
            }
            if place == Program.skippingRead, next.isEmpty { isFresh = true }
            follow(from: Int(place) + 1, surroundings: nil, into: &next)
        }
        let index = index(of: next, before: after)
        return Step(to: index, hasMatched: hasMatched, isFresh: isFresh)
    }

    private func hasChecks(_ places: [Int32]) -> Bool {
        places.contains { if case .check = program.instructions[Int($0)] { true } else { false } }
    }

    /// The places of a state once both sides of the offset are known.
    private mutating func checked(_ state: State, after: Neighbour) -> [Int32] {
        guard hasChecks(state.places) else { return state.places }
        var places: [Int32] = []
        round += 1
        let surroundings = Surroundings(before: state.before, after: after)
        for place in state.places {
            follow(from: Int(place), surroundings: surroundings, into: &places)
        }
        return places
    }

    /// Adds what is reached without reading. Checks are left standing while nothing is known.
    private mutating func follow(
        from start: Int, surroundings: Surroundings?, into places: inout [Int32]
    ) {
        pending.append(start)
        while let place = pending.popLast() {
            guard visits[place] != round else { continue }
            visits[place] = round
            switch program.instructions[place] {
            case .jump(let distance): pending.append(place + Int(distance))
            case .save: pending.append(place + 1)
            case .split(let distance, let prefersNext):
                let other = place + Int(distance)
                pending.append(prefersNext ? other : place + 1)
                pending.append(prefersNext ? place + 1 : other)
            case .check(let assertion):
                if let surroundings {
                    if surroundings.satisfy(assertion) { pending.append(place + 1) }
                } else {
                    places.append(Int32(place))
                }
            case .character, .set, .anything, .match: places.append(Int32(place))
            }
        }
    }

    private mutating func startState(_ before: Neighbour) -> Int {
        var places: [Int32] = []
        round += 1
        let start = program.isAnchored ? Program.start : Program.skippingStart
        follow(from: Int(start), surroundings: nil, into: &places)
        return index(of: places, before: before)
    }

    private mutating func index(of places: [Int32], before: Neighbour) -> Int {
        let state = State(places: places, before: hasChecks(places) ? before : .other)
        if let known = known(state) { return known }
        if states.count >= Self.maximumStates || placeCount > Self.maximumPlaces { reset() }
        states.append(state)
        placeCount += places.count
        if states.count > Self.comparedStates { remember() }
        table += repeatElement(.unknown, count: Self.columns)
        return states.count - 1
    }

    private func known(_ state: State) -> Int? {
        states.count > Self.comparedStates ? indexes[state] : states.firstIndex(of: state)
    }

    /// Notes where the states are that are not in `indexes`.
    private mutating func remember() {
        for index in indexes.count..<states.count { indexes[states[index]] = index }
    }

    private mutating func reset() {
        states.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
        table.removeAll(keepingCapacity: true)
        wideSteps.removeAll()
        placeCount = 0
        resetCount += 1
    }
}
