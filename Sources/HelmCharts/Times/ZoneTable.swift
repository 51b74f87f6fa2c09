/// Time zones by name.
///
/// The system's own table is not read, so that a render means the same everywhere: zones that had
/// no summer time for decades are here, the others count as unknown. Helm tells a time in an
/// unknown zone in UTC.
enum ZoneTable {
    static func zone(_ name: String) -> Moment.Zone {
        if let fixed = fixed[name] { return Moment.Zone(name: fixed.0, offset: fixed.1 * 60) }
        return hours(name) ?? .utc
    }

    /// `Etc/GMT+3`, which is three hours *west* of Greenwich.
    private static func hours(_ name: String) -> Moment.Zone? {
        let prefix = "Etc/GMT"
        guard name.hasPrefix(prefix), let west = Int(name.dropFirst(prefix.count)),
            (-14...12).contains(west), west != 0
        else { return nil }
        let digits = String(west.magnitude)
        let sign = west > 0 ? "-" : "+"
        return Moment.Zone(
            name: sign + (digits.utf8.count < 2 ? "0" : "") + digits, offset: -west * 3_600)
    }

    /// Abbreviation and minutes east of Greenwich.
    private static let fixed: [String: (String, Int)] = [
        "GMT": ("GMT", 0), "Etc/GMT": ("GMT", 0),
        "EST": ("EST", -300), "MST": ("MST", -420), "HST": ("HST", -600),
        "Africa/Johannesburg": ("SAST", 120), "Africa/Lagos": ("WAT", 60),
        "Africa/Nairobi": ("EAT", 180), "America/Bogota": ("-05", -300),
        "America/Phoenix": ("MST", -420), "America/Sao_Paulo": ("-03", -180),
        "Asia/Bangkok": ("+07", 420), "Asia/Dubai": ("+04", 240), "Asia/Ho_Chi_Minh": ("+07", 420),
        "Asia/Hong_Kong": ("HKT", 480), "Asia/Jakarta": ("WIB", 420), "Asia/Kolkata": ("IST", 330),
        "Asia/Calcutta": ("IST", 330), "Asia/Manila": ("PST", 480), "Asia/Seoul": ("KST", 540),
        "Asia/Shanghai": ("CST", 480), "Asia/Singapore": ("+08", 480), "Asia/Taipei": ("CST", 480),
        "Asia/Tokyo": ("JST", 540), "Asia/Karachi": ("PKT", 300), "Asia/Dhaka": ("+06", 360),
        "Australia/Brisbane": ("AEST", 600), "Europe/Istanbul": ("+03", 180),
        "Europe/Moscow": ("MSK", 180), "Pacific/Honolulu": ("HST", -600), "PRC": ("CST", 480),
        "Japan": ("JST", 540),
    ]
}
