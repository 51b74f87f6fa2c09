import GoTemplates
import SourceText

extension RenderedScenario {
    /// The values that templates see, each on a line with the place that counts, for people.
    ///
    ///     image.tag = "latest"  web/values.yaml:7
    package var valuesListing: String {
        var listing = ValuesListing(source: source)
        listing.add(values, [])
        return listing.text
    }
}

private struct ValuesListing {
    let source: ValuesSource
    private(set) var text = ""
    /// The lines of files, by their paths.
    private var lines: [String: LineTable] = [:]

    init(source: ValuesSource) {
        self.source = source
    }

    mutating func add(_ map: MapValue, _ steps: [ValuesSource.Step]) {
        for entry in map.entries {
            let steps = steps + [(name: entry.key, isIndex: false)]
            if let inner = entry.value.map, inner.count > 0 {
                add(inner, steps)
            } else {
                add(entry.value, at: steps)
            }
        }
    }

    private mutating func add(_ value: Value, at steps: [ValuesSource.Step]) {
        let name = steps.map { String(decoding: $0.name, as: UTF8.self) }.joined(separator: ".")
        let written = GoFormat.text(value, verb: value.bytes == nil ? "v" : "q")
        text += "\(name) = \(String(decoding: written, as: UTF8.self))"
        if let place = source.places(of: steps).first { text += "  " + words(for: place) }
        text += "\n"
    }

    private mutating func words(for place: ValuesSource.Place) -> String {
        guard let file = place.file else { return place.option ?? "" }
        let table = lines[file.path] ?? LineTable(file.bytes)
        lines[file.path] = table
        let offset = (place.key ?? place.value).start - file.skipped
        return "\(file.path):\(table.position(at: offset).line)"
    }
}
