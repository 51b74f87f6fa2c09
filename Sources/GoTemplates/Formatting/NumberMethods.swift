/// The methods of integers that are a type of their own: durations, months and weekdays.
enum NumberMethods {
    static func method(
        _ name: Bytes, of number: Int, _ kind: Value.IntegerKind
    ) -> TemplateFunction? {
        guard kind.hasMethods else { return nil }
        let name = String(decoding: name, as: UTF8.self)
        if name == "String" { return function(name, .string(GoNames.text(number, kind))) }
        return kind == .duration ? amount(name, number).map { function(name, $0) } : nil
    }

    private static func function(_ name: String, _ value: Value) -> TemplateFunction {
        TemplateFunction(name, []) { _ in value }
    }

    private static func amount(_ name: String, _ number: Int) -> Value? {
        switch name {
        case "Hours": .float(parts(number, 3_600_000_000_000))
        case "Minutes": .float(parts(number, 60_000_000_000))
        case "Seconds": .float(parts(number, 1_000_000_000))
        case "Milliseconds": .int64(number / 1_000_000)
        case "Microseconds": .int64(number / 1_000)
        case "Nanoseconds": .int64(number)
        case "Abs":
            Value(.integer(Int(clamping: number.magnitude), .duration))
        default: nil
        }
    }

    /// Go adds the whole units and the rest.
    private static func parts(_ number: Int, _ unit: Int) -> Double {
        Double(number / unit) + Double(number % unit) / Double(unit)
    }
}

/// How integers that are a type of their own print.
package enum GoNames {
    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    package static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    package static func text(_ number: Int, _ kind: Value.IntegerKind) -> Bytes {
        switch kind {
        case .duration: GoDuration.text(nanoseconds: number)
        case .month: name(number, number - 1, months, "%!Month")
        case .weekday: name(number, number, weekdays, "%!Weekday")
        default: Bytes(String(number).utf8)
        }
    }

    private static func name(
        _ number: Int, _ place: Int, _ names: [String], _ wrong: String
    ) -> Bytes {
        Bytes((names.indices.contains(place) ? names[place] : "\(wrong)(\(number))").utf8)
    }
}
