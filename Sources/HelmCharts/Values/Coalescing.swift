import GoTemplates

/// Puts the values of a chart and its subcharts together, in the steps and with the quirks of Helm
/// 4.2.3: who looks for the reason of a step finds it in what Helm prints.
///
/// All maps are changed in place; what comes in must be copies.
struct Coalescing {
    /// Whether nulls stay (Helm's merging) or delete what they stand over (coalescing).
    let keepsNulls: Bool

    static let globalKey = Bytes("global".utf8)

    /// The values of a chart under those given. `given` is not changed.
    static func coalesced(
        _ chart: ChartScope, under given: MapValue, keepsNulls: Bool = false
    ) throws(ValuesMismatch) -> MapValue {
        let values = given.deepCopy()
        try Coalescing(keepsNulls: keepsNulls).coalesce(chart, into: values)
        return values
    }

    func coalesce(_ chart: ChartScope, into values: MapValue) throws(ValuesMismatch) {
        addDefaults(of: chart, to: values)
        for subchart in chart.subcharts {
            let inner: MapValue
            switch values[subchart.key] {
            case nil:
                inner = MapValue()
                values[subchart.key] = .map(inner)
            case let value?:
                guard let map = value.map else {
                    throw ValuesMismatch(chart: subchart.name, value: value)
                }
                inner = map
            }
            addGlobals(of: values, to: inner)
            try coalesce(subchart, into: inner)
        }
    }

    /// Puts a chart's own values below those that are there.
    private func addDefaults(of chart: ChartScope, to values: MapValue) {
        let defaults = chart.defaults.deepCopy()
        if values.isEmpty {
            for entry in withoutNulls(defaults) { values[entry.key] = entry.value }
            return
        }
        for entry in defaults.entries {
            guard let value = values[entry.key] else {
                if !keepsNulls {
                    if entry.value.isNil { continue }
                    entry.value.map?.removeNulls()
                }
                values[entry.key] = entry.value
                continue
            }
            if value.isNil && !keepsNulls {
                values[entry.key] = nil
            } else if let table = value.map, let own = entry.value.map {
                // A subchart's values meet its own defaults later, which nulls must live to see.
                let keepsNulls = keepsNulls || chart.subchart(entry.key) != nil
                if !keepsNulls { own.removeNulls() }
                Self.coalesceTables(table, over: own, keepsNulls: keepsNulls)
            }
        }
    }

    private func withoutNulls(_ defaults: MapValue) -> [MapValue.Entry] {
        if !keepsNulls { defaults.removeNulls() }
        return defaults.entries
    }

    /// Hands globals on to a subchart. As in Helm, tables in tables stay shared with the parent.
    private func addGlobals(of values: MapValue, to inner: MapValue) {
        guard let own = table(inner), let outer = table(values) else { return }
        for entry in outer.entries {
            let there = own[entry.key]
            if let table = entry.value.map {
                let copy = table.copy()
                if let there {
                    guard let below = there.map else { continue }
                    Self.coalesceTables(copy, over: below, keepsNulls: true)
                }
                own[entry.key] = .map(copy)
            } else if there?.map == nil {
                own[entry.key] = entry.value
            }
        }
        inner[Self.globalKey] = .map(own)
    }

    /// The globals among values, none when there are none, nil when they are no table.
    private func table(_ values: MapValue) -> MapValue? {
        guard let globals = values[Self.globalKey] else { return MapValue() }
        return globals.map
    }

    /// Puts a table below another.
    static func coalesceTables(_ upper: MapValue, over lower: MapValue, keepsNulls: Bool) {
        let original = lower.entries
        for entry in upper.entries where entry.value.isNil { lower[entry.key] = .null }
        let lowered = lower.entries
        var index = 0
        for entry in lowered {
            // Keys that a null of the upper table brought in are not among the original ones.
            let isOriginal = index < original.count && original[index].key == entry.key
            let hadValue = isOriginal && !original[index].value.isNil
            if isOriginal { index += 1 }
            guard let value = upper[entry.key] else {
                upper[entry.key] = entry.value
                continue
            }
            if !keepsNulls && value.isNil && hadValue {
                upper[entry.key] = nil
            } else if let table = value.map, let own = entry.value.map {
                coalesceTables(table, over: own, keepsNulls: keepsNulls)
            }
        }
    }
}

extension MapValue {
    /// Takes out all keys that are null, in tables within, too, but not in lists.
    func removeNulls() {
        removeAll { $0.value.isNil }
        for entry in entries { entry.value.map?.removeNulls() }
    }
}

/// A subchart's values that are no table.
struct ValuesMismatch: Error {
    let chart: String
    let value: Value

    /// As Helm words it, which asks for a bool by mistake.
    var message: String {
        "type mismatch on \(chart): "
            + String(decoding: GoFormat.text("%t", [value]), as: UTF8.self)
    }
}
