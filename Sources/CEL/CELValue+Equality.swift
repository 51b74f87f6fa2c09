import Notations

// Equality and order across types, as CEL's specification has them: numbers by their mathematical
// value, everything else only within one type.
extension CELValue: Equatable {
    /// Equality as `==` has it in expressions; false also for values too large to compare.
    package static func == (left: CELValue, right: CELValue) -> Bool {
        var budget = CELBudget(CELLimits())
        return (try? left.isEqual(to: right, &budget)) ?? false
    }

    /// Whether two values are equal; a pair of different types is not.
    func isEqual(to other: CELValue, _ budget: inout CELBudget) throws(CELFailure) -> Bool {
        switch (self, other) {
        case (.null, .null), (.absent, .absent): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.int(let left), .int(let right)): return left == right
        case (.uint(let left), .uint(let right)): return left == right
        case (.double(let left), .double(let right)): return left == right
        case (.string(let left), .string(let right)):
            if left.utf8.count > 64 { try budget.charge(reading: left.utf8.count) }
            return left.hasSameBytes(as: right)
        case (.bytes(let left), .bytes(let right)):
            try budget.charge(reading: left.count)
            return left == right
        case (.list(let left), .list(let right)): return try isEqual(left, right, &budget)
        case (.map(let left), .map(let right)): return try isEqual(left, right, &budget)
        case (.type(let left), .type(let right)): return left == right
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.present(let left), .present(let right)): return try left.isEqual(to: right, &budget)
        case (.address(let left), .address(let right)): return left == right
        case (.network(let left), .network(let right)): return left == right
        case (.quantity(let left), .quantity(let right)): return left == right
        case (.url(let left), .url(let right)):
            try budget.charge(reading: left.description.utf8.count)
            return left == right
        case (.version(let left), .version(let right)): return left == right
        case (.format(let left), .format(let right)): return left == right
        case (.object(let left), .object(let right)): return left === right
        default: return numericOrder(other) == .equal
        }
    }

    private func isEqual(
        _ left: [CELValue], _ right: [CELValue], _ budget: inout CELBudget
    ) throws(CELFailure) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices {
            try budget.charge(1)
            guard try left[index].isEqual(to: right[index], &budget) else { return false }
        }
        return true
    }

    private func isEqual(
        _ left: CELMap, _ right: CELMap, _ budget: inout CELBudget
    ) throws(CELFailure) -> Bool {
        guard left.count == right.count else { return false }
        for entry in left.entries {
            try budget.charge(1)
            guard let other = right[entry.key], try entry.value.isEqual(to: other, &budget)
            else { return false }
        }
        return true
    }

    /// How two values are ordered.
    enum Order {
        case before, equal, after
        /// One is not a number.
        case unordered
    }

    /// The order of two values of one ordered type or of two numbers; nil for any other pair.
    func order(_ other: CELValue) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): return .of(left, right)
        case (.string(let left), .string(let right)):
            if left.hasSameBytes(as: right) { return .equal }
            return left.precedesByBytes(right) ? .before : .after
        case (.bytes(let left), .bytes(let right)):
            if left == right { return .equal }
            return left.lexicographicallyPrecedes(right) ? .before : .after
        case (.bool(let left), .bool(let right)): return .of(left ? 1 : 0, right ? 1 : 0)
        case (.timestamp(let left), .timestamp(let right)): return .of(left, right)
        case (.duration(let left), .duration(let right)): return .of(left, right)
        default: return numericOrder(other)
        }
    }

    private func numericOrder(_ other: CELValue) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): .of(left, right)
        case (.uint(let left), .uint(let right)): .of(left, right)
        case (.double(let left), .double(let right)): .ofDoubles(left, right)
        case (.int(let left), .uint(let right)): .ofMixed(left, right)
        case (.uint(let left), .int(let right)): .ofMixed(left, right)
        case (.int(let left), .double(let right)): .ofMixed(left, right)
        case (.uint(let left), .double(let right)): .ofMixed(left, right)
        case (.double(let left), .int(let right)): Order.ofMixed(right, left).reversed
        case (.double(let left), .uint(let right)): Order.ofMixed(right, left).reversed
        default: nil
        }
    }
}

extension CELValue.Order {
    fileprivate static func of<Value: Comparable>(_ left: Value, _ right: Value) -> Self {
        left < right ? .before : left == right ? .equal : .after
    }

    fileprivate static func ofMixed(
        _ left: some FixedWidthInteger, _ right: some FixedWidthInteger
    ) -> Self {
        left < right ? .before : left == right ? .equal : .after
    }

    fileprivate static func ofDoubles(_ left: Double, _ right: Double) -> Self {
        left.isNaN || right.isNaN ? .unordered : .of(left, right)
    }

    /// An integer within the double's reach is compared as a double, as cel-go does: the largest
    /// int equals 2^63, since no double lies between them.
    fileprivate static func ofMixed(_ left: Int64, _ right: Double) -> Self {
        right.isNaN ? .unordered : .of(Double(left), right)
    }

    fileprivate static func ofMixed(_ left: UInt64, _ right: Double) -> Self {
        right.isNaN ? .unordered : .of(Double(left), right)
    }

    fileprivate var reversed: Self {
        switch self {
        case .before: .after
        case .after: .before
        case .equal, .unordered: self
        }
    }
}
