/// `+ - * / %` on every pair of types they apply to. What does not fit 64 bits fails.
enum Arithmetic {
    static func value(
        _ operation: ProgramNode.Operation, _ left: CELValue, _ right: CELValue,
        _ budget: inout CELBudget
    ) throws(CELFailure) -> CELValue {
        switch (left, right) {
        case (.int(let left), .int(let right)):
            return .int(try whole(operation, left, right))
        case (.uint(let left), .uint(let right)):
            return .uint(try whole(operation, left, right))
        case (.double(let left), .double(let right)) where operation != .remainder:
            return .double(real(operation, left, right))
        case (.string(let left), .string(let right)) where operation == .add:
            try budget.charge(building: left.utf8.count + right.utf8.count)
            return .string(left + right)
        case (.bytes(let left), .bytes(let right)) where operation == .add:
            try budget.charge(building: left.count + right.count)
            return .bytes(left + right)
        case (.list(let left), .list(let right)) where operation == .add:
            try budget.charge(building: (left.count + right.count) * 8)
            return .list(left + right)
        default:
            if let moment = try time(operation, left, right) { return moment }
            throw .noOverload(symbol(operation), left, right)
        }
    }

    static func negate(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .int(.min): throw .overflow
        case .int(let value): return .int(-value)
        case .double(let value): return .double(-value)
        default: throw .noOverload("-", value)
        }
    }

    private static func whole<Number: FixedWidthInteger>(
        _ operation: ProgramNode.Operation, _ left: Number, _ right: Number
    ) throws(CELFailure) -> Number {
        let result: (partialValue: Number, overflow: Bool)
        switch operation {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .divide:
            if right == 0 { throw .divisionByZero }
            result = left.dividedReportingOverflow(by: right)
        default:
            if right == 0 { throw .remainderByZero }
            result = left.remainderReportingOverflow(dividingBy: right)
        }
        if result.overflow { throw .overflow }
        return result.partialValue
    }

    private static func real(
        _ operation: ProgramNode.Operation, _ left: Double, _ right: Double
    ) -> Double {
        switch operation {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        default: left / right
        }
    }

    private static func time(
        _ operation: ProgramNode.Operation, _ left: CELValue, _ right: CELValue
    ) throws(CELFailure) -> CELValue? {
        switch (operation, left, right) {
        case (.add, .timestamp(let moment), .duration(let span)),
            (.add, .duration(let span), .timestamp(let moment)):
            return .timestamp(try inRange(moment.adding(span)))
        case (.subtract, .timestamp(let moment), .duration(let span)):
            if span == .min { throw .overflow }
            return .timestamp(try inRange(moment.adding(-span)))
        case (.subtract, .timestamp(let left), .timestamp(let right)):
            return .duration(try inRange(left.nanoseconds(since: right)))
        case (.add, .duration(let left), .duration(let right)),
            (.subtract, .duration(let left), .duration(let right)):
            return .duration(try whole(operation, left, right))
        default: return nil
        }
    }

    private static func inRange<Value>(_ value: Value?) throws(CELFailure) -> Value {
        guard let value else { throw CELFailure("the time is out of range") }
        return value
    }

    static func symbol(_ operation: ProgramNode.Operation) -> String {
        switch operation {
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .remainder: "%"
        case .less: "<"
        case .lessEqual: "<="
        case .greater: ">"
        default: ">="
        }
    }
}
