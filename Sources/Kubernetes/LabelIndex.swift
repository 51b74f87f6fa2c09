extension LabelPair {
    /// The label in a namespace as one text, the key of both indexes: a type of key that nothing
    /// else has would be made known to the runtime by every run.
    fileprivate func key(in scope: String) -> String { "\(scope)\u{0}\(key)\u{0}\(value)" }
}

/// Labelled things, found by selectors without looking at all of them.
struct LabelIndex: Sendable {
    private var labels: [[LabelPair]] = []
    private var byLabel: [String: [Int32]] = [:]
    private var byScope: [String: [Int32]] = [:]

    /// Adds the thing with the next number, counted from 0.
    mutating func add(_ pairs: [LabelPair], scope: String) {
        let number = Int32(labels.count)
        labels.append(pairs)
        byScope[scope, default: []].append(number)
        for pair in pairs {
            byLabel[pair.key(in: scope), default: []].append(number)
        }
    }

    /// How many things of a namespace have a label.
    func count(_ pair: LabelPair, scope: String) -> Int {
        byLabel[pair.key(in: scope)]?.count ?? 0
    }

    /// How many things a namespace has.
    func count(scope: String) -> Int { byScope[scope]?.count ?? 0 }

    /// The numbers of the things that a selector matches in a namespace, in order; in all
    /// namespaces when that is nil.
    func numbers(matching selector: Selector, scope: String?) -> [Int] {
        candidates(selector, scope).filter { selector.matches(labels[Int($0)]) }.map(Int.init)
    }

    /// The things with the selector's rarest label.
    private func candidates(_ selector: Selector, _ scope: String?) -> [Int32] {
        guard let scope else { return Array(0..<Int32(labels.count)) }
        let rows = selector.labels.map { byLabel[$0.key(in: scope)] ?? [] }
        return rows.min { $0.count < $1.count } ?? byScope[scope] ?? []
    }
}

/// Selectors, found by the labels they match without trying all of them.
struct SelectorIndex: Sendable {
    private var selectors: [Selector] = []
    /// The members that have the selectors.
    private var members: [Int32] = []
    /// Selectors under the one of their labels that the fewest things have.
    private var byLabel: [String: [Int32]] = [:]
    /// Selectors without labels, by namespace.
    private var broad: [String: [Int32]] = [:]
    /// Selectors that reach beyond their namespace.
    private var everywhere: [Int32] = []

    /// Adds a selector that reaches into `scope`, or everywhere when that is nil.
    mutating func add(
        _ selector: Selector, member: Int, scope: String?, among labels: LabelIndex
    ) {
        let number = Int32(selectors.count)
        selectors.append(selector)
        members.append(Int32(member))
        guard let scope else { return everywhere.append(number) }
        let anchor = selector.labels.min {
            labels.count($0, scope: scope) < labels.count($1, scope: scope)
        }
        if let anchor {
            byLabel[anchor.key(in: scope), default: []].append(number)
        } else {
            broad[scope, default: []].append(number)
        }
    }

    /// The members whose selectors match the labels of a thing in a namespace, in order.
    func members(matching pairs: [LabelPair], scope: String) -> [Int] {
        var numbers = everywhere + (broad[scope] ?? [])
        for pair in pairs {
            numbers += byLabel[pair.key(in: scope)] ?? []
        }
        return numbers.filter { selectors[Int($0)].matches(pairs) }.map { Int(members[Int($0)]) }
            .sorted()
    }
}
