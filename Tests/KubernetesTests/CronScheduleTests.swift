import Testing

@testable import Kubernetes

@Suite struct CronSchedules {
    @Test(arguments: [
        "*/5 * * * *", "0 3 * * 1-5", "15,45 8-18/2 1 jan-MAR ?", "@daily", "@every 1h30m",
        "0 0 31 2,3 *", "0 0 30 2 mon", "5/15 * * * *", "  0   4 * * *  ", "59 23 31 12 6",
    ])
    func `schedules that come to pass have no problem`(text: String) {
        #expect(CronSchedule.problem(in: text, allowsZone: false) == nil)
    }

    @Test(arguments: [
        ("", "is empty"),
        ("0 3 * *", "has 4 fields instead of 5"),
        ("0 0 3 * * *", "has 6 fields instead of 5"),
        ("60 * * * *", "has `60` as minute, which goes from 0 to 59"),
        ("0 24 * * *", "has `24` as hour, which goes from 0 to 23"),
        ("0 0 * * 7", "has `7` as day of the week, which goes from 0 to 6"),
        ("0 0 0 * *", "has `0` as day of the month, which goes from 1 to 31"),
        ("0 0 * * fri-mon", "has `fri-mon` as day of the week, which ends before it begins"),
        ("*/0 * * * *", "has `*/0` as minute, with a step of nothing"),
        ("*/a * * * *", "has `*/a` as minute, with a step of nothing"),
        ("1-2-3 * * * *", "has `1-2-3` as minute, with two hyphens"),
        ("1/2/3 * * * *", "has `1/2/3` as minute, with two slashes"),
        ("0 H * * *", "has `H` as hour, which is no number or name"),
        ("0 0 30 2 *", "names a day that its months do not have"),
        ("@sometimes", "holds `@sometimes`, which is not known"),
        ("@every day", "has `day` after `@every`, which is no duration"),
        ("TZ=UTC 0 3 * * *", "holds a time zone, which belongs into `timeZone`"),
    ])
    func `problems are named`(text: String, problem: String) {
        #expect(CronSchedule.problem(in: text, allowsZone: false) == problem)
    }

    @Test func `Velero allows a zone`() {
        #expect(CronSchedule.problem(in: "CRON_TZ=UTC 0 3 * * *", allowsZone: true) == nil)
    }
}
