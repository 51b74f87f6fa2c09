/// The variables that are declared at a place of a template. `$` always is.
struct VariableScope {
    private var declared: [Int32] = []
    /// How often each is declared.
    private var counts: [Int32: Int] = [:]

    /// To go back to with `forget`.
    var mark: Int { declared.count }

    /// Declares a variable, by the index of its name.
    mutating func declare(_ name: Int32) {
        declared.append(name)
        counts[name, default: 0] += 1
    }

    /// Forgets what has been declared since a mark was taken.
    mutating func forget(since mark: Int) {
        while declared.count > mark, let name = declared.popLast() { counts[name]? -= 1 }
    }

    func knows(_ name: Int32) -> Bool { (counts[name] ?? 0) > 0 }
}
