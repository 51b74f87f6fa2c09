/// How much one execution may do, so that no template runs for ever or fills the memory.
package struct EvaluationLimits: Sendable {
    /// Nested executions of templates. The engine itself gives up at 100,000.
    package var depth = 1_500
    /// Nodes executed.
    package var steps = 30_000_000
    /// Bytes of one text.
    package var bytes = 64 << 20

    package init() {}
}
