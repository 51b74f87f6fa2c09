import Notations

/// When a CronJob runs: five fields, or a word such as `@daily`.
///
/// Follows `ParseStandard` of robfig/cron v3, which Kubernetes and Velero use: a Sunday is 0 and
/// never 7, names have three letters, and `?` is `*`.
package enum CronSchedule {
    private struct Field {
        let name: String
        let bounds: ClosedRange<Int>
        var words: [String] = []
    }

    private static let fields = [
        Field(name: "minute", bounds: 0...59), Field(name: "hour", bounds: 0...23),
        Field(name: "day of the month", bounds: 1...31),
        Field(
            name: "month", bounds: 1...12,
            words: [
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
            ]),
        Field(
            name: "day of the week", bounds: 0...6,
            words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
    ]

    private static let descriptors: Set<String> = [
        "@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly",
    ]

    /// The most days a month has, January first.
    private static let monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    /// What is wrong with a schedule, continuing "the schedule …"; nil when it can be read and
    /// comes to pass.
    package static func problem(in text: String, allowsZone: Bool) -> String? {
        var words = text.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        if let zone = words.first, zone.hasPrefix("TZ=") || zone.hasPrefix("CRON_TZ=") {
            guard allowsZone else { return "holds a time zone, which belongs into `timeZone`" }
            words.removeFirst()
        }
        guard let first = words.first else { return "is empty" }
        if first.hasPrefix("@") { return descriptorProblem(words) }
        guard words.count == fields.count else {
            return "has \(words.count) field\(words.count == 1 ? "" : "s") instead of 5"
        }
        var sets: [Set<Int>] = []
        for (field, word) in zip(fields, words) {
            switch values(of: word, field) {
            case .success(let values): sets.append(values)
            case .failure(let problem): return problem.text
            }
        }
        let isAnyWeekday = words[4].hasPrefix("*") || words[4].hasPrefix("?")
        let comes = sets[3].contains { month in
            sets[2].contains { $0 <= monthLengths[month - 1] }
        }
        return comes || !isAnyWeekday ? nil : "names a day that its months do not have"
    }

    private static func descriptorProblem(_ words: [String]) -> String? {
        if words[0] == "@every" {
            let duration = words.dropFirst().joined(separator: " ")
            let isRead = words.count == 2 && DurationText.nanoseconds(duration.utf8) != nil
            return isRead ? nil : "has `\(duration)` after `@every`, which is no duration"
        }
        guard words.count == 1, descriptors.contains(words[0]) else {
            return "holds `\(words.joined(separator: " "))`, which is not known"
        }
        return nil
    }

    private struct Refusal: Error {
        let text: String
    }

    /// What one field stands for: parts between commas.
    private static func values(of word: String, _ field: Field) -> Result<Set<Int>, Refusal> {
        var all: Set<Int> = []
        for part in word.split(separator: ",") {
            switch range(of: String(part), field) {
            case .success(let values): all.formUnion(values)
            case .failure(let refusal): return .failure(refusal)
            }
        }
        return .success(all)
    }

    /// `*`, `7`, `1-5`, each perhaps with `/2`.
    private static func range(of part: String, _ field: Field) -> Result<[Int], Refusal> {
        func refuse(_ why: String) -> Result<[Int], Refusal> {
            .failure(Refusal(text: "has `\(part)` as \(field.name), \(why)"))
        }
        let halves = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard halves.count <= 2, let span = halves.first else { return refuse("with two slashes") }
        let ends = span.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count <= 2, let first = ends.first else { return refuse("with two hyphens") }
        var low = field.bounds.lowerBound
        var high = field.bounds.upperBound
        if first != "*", first != "?" {
            guard let from = number(first, field), let to = number(ends.last ?? first, field)
            else { return refuse("which is no number or name") }
            low = from
            high = halves.count == 2 && ends.count == 1 ? high : to
        }
        guard field.bounds.contains(low), field.bounds.contains(high) else {
            return refuse(
                "which goes from \(field.bounds.lowerBound) to \(field.bounds.upperBound)")
        }
        guard low <= high else { return refuse("which ends before it begins") }
        guard halves.count == 2 else { return .success(Array(low...high)) }
        guard let step = Int(halves[1]), step > 0 else { return refuse("with a step of nothing") }
        return .success(Array(stride(from: low, through: high, by: step)))
    }

    private static func number(_ text: String, _ field: Field) -> Int? {
        if let index = field.words.firstIndex(of: text.lowercased()) {
            return index + field.bounds.lowerBound
        }
        return Int(text)
    }
}
