import SourceText

/// An expression ready to be evaluated any number of times, from any thread.
package struct CELProgram: Sendable {
    /// The expression as it was written.
    package let text: String
    /// What the checker deduced for the value; `dyn` for an unchecked program.
    package let type: CELType
    let limits: CELLimits
    let code: ProgramCode

    /// The value, with the variables' values in the order the environment declared them.
    ///
    /// Values are taken at their word: one of another type than declared makes operators fail.
    package func evaluate(_ values: [CELValue] = []) throws(CELError) -> CELValue {
        var evaluator = Evaluator(code, values: values, limits: limits)
        do {
            return try evaluator.value(code.root)
        } catch {
            let range = error.node >= 0 ? code.ranges[Int(error.node)] : code.ranges[Int(code.root)]
            throw CELError(.evaluation, range, error.message)
        }
    }
}

/// One step of a program: an operation and what it works on, most often other nodes.
struct ProgramNode {
    enum Operation: UInt8 {
        /// `a`: a constant.
        case constant
        /// `a`: a variable's or local's slot.
        case variable, local
        /// `a`: a message.
        case fail
        /// `a`: an object, `b`: a field's index, `c`: its name among the constants.
        case field, optionalField, hasField
        /// `a`: an operand, `b`: a field's name among the constants.
        case select, optionalSelect, has
        case index, optionalIndex
        case not, negate
        /// `a`: the first of `b` operands.
        case conjunction, disjunction
        case conditional
        case equal, notEqual, less, lessEqual, greater, greaterEqual
        case add, subtract, multiply, divide, remainder, `in`
        /// `a`: the first of `b` operands, which are `~node` where optional; a map's are pairs.
        case list, map
        /// `a` and `b`: arguments, `c`: a function; of `callMany`, `a` is the first of `b`.
        case callUnary, callBinary, callMany
        /// `a`: a text, `b`: a pattern.
        case matches
        /// `a`: a loop.
        case loop
        /// `a`: a value, `b`: the slot it gets, `c`: the body.
        case bind, optionalMap, optionalFlatMap
        case optionalOr, optionalOrValue
    }

    var operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}

/// A macro that visits elements.
struct ProgramLoop {
    var kind: CELSyntax.Comprehension.Kind
    var operand: Int32
    var slot: Int32
    /// The slot of the second name, or -1.
    var secondSlot: Int32
    /// The node that says which elements are visited, or -1.
    var filter: Int32
    var body: Int32
}

/// The arrays of a program. A class so that programs, which are passed about, share one immutable
/// copy.
final class ProgramCode: Sendable {
    let root: Int32
    let nodes: [ProgramNode]
    let ranges: [SourceRange]
    let operands: [Int32]
    let constants: [CELValue]
    let functions: [CELFunction.Body]
    let patterns: [TextPattern]
    let loops: [ProgramLoop]
    let localCount: Int

    init(_ builder: ProgramBuilder, root: Int32) {
        self.root = root
        nodes = builder.nodes
        ranges = builder.ranges
        operands = builder.operands
        constants = builder.constants
        functions = builder.functions
        patterns = builder.patterns
        loops = builder.loops
        localCount = builder.localCount
    }

    /// The same code with other nodes in the places of some.
    init(_ code: ProgramCode, nodes: [ProgramNode], operands: [Int32], constants: [CELValue]) {
        root = code.root
        self.nodes = nodes
        ranges = code.ranges
        self.operands = operands
        self.constants = constants
        functions = code.functions
        patterns = code.patterns
        loops = code.loops
        localCount = code.localCount
    }
}

/// Collects a program's parts while the checker walks the tree.
struct ProgramBuilder {
    fileprivate(set) var nodes: [ProgramNode] = []
    fileprivate(set) var ranges: [SourceRange] = []
    fileprivate(set) var operands: [Int32] = []
    fileprivate(set) var constants: [CELValue] = []
    fileprivate(set) var functions: [CELFunction.Body] = []
    fileprivate(set) var patterns: [TextPattern] = []
    fileprivate(set) var loops: [ProgramLoop] = []
    var localCount = 0

    init(capacity: Int) {
        nodes.reserveCapacity(capacity)
        ranges.reserveCapacity(capacity)
    }

    mutating func add(
        _ operation: ProgramNode.Operation, _ range: SourceRange, _ a: Int32 = 0, _ b: Int32 = 0,
        _ c: Int32 = 0
    ) -> Int32 {
        nodes.append(ProgramNode(operation: operation, a: a, b: b, c: c))
        ranges.append(range)
        return Int32(nodes.count - 1)
    }

    mutating func constant(_ value: CELValue) -> Int32 {
        constants.append(value)
        return Int32(constants.count - 1)
    }

    mutating func operands(_ nodes: [Int32]) -> Int32 {
        let first = Int32(operands.count)
        operands += nodes
        return first
    }

    mutating func loop(_ loop: ProgramLoop) -> Int32 {
        loops.append(loop)
        return Int32(loops.count - 1)
    }

    mutating func pattern(_ pattern: TextPattern) -> Int32 {
        patterns.append(pattern)
        return Int32(patterns.count - 1)
    }

    mutating func function(_ body: CELFunction.Body) -> Int32 {
        functions.append(body)
        return Int32(functions.count - 1)
    }

    /// The values of nodes that are all constants.
    func constantValues(of nodes: [Int32]) -> [CELValue]? {
        var values: [CELValue] = []
        for node in nodes {
            guard node >= 0, let value = constantValue(of: node) else { return nil }
            values.append(value)
        }
        return values
    }

    /// The value of a node, if it is a constant.
    func constantValue(of node: Int32) -> CELValue? {
        let node = nodes[Int(node)]
        return node.operation == .constant ? constants[Int(node.a)] : nil
    }
}
