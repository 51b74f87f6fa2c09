/// Solves for the unknown types of an expression, as cel-go's checker does: an unknown takes the
/// first type it meets and gives way to a more general one.
struct TypeSolver {
    /// What each unknown stands for so far.
    private var solutions: [CELType?] = []
    /// Changes that a failed attempt takes back.
    private var trail: [(variable: Int, old: CELType?)] = []
    /// Bounds the work that types built of many parts can cause.
    private var steps = 200_000

    mutating func fresh() -> CELType {
        solutions.append(nil)
        return .variable(solutions.count - 1)
    }

    /// Whether a value of one type can stand where the other is wanted; solves unknowns if so.
    mutating func assign(_ type: CELType, to wanted: CELType) -> Bool {
        // What is asked most often needs no solving.
        switch (type, wanted) {
        case (.bool, .bool), (.string, .string), (.int, .int): return true
        default: break
        }
        if agree(type, wanted) {
            trail.removeAll(keepingCapacity: true)
            return true
        }
        undo()
        return false
    }

    /// Whether all arguments can stand for the parameters.
    mutating func assign(_ arguments: [CELType], to parameters: [CELType]) -> Bool {
        guard arguments.count == parameters.count else { return false }
        for (argument, parameter) in zip(arguments, parameters)
        where !agree(argument, parameter) {
            undo()
            return false
        }
        trail.removeAll(keepingCapacity: true)
        return true
    }

    private mutating func undo() {
        while let change = trail.popLast() {
            solutions[change.variable] = change.old
        }
    }

    private mutating func solve(_ variable: Int, _ type: CELType) {
        trail.append((variable, solutions[variable]))
        solutions[variable] = type
    }

    /// The last unknown of a chain and what it stands for.
    private func root(_ variable: Int) -> (variable: Int, type: CELType?) {
        var variable = variable
        while true {
            guard let type = solutions[variable] else { return (variable, nil) }
            guard case .variable(let next) = type else { return (variable, type) }
            variable = next
        }
    }

    private mutating func agree(_ left: CELType, _ right: CELType) -> Bool {
        steps -= 1
        guard steps > 0 else { return true }
        if case .variable(let variable) = right {
            if let answer = substitute(left, for: root(variable)) { return answer }
        }
        if case .variable(let variable) = left {
            return substitute(right, for: root(variable)) ?? false
        }
        return agreeOnKinds(left, right)
    }

    /// Whether `type` can be what an unknown stands for; nil if the unknown has no solution and
    /// occurs in the type.
    private mutating func substitute(
        _ type: CELType, for root: (variable: Int, type: CELType?)
    ) -> Bool? {
        if case .variable(let other) = type, self.root(other).variable == root.variable {
            return true
        }
        guard let solution = root.type else {
            guard !occurs(root.variable, in: type) else { return nil }
            solve(root.variable, type)
            return true
        }
        guard agree(type, solution) else { return false }
        let general = mostGeneral(type, solution)
        if !occurs(root.variable, in: general) { solve(root.variable, general) }
        return true
    }

