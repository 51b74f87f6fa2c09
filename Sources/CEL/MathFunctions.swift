/// The library `math.…`.
enum MathFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] =
        extremes("math.greatest", wanted: .after) + extremes("math.least", wanted: .before)
        + rounding + signs + tests + bits

    // MARK: Greatest and least

    private static let numbers: [CELType] = [.int, .uint, .double]

    private static func extremes(_ name: String, wanted: CELValue.Order) -> [CELFunction] {
        let single = numbers.map { Signature([$0], $0) }
        let lists = (numbers + [.dyn]).map { Signature([.list($0)], $0) }
        let pairs = numbers.flatMap { left in
            numbers.map { Signature([left, $0], left == $0 ? left : .dyn) }
        }
        return [
            .global(
                name, single + lists,
                .unary { value, budget throws(CELFailure) in
                    guard case .list(let elements) = value else {
                        return try extreme([value], name, wanted)
                    }
                    try budget.charge(elements.count)
                    return try extreme(elements, name, wanted)
                }),
            .global(
                name, pairs,
                .binary { left, right, _ throws(CELFailure) in
                    try extreme([left, right], name, wanted)
                }),
        ]
    }

    private static func extreme(
        _ values: [CELValue], _ name: String, _ wanted: CELValue.Order
    ) throws(CELFailure) -> CELValue {
        guard var best = values.first else { throw CELFailure("`\(name)` of an empty list") }
        for value in values {
            switch value {
            case .int, .uint, .double: break
            default: throw .noOverload(name, value)
            }
            if value.order(best) == wanted { best = value }
        }
        return best
    }

    // MARK: Doubles

    private static let rounding: [CELFunction] = [
        double("math.ceil") { .double($0.rounded(.up)) },
        double("math.floor") { .double($0.rounded(.down)) },
        double("math.round") { .double($0.rounded(.toNearestOrAwayFromZero)) },
        double("math.trunc") { .double($0.rounded(.towardZero)) },
        .global(
            "math.sqrt", numbers.map { Signature([$0], .double) },
            .unary { value, _ throws(CELFailure) in
                switch value {
                case .int(let number): return .double(Double(number).squareRoot())
                case .uint(let number): return .double(Double(number).squareRoot())
                case .double(let number): return .double(number.squareRoot())
                default: throw .noOverload("math.sqrt", value)
                }
            }),
    ]

    private static let tests: [CELFunction] = [
        double("math.isNaN", .bool) { .bool($0.isNaN) },
        double("math.isInf", .bool) { .bool($0.isInfinite) },
        double("math.isFinite", .bool) { .bool($0.isFinite) },
    ]

    private static func double(
        _ name: String, _ result: CELType = .double,
        _ answer: @escaping @Sendable (Double) -> CELValue
    ) -> CELFunction {
        .global(
            name, [Signature([.double], result)],
            .unary { value, _ throws(CELFailure) in
                guard case .double(let number) = value else { throw .noOverload(name, value) }
                return answer(number)
            })
    }

    // MARK: Signs

    private static let signs: [CELFunction] = [
        .global(
            "math.abs", numbers.map { Signature([$0], $0) },
            .unary { value, _ throws(CELFailure) in
                switch value {
                case .int(.min): throw .overflow
                case .int(let number): return .int(abs(number))
                case .uint: return value
                case .double(let number): return .double(number.magnitude)
                default: throw .noOverload("math.abs", value)
                }
            }),
        .global(
            "math.sign", numbers.map { Signature([$0], $0) },
            .unary { value, _ throws(CELFailure) in
                switch value {
                case .int(let number): return .int(number.signum())
                case .uint(let number): return .uint(number.signum())
                case .double(let number):
                    let isSigned = number > 0 || number < 0
                    return .double(isSigned ? (number > 0 ? 1 : -1) : number)
                default: throw .noOverload("math.sign", value)
                }
            }),
    ]

    // MARK: Bits

    private static let bits: [CELFunction] = [
        bitwise("math.bitAnd", { $0 & $1 }, { $0 & $1 }),
        bitwise("math.bitOr", { $0 | $1 }, { $0 | $1 }),
        bitwise("math.bitXor", { $0 ^ $1 }, { $0 ^ $1 }),
        .global(
            "math.bitNot", [Signature([.int], .int), Signature([.uint], .uint)],
            .unary { value, _ throws(CELFailure) in
                switch value {
                case .int(let number): return .int(~number)
                case .uint(let number): return .uint(~number)
                default: throw .noOverload("math.bitNot", value)
                }
            }),
        // Smart shifts: 64 bits or more give zero. To the right, zeros come in also for an int.
        shift("math.bitShiftLeft") { $0 << $1 },
        shift("math.bitShiftRight") { $0 >> $1 },
    ]

    private static func bitwise(
        _ name: String, _ integers: @escaping @Sendable (Int64, Int64) -> Int64,
        _ unsigned: @escaping @Sendable (UInt64, UInt64) -> UInt64
    ) -> CELFunction {
        .global(
            name, [Signature([.int, .int], .int), Signature([.uint, .uint], .uint)],
            .binary { left, right, _ throws(CELFailure) in
                switch (left, right) {
                case (.int(let left), .int(let right)): return .int(integers(left, right))
                case (.uint(let left), .uint(let right)): return .uint(unsigned(left, right))
                default: throw .noOverload(name, left, right)
                }
            })
    }

    private static func shift(
        _ name: String, _ shifted: @escaping @Sendable (UInt64, Int64) -> UInt64
    ) -> CELFunction {
        .global(
            name, [Signature([.int, .int], .int), Signature([.uint, .int], .uint)],
            .binary { value, distance, _ throws(CELFailure) in
                guard case .int(let distance) = distance else {
                    throw .noOverload(name, value, distance)
                }
                if distance < 0 { throw CELFailure("`\(name)` by a negative distance") }
                switch value {
                case .int(let number):
                    let pattern = UInt64(bitPattern: number)
                    return .int(Int64(bitPattern: shifted(pattern, distance)))
                case .uint(let number): return .uint(shifted(number, distance))
                default: throw .noOverload(name, value, .int(distance))
                }
            })
    }
}
