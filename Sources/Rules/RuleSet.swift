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
        var conditions: [RuleCondition?]
    }

    init(_ rules: [Rule], about type: CELObjectType, open: [Rule]) {
        self.rules = rules
        self.open = open
        let guards = CELGuards(for: type)
        for rule in open { guards.add(rule.digest.guards) }
        state = Mutex(
            State(guards: guards, conditions: Array(repeating: nil, count: open.count)))
    }

    /// Judges a subject by each rule, and calls `note` with what came of it where what must hold
    /// does not plainly hold.
    package func judge(_ subject: any Subject, _ note: (Rule, Ruling) -> Void) {
        state.withLock { state in
            state.guards.forEachOpen(for: subject) { place in
                guard let condition = state.conditions[place] ?? open[place].condition() else {
                    return
                }
                state.conditions[place] = condition
                if condition.alwaysHolds { return }
                if let ruling = open[place].ruling(on: subject, condition) {
                    note(open[place], ruling)
                }
            }
        }
    }
}
