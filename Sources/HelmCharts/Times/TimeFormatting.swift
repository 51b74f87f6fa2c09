import GoTemplates

extension Moment {
    /// The moment in the form of a layout, as Go's `Time.Format` writes it.
    func formatted(_ layout: Bytes) -> Bytes {
        let layout = TimeLayout(layout)
        var writer = TimeWriter(self)
        var offset = 0
        while true {
            let piece = layout.piece(at: offset)
            writer.bytes += layout.text[piece.literal]
            guard let part = piece.part else { return writer.bytes }
            writer.write(part, sign: layout.text[piece.range.lowerBound])
            offset = piece.range.upperBound
        }
    }

    /// As Go prints a time.
    var printed: Bytes { formatted(Bytes("2006-01-02 15:04:05.999999999 -0700 MST".utf8)) }
}

private struct TimeWriter {
    var bytes: Bytes = []
    private let moment: Moment
    private let date: CivilDate

    init(_ moment: Moment) {
        self.moment = moment
        date = moment.date
    }

    /// `sign` is the first byte of the part in the layout.
    mutating func write(_ part: TimeLayout.Part, sign: UInt8) {
        switch part {
        case .longYear: append(date.year, 4)
        case .year: append(max(date.year, 0) % 100, 2)
        case .longMonth: append(GoNames.months[date.month - 1])
        case .shortMonth: append(GoNames.months[date.month - 1].prefix(3))
        case .month(let padding): append(date.month, 2, padding)
        case .longWeekday: append(GoNames.weekdays[date.weekday])
        case .shortWeekday: append(GoNames.weekdays[date.weekday].prefix(3))
        case .day(let padding): append(date.day, 2, padding)
        case .dayOfYear(let padding): append(date.dayOfYear, 3, padding)
        case .hour: append(moment.hour, 2)
        case .hour12(let padding): append((moment.hour + 11) % 12 + 1, 2, padding)
        case .minute(let padding): append(moment.minute, 2, padding)
        case .second(let padding): append(moment.second, 2, padding)
        case .upperHalf: append(moment.hour >= 12 ? "PM" : "AM")
        case .lowerHalf: append(moment.hour >= 12 ? "pm" : "am")
        case .zoneName: zoneName()
        case .offset(let form, let usesZ): zoneOffset(form, usesZ: usesZ)
        case .fraction(let count, let isTrimmed): fraction(count, isTrimmed, sign)
        }
    }

    private mutating func append(_ text: some StringProtocol) { bytes += text.utf8 }

    private mutating func append(
        _ number: Int, _ width: Int, _ padding: TimeLayout.Padding = .zero
    ) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        let digits = String(number.magnitude).utf8
        if padding != .none {
            let filler = UInt8(ascii: padding == .zero ? "0" : " ")
            bytes += Bytes(repeating: filler, count: max(0, width - digits.count))
        }
        bytes += digits
    }

    private mutating func zoneName() {
        if !moment.zone.name.isEmpty { return append(moment.zone.name) }
        // A zone without a name is told by its offset.
        zoneOffset(.plain, usesZ: false)
    }

    private mutating func zoneOffset(_ form: TimeLayout.OffsetForm, usesZ: Bool) {
        let offset = moment.zone.offset
        if usesZ, offset == 0 { return bytes.append(UInt8(ascii: "Z")) }
        // Whole minutes decide the sign.
        bytes.append(UInt8(ascii: offset / 60 < 0 ? "-" : "+"))
        let minutes = abs(offset / 60)
        append(minutes / 60, 2)
        if form.hasMinutes {
            if form.hasColon { bytes.append(UInt8(ascii: ":")) }
            append(minutes % 60, 2)
        }
        if form.hasSeconds {
            if form.hasColon { bytes.append(UInt8(ascii: ":")) }
            append(abs(offset) % 60, 2)
        }
    }

    private mutating func fraction(_ count: Int, _ isTrimmed: Bool, _ sign: UInt8) {
        let digits = String(moment.nanoseconds).utf8
        var fraction = Bytes(repeating: 0x30, count: 9 - digits.count) + digits
        fraction = Bytes(fraction.prefix(count))
        if isTrimmed { while fraction.last == 0x30 { fraction.removeLast() } }
        if isTrimmed, fraction.isEmpty { return }
        bytes.append(sign)
        bytes += fraction
    }
}
