/// The comparisons of text/template: what `eq`, `lt` and the others say of two values.
package enum GoOrder {
    /// The kinds of values that have an order or an equality of their own.
    private enum Basic: Equatable {
        case bool(Bool)
        case complex(Double, Double)
        case float(Double)
        case int(Int)
        case uint(UInt)
        case string(Bytes)

        init?(_ value: Value) {
            switch value.payload {
            case .bool(let truth): self = .bool(truth)
            case .integer(let number, let kind):
                self = kind.isUnsigned ? .uint(UInt(bitPattern: number)) : .int(number)
            case .float(let number): self = .float(number)
            case .string(let bytes): self = .string(bytes)
            case .text(let text): self = .string(text.bytes)
            case .object(let object as ComplexValue): self = .complex(object.real, object.imaginary)
            case .invalid, .null, .list, .map, .object: return nil
            }
        }
    }

    /// Whether two values are equal.
    ///
    /// - Throws: when their types do not go together, or have no equality.
    package static func areEqual(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        switch (Basic(left), Basic(right)) {
        case (.int(let one), .uint(let other)): return one >= 0 && UInt(one) == other
        case (.uint(let one), .int(let other)): return other >= 0 && one == UInt(other)
        case (.bool(let one), .bool(let other)): return one == other
        case (.complex(let real, let imaginary), .complex(let otherReal, let otherImaginary)):
            return real == otherReal && imaginary == otherImaginary
        case (.float(let one), .float(let other)): return one == other
        case (.int(let one), .int(let other)): return one == other
        case (.uint(let one), .uint(let other)): return one == other
        case (.string(let one), .string(let other)): return one == other
        case (nil, nil): return try areSame(left, right)
        case (_, _):
            if left.isNil || right.isNil { return false }
            throw incompatible(left, right)
        }
    }

    /// Whether two values that are not basic are the same.
    private static func areSame(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        if left.isNil || right.isNil { return left.isNil && right.isNil }
        if left.kindName != right.kindName {
            throw message("non-comparable types %s: %s, %s: %v", left, right)
        }
        guard case .object(let one) = left.payload, case .object(let other) = right.payload,
            !["map", "slice", "func"].contains(other.kindName)
        else {
            let text = String(decoding: GoFormat.text(right, verb: "s"), as: UTF8.self)
            throw FunctionError("non-comparable type \(text): \(right.typeName)")
        }
        if one === other { return true }
        return one.kindName == "struct" && one.typeName == other.typeName
            && one.printed == other.printed
    }

    private static func message(
        _ format: String, _ left: Value, _ right: Value
    ) -> FunctionError {
        let arguments = [
            left, .string(left.typeName), .string(right.typeName), right,
        ]
        return FunctionError(
            String(decoding: GoFormat.text(format, arguments), as: UTF8.self))
    }

    private static func incompatible(_ left: Value, _ right: Value) -> FunctionError {
        FunctionError(
            "incompatible types for comparison: \(left.typeName) and \(right.typeName)")
    }

    /// Whether one value stands before another.
    ///
    /// - Throws: when their types do not go together, or have no order.
    package static func precedes(_ left: Value, _ right: Value) throws(FunctionError) -> Bool {
        guard let one = Basic(left), let other = Basic(right) else {
            throw FunctionError("invalid type for comparison")
        }
        switch (one, other) {
        case (.int(let one), .uint(let other)): return one < 0 || UInt(one) < other
        case (.uint(let one), .int(let other)): return other >= 0 && one < UInt(other)
        case (.float(let one), .float(let other)): return one < other
        case (.int(let one), .int(let other)): return one < other
        case (.uint(let one), .uint(let other)): return one < other
        case (.string(let one), .string(let other)): return one.lexicographicallyPrecedes(other)
        case (.bool, .bool), (.complex, .complex):
            throw FunctionError("invalid type for comparison")
        case (_, _): throw incompatible(left, right)
        }
    }

    /// Whether one value stands before another or is equal to it. Throws as `precedes`.
    package static func precedesOrEquals(
        _ left: Value, _ right: Value
    ) throws(FunctionError) -> Bool {
        if try precedes(left, right) { return true }
        return try areEqual(left, right)
    }
}

/// The built-in functions `eq`, `ne`, `lt`, `le`, `gt` and `ge`.
package enum ComparisonFunctions {
    package static let all: [TemplateFunction] = [
        equal,
        // Go defines the others by `lt` and `eq`; of a NaN that says `gt` and `ge` are true.
        function("ne") { (left, right) throws(FunctionError) in
            try !GoOrder.areEqual(left, right)
        },
        function("lt") { (left, right) throws(FunctionError) in
            try GoOrder.precedes(left, right)
        },
        function("le") { (left, right) throws(FunctionError) in
            try GoOrder.precedesOrEquals(left, right)
        },
        function("gt") { (left, right) throws(FunctionError) in
            try !GoOrder.precedesOrEquals(left, right)
        },
        function("ge") { (left, right) throws(FunctionError) in
            try !GoOrder.precedes(left, right)
        },
    ]

    private static let equal = TemplateFunction(
        "eq", [.reflected, .reflected], variadic: true, .decides
    ) { call throws(FunctionError) in
        guard call.count > 1 else { throw FunctionError("missing argument for comparison") }
        for index in 1..<call.count {
            if try GoOrder.areEqual(call[0], call[index]) { return .bool(true) }
        }
        return .bool(false)
    }

    private static func function(
        _ name: String,
        _ compare: @escaping @Sendable (Value, Value) throws(FunctionError) -> Bool
    ) -> TemplateFunction {
        TemplateFunction(name, [.reflected, .reflected], .decides) { call throws(FunctionError) in
            .bool(try compare(call[0], call[1]))
        }
    }
}
