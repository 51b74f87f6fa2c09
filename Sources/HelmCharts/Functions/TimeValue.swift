package import GoTemplates

/// A time as a value of a template: what `now` and `toDate` give.
package final class TimeValue: GoJSONWritable {
    let moment: Moment

    init(_ moment: Moment) {
        self.moment = moment
    }

    package var typeName: String { "time.Time" }
    package var printed: Bytes { moment.printed }
    package var json: GoJSONForm { .value(.string(text)) }

    /// As JSON and TOML have it (RFC 3339).
    var text: Bytes { moment.formatted(Bytes("2006-01-02T15:04:05.999999999Z07:00".utf8)) }

    package func method(_ name: Bytes) -> TemplateFunction? {
        let name = String(decoding: name, as: UTF8.self)
        if let value = part(name) ?? count(name) ?? retold(name) {
            return TemplateFunction(name, []) { (_) throws(FunctionError) in value }
        }
        return comparison(name) ?? change(name)
    }

    /// What the calendar and the clock say.
    private func part(_ name: String) -> Value? {
        switch name {
        case "Year": .int(moment.date.year)
        case "Month": Value(.integer(moment.date.month, .month))
        case "Day": .int(moment.date.day)
        case "Weekday": Value(.integer(moment.date.weekday, .weekday))
        case "YearDay": .int(moment.date.dayOfYear)
        case "Hour": .int(moment.hour)
        case "Minute": .int(moment.minute)
        case "Second": .int(moment.second)
        case "Nanosecond": .int(moment.nanoseconds)
        default: nil
        }
    }

    private func count(_ name: String) -> Value? {
        switch name {
        case "Unix": .int64(moment.seconds)
        case "UnixMilli": .int64(Int(truncatingIfNeeded: moment.total / 1_000_000))
        case "UnixMicro": .int64(Int(truncatingIfNeeded: moment.total / 1_000))
        case "UnixNano": .int64(Int(truncatingIfNeeded: moment.total))
        case "IsZero": .bool(moment.total == Moment.zero.total)
        case "IsDST": .bool(false)
        default: nil
        }
    }

    private func retold(_ name: String) -> Value? {
        switch name {
        case "String": .string(moment.printed)
        case "MarshalText": .list(text.map { Value(.integer(Int($0), .uint8)) }, .byte)
        case "MarshalJSON":
            .list(([0x22] + text + [0x22]).map { Value(.integer(Int($0), .uint8)) }, .byte)
        case "UTC", "Local": Self.value(moment.told(in: .utc))
        default: nil
        }
    }

    private func comparison(_ name: String) -> TemplateFunction? {
        let answer: @Sendable (Int128) -> Value
        switch name {
        case "After": answer = { .bool($0 > 0) }
        case "Before": answer = { .bool($0 < 0) }
        case "Equal": answer = { .bool($0 == 0) }
        case "Compare": answer = { .int($0.signum() < 0 ? -1 : $0 > 0 ? 1 : 0) }
        default: return nil
        }
        return TemplateFunction(name, [.object], .decides) { [moment] call throws(FunctionError) in
            answer(moment.total - (try Self.moment(call[0])).total)
        }
    }

    private func change(_ name: String) -> TemplateFunction? {
        switch name {
        case "Format":
            return TemplateFunction(name, [.string]) { [moment] call throws(FunctionError) in
                .string(moment.formatted(call.bytes(0)))
            }
        case "Add", "Round", "Truncate":
            return TemplateFunction(name, [.int64]) { [moment] call throws(FunctionError) in
                Self.value(Self.moved(moment, name, call.int(0)))
            }
        case "AddDate":
            return TemplateFunction(name, [.int, .int, .int]) {
                [moment] call throws(FunctionError) in
                let date = moment.date
                let changed = CivilDate(
                    date.year &+ call.int(0), date.month &+ call.int(1), date.day &+ call.int(2))
                return Self.value(
                    Moment(
                        changed, secondOfDay: moment.secondOfDay, nanoseconds: moment.nanoseconds,
                        zone: moment.zone))
            }
        case "Sub":
            return TemplateFunction(name, [.object]) { [moment] call throws(FunctionError) in
                Value(.integer(moment.since(try Self.moment(call[0])), .duration))
            }
        default: return nil
        }
    }

    private static func moved(_ moment: Moment, _ method: String, _ duration: Int) -> Moment {
        if method == "Add" { return moment.adding(duration) }
        guard duration > 0 else { return moment }
        let excess = moment.excess(over: duration)
        let goesUp = method == "Round" && excess >= duration - excess
        return moment.adding(goesUp ? duration - excess : -excess)
    }

    static func value(_ moment: Moment) -> Value { Value(.object(TimeValue(moment))) }

    /// The moment of an argument that must be a time.
    static func moment(_ value: Value) throws(FunctionError) -> Moment {
        guard case .object(let time as TimeValue) = value.payload else {
            throw FunctionError(
                "wrong type for value; expected time.Time; got \(value.typeName)")
        }
        return time.moment
    }
}
