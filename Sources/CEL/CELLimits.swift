/// What an expression and its evaluation may cost.
package struct CELLimits: Sendable {
    /// Bytes of an expression's text.
    package var textLength = 100_000
    /// Expressions inside one another; everything that recurses over an expression relies on it.
    package var depth = 250
    /// Steps of one evaluation: a step is a node evaluated, an element compared, 16 bytes built or
    /// 256 bytes read.
    package var steps = 1_000_000
    /// Bytes of one string and elements of one list that an evaluation builds.
    package var size = 10_000_000

    package init() {}
}

/// The steps an evaluation has left. Functions charge it for work that grows with their input.
package struct CELBudget: Sendable {
    var steps: Int
    let size: Int

    init(_ limits: CELLimits) {
        steps = limits.steps
        size = limits.size
    }

    /// Takes `count` steps.
    @inline(__always)
    package mutating func charge(_ count: Int) throws(CELFailure) {
        steps &-= count
        if steps < 0 { throw .tooManySteps }
    }

    /// Takes the steps that reading `count` bytes costs.
    package mutating func charge(reading count: Int) throws(CELFailure) {
        try charge(count >> 8 &+ 1)
    }

    /// Takes the steps that building `count` bytes costs, before they are built.
    package mutating func charge(building count: Int) throws(CELFailure) {
        if count > size { throw .tooLarge }
        try charge(count >> 4 &+ 1)
    }
}
