/// Executes templates with the semantics of Go's text/template, and follows where each byte of the
/// result came from.
///
/// One evaluator is one render: it runs on one thread, and its origins and frames are the render's.
package final class Evaluator {
    package let origins: OriginTable
    package var templates: TemplateSet
    package let limits: EvaluationLimits
    package let missingKey: MissingKey
    /// Notes what is executed, when somebody asks.
    let entered: EnteredLists?
    /// All calls of templates so far; runs tell by index in which they were written.
    package private(set) var frames: [Frame] = []
    /// How often each template is being included, for a host that limits it.
    package var inclusions: [Bytes: Int] = [:]
    /// The texts that were parsed while executing.
    package var parsed: [Bytes: TemplateTree] = [:]

    var variables: [Variable] = []
    /// The first variable of the template that is being executed.
    var base = 0
    var current: LinkedTemplate?
    /// The frame that is being executed, and the node, which errors tell.
    var frame: Int32 = -1
    var node: Int32 = 0
    /// What decided that the current node is executed.
    package internal(set) var condition = Origin.none
    var output: TextBuilder
    var depth = 0
    var steps = 0
    /// The steps of executions before this one.
    private var spent = 0
    /// Where the stack stood when the outermost template began.
    private var stackStart: UInt = 0
    /// What a call of a template costs in steps: it is remembered.
    private static let callCost = 10

    /// What reading a key that is not there gives (the option `missingkey`).
    package enum MissingKey: Sendable {
        /// No value, `default` in Go.
        case invalid
        /// A nil.
        case zero
        /// An error.
        case error
    }

    /// One execution of a template.
    package struct Frame: Sendable {
        /// Who called: an index into the frames, -1 at the top; and the node of that frame's
        /// template.
        package let caller: Int32
        package let callNode: Int32
        package let template: LinkedTemplate
        /// The text that the template was parsed from, when it was a value (`tpl`).
        package let text: Value?
    }

    struct Variable {
        var name: Int32
        var value: Value
    }

    package init(
        templates: TemplateSet, origins: OriginTable, missingKey: MissingKey = .zero,
        limits: EvaluationLimits = EvaluationLimits(), entered: EnteredLists? = nil
    ) {
        self.templates = templates
        self.origins = origins
        self.entered = entered
        self.missingKey = missingKey
        self.limits = limits
        output = TextBuilder(origins, TextBuilder.Site(frame: -1, node: 0))
    }

    /// Where execution stands, for functions that write text.
    package var site: TextBuilder.Site { TextBuilder.Site(frame: frame, node: node) }

    /// Executes a template and gives what it wrote, as a string.
    ///
    /// `text` is the value that the template was parsed from, if it came from one.
    package func execute(
        _ template: LinkedTemplate, _ data: Value, text: Value? = nil
    ) throws(TemplateFailure) -> Value {
        let outer = output
        output = TextBuilder(origins, site)
        defer { output = outer }
        let outerCondition = condition
        if let text, origins.isTracking {
            condition = origins.decided(condition, by: actions(of: template.tree.tree, in: text))
        }
        defer { condition = outerCondition }
        try call(template, data, text: text)
        return output.value()
    }

    /// What flowed into the actions of a template that was a value. They decide what is written;
    /// its literal text has its own origins.
    private func actions(of tree: TemplateTree, in text: Value) -> Origin {
        guard case .text(let traced) = text.payload else { return text.origin }
        var result = text.origin
        var start = 0
        for node in tree.nodes where node.kind == .text && Int(node.start) >= start {
            if start < Int(node.start) {
                result = origins.union(result, traced.origin(in: start..<Int(node.start), origins))
            }
            start = Int(node.end)
        }
        guard start < traced.bytes.count else { return result }
        return origins.union(result, traced.origin(in: start..<traced.bytes.count, origins))
    }

    /// Executes a template where execution stands; what it writes is written there.
    func call(
        _ template: LinkedTemplate, _ data: Value, text: Value? = nil
    ) throws(TemplateFailure) {
        if depth == 0 { stackStart = Self.stackPlace() }
        guard depth < limits.depth, Self.stackPlace().distance(to: stackStart) < limits.stack else {
            throw limitFailure("exceeded maximum template depth (\(depth))")
        }
        let saved = (base, current, frame, node, variables.count)
        depth += 1
        charge(Self.callCost)
        // Also after a failure: those who called tell where they stood.
        defer {
            depth -= 1
            variables.removeLast(variables.count - saved.4)
            (base, current, frame, node) = (saved.0, saved.1, saved.2, saved.3)
        }
        if origins.isTracking {
            frames.append(Frame(caller: frame, callNode: node, template: template, text: text))
            frame = Int32(frames.count - 1)
        }
        current = template
        base = variables.count
        variables.append(Variable(name: template.tree.dollar, value: data))
        _ = try walk(template.definition.body, data)
    }

    /// An address near the end of the stack, which grows downwards.
    @inline(never)
    private static func stackPlace() -> UInt {
        var mark: UInt8 = 0
        return withUnsafeMutablePointer(to: &mark) { UInt(bitPattern: $0) }
    }

    /// Forgets where a failed execution stopped, so that the next can begin.
    ///
    /// `condition` is what decided that there is a next one.
    package func reset(condition: Origin = .none) {
        // One text that runs away costs the others nothing; many of them end all.
        spent += steps
        steps = max(0, spent - 3 * limits.steps)
        variables.removeAll(keepingCapacity: true)
        (base, current, frame, node, depth) = (0, nil, -1, 0, 0)
        self.condition = condition
        inclusions = [:]
    }

    // MARK: Failing

    /// A failure at the current node.
    func failure(_ reason: String) -> TemplateFailure {
        guard let current else { return TemplateFailure("template: \(reason)", reason: reason) }
        let tree = current.tree.tree
        let offset = Int(tree.nodes[Int(node)].position)
        let place = tree.place(of: offset)
        let at = String(decoding: tree.printed(node), as: UTF8.self)
        let name = String(decoding: tree.name, as: UTF8.self)
        let location = "\(name):\(place.line):\(place.column)"
        let executing = "executing \(quoted(current.definition.name)) at <\(at)>:"
        var failure = TemplateFailure(
            "template: \(location): \(executing) \(reason)", reason: reason)
        failure.location = location
        failure.executing = executing
        failure.tree = tree
        failure.offset = offset
        return failure
    }

    /// Counts work that is more than a step, such as that of a function on a long text.
    package func charge(_ cost: Int) { steps &+= min(cost, limits.steps) }

    var tooManySteps: FunctionError {
        FunctionError("more than \(limits.steps) steps", isLimit: true)
    }

    /// A failure told without a node, as Go does when there is none.
    func limitFailure(_ reason: String) -> TemplateFailure {
        var failure = failure(reason)
        failure.isLimit = true
        return failure
    }

    func quoted(_ name: Bytes) -> String {
        String(decoding: GoQuote.quote(name), as: UTF8.self)
    }
}
