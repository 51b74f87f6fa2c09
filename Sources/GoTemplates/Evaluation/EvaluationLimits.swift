/// How much one execution may do, so that no template runs for ever or fills the memory.
package struct EvaluationLimits: Sendable {
    /// Nested executions of templates. The engine itself gives up at 100,000.
    package var depth = 2_500
    /// Bytes of stack that nested executions may take. Rendering happens on threads that have 256
    /// MiB; what one execution and one function nest, the parser and the functions limit.
    package var stack = 160 << 20
    /// Nodes executed and functions called; work on long texts and lists counts for more.
    package var steps = 10_000_000
    /// Bytes of one text.
    package var bytes = 64 << 20

    package init() {}
}
