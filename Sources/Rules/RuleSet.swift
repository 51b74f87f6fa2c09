import CEL
import Synchronization

/// The rules that judge one kind of subject, sorted by id.
package final class RuleSet: Sendable {
    package let rules: [Rule]
    /// Those that may find something.
    private let open: [Rule]
    private let state: Mutex<State>

    /// What is known of the open rules, by their places.
    private struct State {
        let guards: CELGuards
        /// What must hold by those that a glance left open so far.
        var conditions: [Condition]
    }

    private enum Condition {
        case unread
        /// It does not compile, of which the book tells.
        case broken
        case compiled(RuleCondition)
    }

    init(_ rules: [Rule], about type: CELObjectType, open: [Rule]) {
        self.rules = rules
        self.open = open
        let guards = CELGuards(for: type)
        for rule in open { guards.add(rule.digest.guards) }
        state = Mutex(
            State(guards: guards, conditions: Array(repeating: .unread, count: open.count)))
    }

    /// Whether no rule may find anything.
    package var isEmpty: Bool { open.isEmpty }

    /// Judges a subject by each rule, and calls `note` with what came of it where what must hold
    /// does not plainly hold.
    package func judge(_ subject: any Subject, _ note: (Rule, Ruling) -> Void) {
        state.withLock { state in
            state.guards.forEachOpen(for: subject) { place in
                if case .unread = state.conditions[place] {
                    state.conditions[place] =
                        open[place].condition().map { .compiled($0) } ?? .broken
                }
                guard case .compiled(let condition) = state.conditions[place],
                    !condition.alwaysHolds
                else { return }
                if let ruling = open[place].ruling(on: subject, condition) {
                    note(open[place], ruling)
                }
            }
        }
    }
}
