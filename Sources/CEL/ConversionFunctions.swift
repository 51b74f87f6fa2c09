import Notations

/// `int(…)`, `string(…)` and the other names of types that convert.
enum ConversionFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = [
        converter("int", .int, from: [.int, .uint, .double, .string, .timestamp], integer),
        converter("uint", .uint, from: [.uint, .int, .double, .string], unsigned),
        converter("double", .double, from: [.double, .int, .uint, .string], double),
        converter("bool", .bool, from: [.bool, .string], boolean),
        converter("bytes", .bytes, from: [.bytes, .string], bytes),
        converter(
            "string", .string,
            from: [
                .string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration, .address,
                .network,
            ], string),
        converter("timestamp", .timestamp, from: [.timestamp, .string, .int], timestamp),
        converter("duration", .duration, from: [.duration, .string, .int], duration),
    ]

    private static func converter(
        _ name: String, _ result: CELType, from types: [CELType],
        _ body: @escaping @Sendable (CELValue) throws(CELFailure) -> CELValue
    ) -> CELFunction {
        .global(
            name, types.map { Signature([$0], result) },
            .unary { value, budget throws(CELFailure) in
                if case .string(let text) = value { try budget.charge(reading: text.utf8.count) }
                return try body(value)
            })
    }

    @Sendable private static func integer(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .int: return value
        case .uint(let number):
            guard let number = Int64(exactly: number) else { throw .outside("int", value) }
            return .int(number)
        case .double(let number):
            // cel-go refuses both ends of the range, since rounding hides whether they fit.
            guard number > -0x1p63, number < 0x1p63 else { throw .outside("int", value) }
            return .int(Int64(number))
        case .string(let text):
            guard let number = Int64(text) else { throw .conversion(value, to: "int") }
            return .int(number)
        case .timestamp(let moment): return .int(moment.seconds)
        default: throw .noOverload("int", value)
        }
    }

    @Sendable private static func unsigned(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .uint: return value
        case .int(let number):
            guard let number = UInt64(exactly: number) else { throw .outside("uint", value) }
            return .uint(number)
        case .double(let number):
            guard number >= 0, number < 0x1p64 else { throw .outside("uint", value) }
            return .uint(UInt64(number))
        case .string(let text):
            guard let number = UInt64(text) else { throw .conversion(value, to: "uint") }
            return .uint(number)
        default: throw .noOverload("uint", value)
        }
    }

    @Sendable private static func double(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .double: return value
        case .int(let number): return .double(Double(number))
        case .uint(let number): return .double(Double(number))
        case .string(let text):
            let names: [String: Double] = [
                "NaN": .nan, "Infinity": .infinity, "+Infinity": .infinity, "-Infinity": -.infinity,
                "Inf": .infinity, "+Inf": .infinity, "-Inf": -.infinity,
            ]
            if let number = names[text] { return .double(number) }
            let isNumber = text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains(byte)
            }
            guard isNumber, let number = Double(text), number.isFinite else {
                throw .conversion(value, to: "double")
            }
            return .double(number)
        default: throw .noOverload("double", value)
        }
    }

    @Sendable private static func boolean(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .bool: return value
        case .string("1"), .string("t"), .string("T"), .string("true"), .string("TRUE"),
            .string("True"):
            return .bool(true)
        case .string("0"), .string("f"), .string("F"), .string("false"), .string("FALSE"),
            .string("False"):
            return .bool(false)
        case .string: throw .conversion(value, to: "bool")
        default: throw .noOverload("bool", value)
        }
    }

    @Sendable private static func bytes(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .bytes: return value
        case .string(let text): return .bytes(Array(text.utf8))
        default: throw .noOverload("bytes", value)
        }
    }

    @Sendable static func string(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .string: return value
        case .bool(let value): return .string(value ? "true" : "false")
        case .int(let number): return .string(String(number))
        case .uint(let number): return .string(String(number))
        case .double(let number): return .string(DoubleText.shortest(number))
        case .bytes(let bytes):
            guard let text = String(validBytes: bytes) else {
                throw CELFailure("the bytes are not valid UTF-8")
            }
            return .string(text)
        case .timestamp(let moment): return .string(moment.description)
        case .duration(let span): return .string(DurationText.seconds(ofNanoseconds: span))
        case .address(let address): return .string(address.description)
        case .network(let network): return .string(network.description)
        default: throw .noOverload("string", value)
        }
    }

    @Sendable private static func timestamp(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .timestamp: return value
        case .string(let text):
            guard let moment = CELTimestamp(text) else {
                throw .conversion(value, to: "timestamp")
            }
            return .timestamp(moment)
        case .int(let seconds):
            guard let moment = CELTimestamp(seconds: seconds) else {
                throw .outside("timestamp", value)
            }
            return .timestamp(moment)
        default: throw .noOverload("timestamp", value)
        }
    }

    @Sendable private static func duration(_ value: CELValue) throws(CELFailure) -> CELValue {
        switch value {
        case .duration: return value
        case .string(let text):
            guard let span = DurationText.nanoseconds(text.utf8) else {
                throw .conversion(value, to: "duration")
            }
            return .duration(span)
        case .int(let seconds):
            let (span, overflowed) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            if overflowed { throw .outside("duration", value) }
            return .duration(span)
        default: throw .noOverload("duration", value)
        }
    }
}
