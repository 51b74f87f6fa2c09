import Synchronization

/// The automata of one pattern with what they have learned, lent to one search at a time.
///
/// A class, since copies of a pattern share it.
final class SearchMemory: Sendable {
    /// Lent out by `withAutomata` and to nobody else meanwhile, hence unchecked.
    final class Automata: @unchecked Sendable {
        var lazy: LazyAutomaton
        var threaded: ThreadedSearch
        var backtracking: BacktrackingSearch

        init(_ program: Program) {
            lazy = LazyAutomaton(program)
            threaded = ThreadedSearch(program)
            backtracking = BacktrackingSearch(program)
        }

        /// How many bytes all searches have read, those that go forth and back within one match
        /// aside.
        var reads: Int { lazy.reads + threaded.reads }
    }

    private let program: Program
    private let idle = Mutex<[Automata]>([])

    init(_ program: Program) {
        self.program = program
    }

    /// Runs `body` with automata of its own; as many exist as searches ever ran at once.
    func withAutomata<Result>(_ body: (Automata) -> Result) -> Result {
        let automata = idle.withLock { $0.popLast() } ?? Automata(program)
        defer { idle.withLock { $0.append(automata) } }
        return body(automata)
    }
}
