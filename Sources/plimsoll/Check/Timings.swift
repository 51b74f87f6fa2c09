/// Where the time of a run went, for `--timings`.
struct Timings {
    private var phases: [(name: String, nanoseconds: UInt64)] = []

    /// Runs `work` and notes how long it took.
    mutating func measure<Result>(_ name: String, _ work: () -> Result) -> Result {
        let start = Stopwatch.now
        defer { add(name, Stopwatch.now - start) }
        return work()
    }

    /// Adds up the phases of all files; threads work side by side, so these may exceed the wall
    /// time.
    mutating func add(_ files: [[(phase: String, nanoseconds: UInt64)]]) {
        for file in files {
            for (phase, nanoseconds) in file { add("  " + phase, nanoseconds) }
        }
    }

    private mutating func add(_ name: String, _ nanoseconds: UInt64) {
        if let index = phases.firstIndex(where: { $0.name == name }) {
            phases[index].nanoseconds += nanoseconds
        } else {
            phases.append((name, nanoseconds))
        }
    }

    /// One line a phase.
    var text: String {
        phases.map { name, nanoseconds in
            let padding = String(repeating: " ", count: max(1, 16 - name.count))
            return "\(name)\(padding)\(Stopwatch.milliseconds(nanoseconds))\n"
        }.joined()
    }
}
