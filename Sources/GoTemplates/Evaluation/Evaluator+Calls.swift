/// Calling functions: evaluating arguments and holding them to the types of parameters.
extension Evaluator {
    func evaluate(
        function index: Int32, command: Int32, _ dot: Value, final: Value?
    ) throws(TemplateFailure) -> Value {
        node = index
        let name = Int(tree.nodes[Int(index)].value)
        let linked = current.unsafelyUnwrapped.tree
        // An identifier that is an operand has no arguments, whatever stands beside it.
        let arguments = command == index ? -1 : tree.nodes[Int(index)].next
        if let function = linked.functions[name] {
            return try call(function, tree.names[name], command, arguments, dot, final)
        }
        guard let form = linked.forms[name] else {
            throw failure("\(quoted(tree.names[name])) is not a defined function")
        }
        return try evaluate(form, arguments, dot, final)
    }

    /// `and` and `or`, which stop at the argument that decides.
    private func evaluate(
        _ form: SpecialForm, _ arguments: Int32, _ dot: Value, _ final: Value?
    ) throws(TemplateFailure) -> Value {
        guard arguments >= 0 || final != nil else {
            throw failure("wrong number of args for \(form): want at least 1 got 0")
        }
        var passed = Origin.none
        var argument = arguments
        while argument >= 0 {
            let value = try evaluate(argument: argument, .reflected, dot)
            argument = tree.nodes[Int(argument)].next
            let isLast = argument < 0 && final == nil
            if isLast || value.isTrue == (form == .or) {
                return value.with(origins.decided(value.origin, by: passed))
            }
            if origins.isTracking { passed = origins.union(passed, origins.shallow(value)) }
        }
        let value = final ?? .invalid
        return value.with(origins.decided(value.origin, by: passed))
    }

    /// Calls a function with the operands from `arguments` on, and what came through the pipe last.
    func call(
        _ function: TemplateFunction, _ name: Bytes, _ command: Int32, _ arguments: Int32,
        _ dot: Value, _ final: Value?
    ) throws(TemplateFailure) -> Value {
        let tree = tree
        var given = 0
        var argument = arguments
        while argument >= 0 {
            given += 1
            argument = tree.nodes[Int(argument)].next
        }
        try check(function, name, given, given + (final == nil ? 0 : 1))
        var values: [Value] = []
        values.reserveCapacity(given + 1)
        argument = arguments
        while argument >= 0 {
            values.append(
                try evaluate(argument: argument, function.parameter(values.count), dot))
            argument = tree.nodes[Int(argument)].next
        }
        if let final {
            values.append(try check(final, function.parameter(values.count)))
        }
        if origins.isTracking, BranchChanges.changes(name) {
            for index in values.indices {
                values[index].origin = origins.decided(values[index].origin, by: condition)
            }
        }
        let saved = node
        var call = FunctionCall(
            arguments: values, evaluator: self,
            site: TextBuilder.Site(frame: frame, node: command))
        node = command
        do throws(FunctionError) {
            let result = try function.body(&call)
            charge(values.reduce(result.cost + 1) { $0 + $1.cost })
            guard steps <= limits.steps else { throw tooManySteps }
            node = saved
            return flow(result, function, values)
        } catch {
            node = command
            throw failed(name, error)
        }
    }

    private func failed(_ name: Bytes, _ error: FunctionError) -> TemplateFailure {
        let called = String(decoding: name, as: UTF8.self)
        var failure = failure("error calling \(called): \(error.message)")
        if let inner = error.failure {
            failure.refusal = inner.refusal
            failure.isLimit = inner.isLimit
            failure.cause = TemplateFailure.Cause(inner)
        } else if error.isRefusal {
            failure.refusal = error.message
        }
        if error.isLimit { failure.isLimit = true }
        failure.calls = called
        failure.isPlainCall = error.isPlainCause
        return failure
    }

    private func check(
        _ function: TemplateFunction, _ name: Bytes, _ written: Int, _ given: Int
    ) throws(TemplateFailure) {
        let called = String(decoding: name, as: UTF8.self)
        let wanted = function.parameters.count
        if function.isVariadic {
            if given < wanted - 1 {
                throw failure(
                    "wrong number of args for \(called): want at least \(wanted - 1) got \(written)"
                )
            }
        } else if given != wanted {
            throw failure("wrong number of args for \(called): want \(wanted) got \(given)")
        }
    }

