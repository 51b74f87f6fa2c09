/// `getFullYear` and the like, of timestamps and durations.
enum TimeFunctions {
    typealias Signature = CELFunction.Signature

    static let all: [CELFunction] = accessors.flatMap { accessor in
        let zoned: CELFunction = .member(
            accessor.name, [Signature([.timestamp, .string], .int)],
            .binary { moment, zone, _ throws(CELFailure) in
                guard case (.timestamp(let moment), .string(let zone)) = (moment, zone) else {
                    throw .noOverload(accessor.name, moment, zone)
                }
                return .int(accessor.ofMoment(moment, try offset(zone)))
            })
        return [plain(accessor), zoned]
    }

    /// One thing to ask of a time.
    private struct Accessor: Sendable {
        let name: String
        let ofMoment: @Sendable (CELTimestamp, Int) -> Int64
        var ofSpan: (@Sendable (Int64) -> Int64)?
    }

    private static func plain(_ accessor: Accessor) -> CELFunction {
        let signatures =
            [Signature([.timestamp], .int)]
            + (accessor.ofSpan == nil ? [] : [Signature([.duration], .int)])
        return .member(
            accessor.name, signatures,
            .unary { value, _ throws(CELFailure) in
                if case .timestamp(let moment) = value {
                    return .int(accessor.ofMoment(moment, 0))
                }
                if case .duration(let span) = value, let ofSpan = accessor.ofSpan {
                    return .int(ofSpan(span))
                }
                throw .noOverload(accessor.name, value)
            })
    }

    private static let accessors: [Accessor] = [
        civil("getFullYear") { $0.date.year },
        civil("getMonth") { $0.date.month - 1 },
        civil("getDate") { $0.date.day },
        civil("getDayOfMonth") { $0.date.day - 1 },
        civil("getDayOfWeek") { $0.dayOfWeek },
        civil("getDayOfYear") { $0.dayOfYear },
        civil("getHours", span: { $0 / 3_600_000_000_000 }) { $0.hour },
        civil("getMinutes", span: { $0 / 60_000_000_000 }) { $0.minute },
        civil("getSeconds", span: { $0 / 1_000_000_000 }) { $0.second },
        Accessor(
            name: "getMilliseconds",
            ofMoment: { moment, _ in Int64(moment.nanoseconds / 1_000_000) },
            ofSpan: { $0 / 1_000_000 % 1_000 }),
    ]

    private static func civil(
        _ name: String, span: (@Sendable (Int64) -> Int64)? = nil,
        _ part: @escaping @Sendable (CivilTime) -> Int
    ) -> Accessor {
        Accessor(
            name: name, ofMoment: { Int64(part(CivilTime($0, offset: $1))) }, ofSpan: span)
    }

    private static func offset(_ zone: String) throws(CELFailure) -> Int {
        guard let offset = FixedZone.offset(zone) else {
            throw CELFailure(
                "the time zone \(CELValue.string(zone).shortDescription) is not known; zones are"
                    + " UTC or an offset such as +02:00")
        }
        return offset
    }
}