    private mutating func agreeOnKinds(_ left: CELType, _ right: CELType) -> Bool {
        switch (left, right) {
        case (.dyn, _), (_, .dyn): return true
        case (.null, .null): return true
        case (.null, let other), (let other, .null): return other.takesNull
        case (.nullable(let left), .nullable(let right)): return left == right
        case (.nullable(let inner), let other), (let other, .nullable(let inner)):
            return inner == other
        case (.list(let left), .list(let right)): return agree(left, right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            return agree(leftKey, rightKey) && agree(leftValue, rightValue)
        case (.optional(let left), .optional(let right)): return agree(left, right)
        case (.type, .type): return true
        case (.opaque(let left, let leftTypes), .opaque(let right, let rightTypes)):
            guard left == right, leftTypes.count == rightTypes.count else { return false }
            for (left, right) in zip(leftTypes, rightTypes) where !agree(left, right) {
                return false
            }
            return true
        default: return left == right
        }
    }

    private mutating func occurs(_ variable: Int, in type: CELType) -> Bool {
        steps -= 1
        guard steps > 0 else { return true }
        switch type {
        case .variable(let other):
            let root = root(other)
            if root.variable == variable { return true }
            return root.type.map { occurs(variable, in: $0) } ?? false
        case .list(let type), .optional(let type), .type(let type), .nullable(let type):
            return occurs(variable, in: type)
        case .map(let key, let value):
            return occurs(variable, in: key) || occurs(variable, in: value)
        case .opaque(_, let types):
            for type in types where occurs(variable, in: type) { return true }
            return false
        default: return false
        }
    }

    /// The type that both fit, where one is known to be assignable to the other.
    func mostGeneral(_ left: CELType, _ right: CELType) -> CELType {
        if case .null = left { return right }
        if case .null = right { return left }
        return isAtLeastAsGeneral(left, as: right) ? left : right
    }

    private func isAtLeastAsGeneral(_ left: CELType, as right: CELType) -> Bool {
        switch (left, right) {
        case (.dyn, _), (.variable, _): true
        case (_, .dyn), (_, .variable): false
        case (.list(let left), .list(let right)), (.optional(let left), .optional(let right)):
            isAtLeastAsGeneral(left, as: right)
        case (.map(let leftKey, let leftValue), .map(let rightKey, let rightValue)):
            isAtLeastAsGeneral(leftKey, as: rightKey)
                && isAtLeastAsGeneral(leftValue, as: rightValue)
        case (.opaque(let left, let leftTypes), .opaque(let right, let rightTypes)):
            left == right && leftTypes.count == rightTypes.count
                && zip(leftTypes, rightTypes).allSatisfy { isAtLeastAsGeneral($0, as: $1) }
        case (.nullable(let inner), _): right == left || right == inner
        case (.type, .type): true
        default: left == right
        }
    }

    /// The type with its unknowns solved; those without a solution stay.
    func resolved(_ type: CELType) -> CELType { substituted(type, unknown: nil) }

    /// The type with its unknowns solved; those without a solution are `dyn`.
    func final(_ type: CELType) -> CELType { substituted(type, unknown: .dyn) }

    private func substituted(_ type: CELType, unknown: CELType?) -> CELType {
        switch type {
        case .variable(let variable):
            let root = root(variable)
            guard let solution = root.type else { return unknown ?? .variable(root.variable) }
            return substituted(solution, unknown: unknown)
        case .list(let type): return .list(substituted(type, unknown: unknown))
        case .optional(let type): return .optional(substituted(type, unknown: unknown))
        case .type(let type): return .type(substituted(type, unknown: unknown))
        case .map(let key, let value):
            return .map(
                substituted(key, unknown: unknown), substituted(value, unknown: unknown))
        case .opaque(let name, let types) where !types.isEmpty:
            return .opaque(name, types.map { substituted($0, unknown: unknown) })
        default: return type
        }
    }

    /// A signature with fresh unknowns for its type parameters.
    mutating func instance(of signature: CELFunction.Signature) -> (
        parameters: [CELType], result: CELType
    ) {
        guard signature.isGeneric else { return (signature.parameters, signature.result) }
        var names: [(String, CELType)] = []
        let parameters = signature.parameters.map { instance(of: $0, &names) }
        return (parameters, instance(of: signature.result, &names))
    }

    private mutating func instance(
        of type: CELType, _ names: inout [(String, CELType)]
    ) -> CELType {
        switch type {
        case .parameter(let name):
            if let known = names.first(where: { $0.0 == name }) { return known.1 }
            let variable = fresh()
            names.append((name, variable))
            return variable
        case .list(let type): return .list(instance(of: type, &names))
        case .optional(let type): return .optional(instance(of: type, &names))
        case .type(let type): return .type(instance(of: type, &names))
        case .nullable(let type): return .nullable(instance(of: type, &names))
        case .map(let key, let value):
            return .map(instance(of: key, &names), instance(of: value, &names))
        case .opaque(let name, let types):
            return .opaque(name, types.map { instance(of: $0, &names) })
        default: return type
        }
    }
}

extension CELType {
    /// Whether null may stand for a value of the type.
    fileprivate var takesNull: Bool {
        switch self {
        case .null, .nullable, .dyn, .optional, .opaque, .object, .timestamp, .duration: true
        default: false
        }
    }
}
