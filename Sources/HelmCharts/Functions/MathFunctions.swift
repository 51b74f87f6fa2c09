package import GoTemplates

/// Sprig's functions on numbers. Integers wrap around as Go's do.
package enum MathFunctions {
    package static let all: [TemplateFunction] = conversions + integers + floats + decimals

    private static let conversions = [
        TemplateFunction("int", [.any]) { call in .int(NumberConversion.int(call[0])) },
        TemplateFunction("int64", [.any]) { call in .int64(NumberConversion.int(call[0])) },
        TemplateFunction("float64", [.any]) { call in .float(NumberConversion.float(call[0])) },
        TemplateFunction("atoi", [.string]) { call in
            switch GoNumberSyntax.int(call.bytes(0), base: 10) {
            case .value(let value), .outOfRange(let value): .int(value)
            case .invalid: .int(0)
            }
        },
        TemplateFunction("toDecimal", [.any]) { call in
            switch GoNumberSyntax.int(GoFormat.text(call[0]), base: 8) {
            case .value(let value): .int64(value)
            case .outOfRange, .invalid: .int64(0)
            }
        },
    ]

    // MARK: Integers

    private static let integers = [
        TemplateFunction("add", [.any], variadic: true) { call in
            .int64(call.arguments.reduce(0) { $0 &+ NumberConversion.int($1) })
        },
        TemplateFunction("add1", [.any]) { call in .int64(NumberConversion.int(call[0]) &+ 1) },
        TemplateFunction("sub", [.any, .any]) { call in
            .int64(NumberConversion.int(call[0]) &- NumberConversion.int(call[1]))
        },
        TemplateFunction("mul", [.any, .any], variadic: true) { call in
            .int64(call.arguments.reduce(1) { $0 &* NumberConversion.int($1) })
        },
        TemplateFunction("div", [.any, .any]) { (call) throws(FunctionError) in
            try divided(call) { $0.dividedReportingOverflow(by: $1).partialValue }
        },
        TemplateFunction("mod", [.any, .any]) { (call) throws(FunctionError) in
            try divided(call) { $0.remainderReportingOverflow(dividingBy: $1).partialValue }
        },
        largest, largest.named("biggest"),
        TemplateFunction("min", [.any, .any], variadic: true) { call in
            .int64(call.arguments.map { NumberConversion.int($0) }.min() ?? 0)
        },
    ]

    private static let largest = TemplateFunction("max", [.any, .any], variadic: true) { call in
        .int64(call.arguments.map { NumberConversion.int($0) }.max() ?? 0)
    }

    private static func divided(
        _ call: FunctionCall, _ operation: (Int, Int) -> Int
    ) throws(FunctionError) -> Value {
        let divisor = NumberConversion.int(call[1])
        if divisor == 0 { throw FunctionError("runtime error: integer divide by zero") }
        return .int64(operation(NumberConversion.int(call[0]), divisor))
    }

    // MARK: Floating-point numbers

    private static let floats = [
        TemplateFunction("floor", [.any]) { call in
            .float(NumberConversion.float(call[0]).rounded(.down))
        },
        TemplateFunction("ceil", [.any]) { call in
            .float(NumberConversion.float(call[0]).rounded(.up))
        },
        TemplateFunction("round", [.any, .int, .float64], variadic: true) { call in
            let limit = call.count > 2 ? call.float(2) : 0.5
            return .float(rounded(NumberConversion.float(call[0]), call.int(1), up: limit))
        },
        TemplateFunction("maxf", [.any, .any], variadic: true) { call in
            let numbers = call.arguments.map { NumberConversion.float($0) }
            return .float(numbers.dropFirst().reduce(numbers[0], larger))
        },
        TemplateFunction("minf", [.any, .any], variadic: true) { call in
            let numbers = call.arguments.map { -NumberConversion.float($0) }
            return .float(-numbers.dropFirst().reduce(numbers[0], larger))
        },
    ]

    /// `math.Max`: infinity before what is not a number, and that before all others.
    private static func larger(_ left: Double, _ right: Double) -> Double {
        if left == .infinity || right == .infinity { return .infinity }
        if left.isNaN || right.isNaN { return .nan }
        if left == 0, right == 0 { return left.sign == .minus ? right : left }
        return left > right ? left : right
    }

    /// Digits after the point; what follows them counts as one more from `up` on. Negative numbers
    /// are rounded down.
    private static func rounded(_ value: Double, _ places: Int, up: Double) -> Double {
        let power = powerOfTen(places)
        let digits = power * value
        let fraction = digits - digits.rounded(.towardZero)
        return digits.rounded(fraction >= up ? .up : .down) / power
    }

    /// `math.Pow(10, n)`, bit for bit: by squaring, with the exponent of two kept apart.
    private static func powerOfTen(_ exponent: Int) -> Double {
        guard abs(exponent) < 10_000 else { return exponent < 0 ? 0 : .infinity }
        var (result, shift) = (1.0, 0)
        var (square, squareShift) = (10.0 / 16, 4)
        var bits = exponent.magnitude
        while bits != 0 {
            if bits & 1 == 1 {
                result *= square
                shift += squareShift
            }
            square *= square
            squareShift *= 2
            if square < 0.5 {
                square += square
                squareShift -= 1
            }
            bits >>= 1
        }
        if exponent < 0 {
            result = 1 / result
            shift = -shift
        }
        return Double(sign: .plus, exponent: shift, significand: result)
    }

    // MARK: Decimal numbers

    private static let decimals = [
        TemplateFunction("add1f", [.any]) { (call) throws(FunctionError) in
            try folded(call.arguments + [.int(1)]) { $0 + $1 }
        },
        TemplateFunction("addf", [.any], variadic: true) { (call) throws(FunctionError) in
            try folded([.float(0)] + call.arguments) { $0 + $1 }
        },
        TemplateFunction("subf", [.any, .any], variadic: true) { (call) throws(FunctionError) in
            try folded(call.arguments) { $0 - $1 }
        },
        TemplateFunction("mulf", [.any, .any], variadic: true) { (call) throws(FunctionError) in
            try folded(call.arguments) { $0 * $1 }
        },
        TemplateFunction("divf", [.any, .any], variadic: true) { (call) throws(FunctionError) in
            for divisor in call.arguments.dropFirst() where NumberConversion.float(divisor) == 0 {
                throw FunctionError("decimal division by 0")
            }
            return try folded(call.arguments) { $0 / $1 }
        },
    ]

    private static func folded(
        _ values: [Value], _ operation: (DecimalNumber, DecimalNumber) -> DecimalNumber
    ) throws(FunctionError) -> Value {
        var result: DecimalNumber?
        for value in values {
            let number = NumberConversion.float(value)
            guard let decimal = DecimalNumber(number) else {
                let text = String(decoding: GoFormat.text(.float(number)), as: UTF8.self)
                throw FunctionError("Cannot create a Decimal from \(text)")
            }
            result = result.map { operation($0, decimal) } ?? decimal
            if let result, result.size > 20_000 {
                throw FunctionError("the number would have more than 20000 digits", isLimit: true)
            }
        }
        return .float(result?.double ?? 0)
    }
}
