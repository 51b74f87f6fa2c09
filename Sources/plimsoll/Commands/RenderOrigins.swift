import GoTemplates
import HelmCharts

/// A rendered chart for people who ask where each line came from: beside it stand the template's
/// line and the keys of the values that fed it.
struct RenderOrigins {
    private let rendered: RenderedScenario
    /// Where what is said of a line begins, unless the line is longer.
    private static let column = 64

    init(_ rendered: RenderedScenario) {
        self.rendered = rendered
    }

    var text: Bytes {
        var output: Bytes = []
        for file in rendered.rendering.files.sorted(by: {
            $0.name.lexicographicallyPrecedes($1.name)
        }) {
            guard let bytes = file.text.bytes, bytes.contains(where: { $0 > 0x20 }) else {
                continue
            }
            output += Bytes("---\n# Source: ".utf8) + file.name + [0x0A]
            add(file, bytes, to: &output)
        }
        return output
    }

    private func add(_ file: ChartRendering.File, _ bytes: Bytes, to output: inout Bytes) {
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let line = bytes[start..<end]
            output += line
            if line.contains(where: { $0 > 0x20 }) {
                let said = origin(of: start..<end, in: file)
                if !said.isEmpty {
                    let width = String(decoding: line, as: UTF8.self).count
                    let gap = max(2, Self.column - width)
                    output += Bytes(repeating: 0x20, count: gap) + Bytes("# \(said)".utf8)
                }
            }
            output.append(0x0A)
            start = end + 1
        }
    }

    /// `template:line ← keys` for the bytes of a line.
    private func origin(of range: Range<Int>, in file: ChartRendering.File) -> String {
        guard case .text(let text) = file.text.payload else { return "" }
        let origins = rendered.rendering.evaluator.origins
        var place: String?
        var keys: [String] = []
        var index = text.firstRun(at: range.lowerBound)
        while index < text.runs.count, Int(text.runs[index].start) < range.upperBound {
            let run = text.runs[index]
            let first = max(Int(run.start), range.lowerBound)
            let last = min(text.end(ofRun: index), range.upperBound)
            index += 1
            guard last > first, text.bytes[first..<last].contains(where: { $0 > 0x20 }) else {
                continue
            }
            if place == nil { place = self.place(of: run, from: first) }
            for path in origins.data(of: run.origin) {
                let name = rendered.name(of: path)
                if !keys.contains(name) { keys.append(name) }
            }
        }
        return (place ?? "") + (keys.isEmpty ? "" : " ← " + keys.joined(separator: ", "))
    }

    private func place(of run: Run, from first: Int) -> String? {
        var run = run
        if run.kind == .literal { run.source += Int32(first - Int(run.start)) }
        guard let place = rendered.rendering.place(of: run, length: 1),
            let template = rendered.templates[place.template]
        else { return nil }
        let line = template.bytes.prefix(place.range.lowerBound).count { $0 == 0x0A } + 1
        return "\(template.name):\(line)"
    }
}
