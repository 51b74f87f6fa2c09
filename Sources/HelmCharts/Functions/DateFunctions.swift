package import GoTemplates

/// Times in templates. The clock stands still (`ReproducibleValues.now`), and the local zone is
/// UTC.
package enum DateFunctions {
    package static let all: [TemplateFunction] = formatting + changes + durations

    private static let formatting: [TemplateFunction] = [
        TemplateFunction("now", []) { (_) throws(FunctionError) in
            TimeValue.value(ReproducibleValues.now)
        },
        TemplateFunction("date", [.string, .any]) { (call) throws(FunctionError) in
            text(call[1], call.bytes(0))
        },
        TemplateFunction("dateInZone", [.string, .any, .string], .blends, dateInZone),
        TemplateFunction("date_in_zone", [.string, .any, .string], .blends, dateInZone),
        TemplateFunction("htmlDate", [.any]) { (call) throws(FunctionError) in
            text(call[0], htmlLayout)
        },
        TemplateFunction("htmlDateInZone", [.any, .string]) { (call) throws(FunctionError) in
            text(call[0], htmlLayout, zone: call.text(1))
        },
        TemplateFunction("unixEpoch", [.object]) { (call) throws(FunctionError) in
            .string(String(try TimeValue.moment(call[0]).seconds))
        },
    ]

    private static let htmlLayout = Bytes("2006-01-02".utf8)

    private static let dateInZone: Body = { (call) throws(FunctionError) in
        text(call[1], call.bytes(0), zone: call.text(2))
    }

    private static func text(_ value: Value, _ layout: Bytes, zone: String = "Local") -> Value {
        let moment = moment(value) ?? ReproducibleValues.now
        return .string(moment.told(in: ZoneTable.zone(zone)).formatted(layout))
    }

    /// A time, or seconds since 1970 in the integer types that Sprig takes for them.
    private static func moment(_ value: Value) -> Moment? {
        switch value.payload {
        case .object(let time as TimeValue): time.moment
        case .integer(let seconds, .int), .integer(let seconds, .int64),
            .integer(let seconds, .int32):
            Moment(seconds: seconds)
        default: nil
        }
    }

    private static let changes: [TemplateFunction] = [
        TemplateFunction("dateModify", [.string, .object], .blends, modify),
        TemplateFunction("date_modify", [.string, .object], .blends, modify),
        TemplateFunction("mustDateModify", [.string, .object], .blends, mustModify),
        TemplateFunction("must_date_modify", [.string, .object], .blends, mustModify),
        TemplateFunction("toDate", [.string, .string]) { (call) throws(FunctionError) in
            TimeValue.value((try? Moment(call.bytes(1), layout: call.bytes(0))) ?? .zero)
        },
        TemplateFunction("mustToDate", [.string, .string]) { (call) throws(FunctionError) in
            do throws(TimeParsingError) {
                return TimeValue.value(try Moment(call.bytes(1), layout: call.bytes(0)))
            } catch {
                throw FunctionError(error.message)
            }
        },
    ]

    /// A duration that cannot be read changes nothing.
    private static let modify: Body = { (call) throws(FunctionError) in
        let moment = try TimeValue.moment(call[1])
        return TimeValue.value(moment.adding((try? GoDuration.reading(call.bytes(0))) ?? 0))
    }

    private static let mustModify: Body = { (call) throws(FunctionError) in
        let moment = try TimeValue.moment(call[1])
        return TimeValue.value(moment.adding(try GoDuration.reading(call.bytes(0))))
    }

    private static let durations: [TemplateFunction] = [
        TemplateFunction("ago", [.any]) { (call) throws(FunctionError) in
            let now = ReproducibleValues.now
            let age = now.since(moment(call[0]) ?? now)
            return .string(GoDuration.text(nanoseconds: GoDuration.roundedToSeconds(age)))
        },
        TemplateFunction("duration", [.any]) { (call) throws(FunctionError) in
            let seconds: Int
            switch call[0].payload {
            case .integer(let value, .int64): seconds = value
            case .string, .text: seconds = Int(call[0].text ?? "") ?? 0
            default: seconds = 0
            }
            return .string(GoDuration.text(nanoseconds: seconds &* GoDuration.second))
        },
        TemplateFunction("durationRound", [.any]) { (call) throws(FunctionError) in
            .string(rounded(duration(call[0])))
        },
    ]

    private static func duration(_ value: Value) -> Int {
        switch value.payload {
        case .string, .text: (try? GoDuration.reading(value.bytes ?? [])) ?? 0
        case .integer(let nanoseconds, .int64): nanoseconds
        case .object(let time as TimeValue): ReproducibleValues.now.since(time.moment)
        default: 0
        }
    }

    /// The largest unit alone, of those that it passes.
    private static func rounded(_ duration: Int) -> String {
        let size = duration.magnitude / UInt(GoDuration.second)
        let hasMore = duration.magnitude % UInt(GoDuration.second) > 0
        let units: [(UInt, String)] = [
            (365 * 86_400, "y"), (30 * 86_400, "mo"), (86_400, "d"), (3_600, "h"), (60, "m"),
            (1, "s"),
        ]
        for (unit, name) in units where size > unit || size == unit && hasMore {
            return String(size / unit) + name
        }
        return "0s"
    }
}

/// What a function of a template does.
typealias Body = @Sendable (inout FunctionCall) throws(FunctionError) -> Value