    /// Evaluates an operand for a parameter, or for none (nil) in a chain.
    func evaluate(
        argument index: Int32, _ parameter: TemplateFunction.Parameter?, _ dot: Value
    ) throws(TemplateFailure) -> Value {
        node = index
        let operand = tree.nodes[Int(index)]
        switch operand.kind {
        case .dot: return try check(dot, parameter)
        case .nil:
            guard let parameter else { return .null }
            guard parameter.canBeNil else {
                throw failure("cannot assign nil to \(parameter.typeName)")
            }
            return parameter == .reflected ? .invalid : .null
        case .field:
            let chain = tree.chains[Int(operand.value)]
            return try check(evaluate(chain[...], of: dot, index, -1, dot, nil), parameter)
        case .variable:
            return try check(evaluate(variable: index, arguments: -1, dot, nil), parameter)
        case .pipe: return try check(evaluate(pipe: index, dot), parameter)
        case .identifier:
            return try check(evaluate(function: index, command: index, dot, final: nil), parameter)
        case .chain: return try check(evaluate(chain: index, arguments: -1, dot, nil), parameter)
        default: return try constant(index, parameter)
        }
    }

    /// A constant for a parameter: a number becomes what is asked for.
    private func constant(
        _ index: Int32, _ parameter: TemplateFunction.Parameter?
    ) throws(TemplateFailure) -> Value {
        let operand = tree.nodes[Int(index)]
        let number = operand.kind == .number ? tree.numbers[Int(operand.value)] : nil
        let text = { String(decoding: self.tree.printed(index), as: UTF8.self) }
        switch parameter {
        case .any, .reflected, nil:
            switch operand.kind {
            case .bool: return .bool(operand.value == 1)
            case .string: return .string(tree.strings[Int(operand.value)])
            default: return try constant(index)
            }
        case .string:
            guard operand.kind == .string else { throw failure("expected string; found \(text())") }
            return .string(tree.strings[Int(operand.value)])
        case .bool:
            guard operand.kind == .bool else { throw failure("expected bool; found \(text())") }
            return .bool(operand.value == 1)
        case .int, .int64:
            guard let number, number.isInt else {
                throw failure("expected integer; found \(text())")
            }
            return Value(.integer(number.int, parameter == .int ? .int : .int64))
        case .float64:
            guard let number, number.isFloat else {
                throw failure("expected float; found \(text())")
            }
            return .float(number.float)
        case .map, .list, .strings, .object:
            let type = parameter?.typeName ?? "<nil>"
            throw failure("can't handle \(text()) for arg of type \(type)")
        }
    }

    /// Holds a value to the type of a parameter.
    func check(
        _ value: Value, _ parameter: TemplateFunction.Parameter?
    ) throws(TemplateFailure) -> Value {
        guard let parameter, parameter != .reflected else { return value }
        if case .invalid = value.payload {
            if parameter.canBeNil { return Value(.null, origin: value.origin) }
            throw failure("invalid value; expected \(parameter.typeName)")
        }
        if parameter.accepts(value) { return value }
        let type = if case .null = value.payload { "interface {}" } else { value.typeName }
        throw failure("wrong type for value; expected \(parameter.typeName); got \(type)")
    }
}

extension Value {
    /// What it costs a function to take or to make this, in steps.
    fileprivate var cost: Int {
        switch payload {
        case .string(let bytes): bytes.count >> 6
        case .text(let text): text.bytes.count >> 6 + text.runs.count >> 3
        case .list(let list): list.items.count >> 3
        case .map(let map): map.count >> 3
        default: 0
        }
    }
}

extension TemplateFunction {
    /// The type that an argument is held to.
    func parameter(_ index: Int) -> Parameter {
        index < parameters.count ? parameters[index] : parameters.last ?? .any
    }
}

extension TemplateFunction.Parameter {
    var canBeNil: Bool {
        switch self {
        case .any, .reflected, .map, .list, .strings: true
        case .string, .bool, .int, .int64, .float64, .object: false
        }
    }

    /// Whether a value's type can be assigned to this.
    func accepts(_ value: Value) -> Bool {
        switch (self, value.payload) {
        case (.any, _), (.reflected, _): true
        case (.string, .string), (.string, .text), (.bool, .bool), (.float64, .float): true
        case (.int, .integer(_, .int)), (.int64, .integer(_, .int64)): true
        case (.map, .map(let map)): map.kind == .any || map.kind == .values
        case (.list, .list(let list)): list.kind == .any
        case (.strings, .list(let list)): list.kind == .string || list.kind == .versions
        case (.object, .object): true
        default: false
        }
    }
}
