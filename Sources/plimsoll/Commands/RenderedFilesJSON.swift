import GoTemplates
import HelmCharts
import Notations
import SourceText

/// A render as JSON: what each template wrote, and on request where each part of it came from.
struct RenderedFilesJSON {
    private let rendered: RenderedScenario
    private let hasOrigins: Bool

    init(_ rendered: RenderedScenario, hasOrigins: Bool) {
        self.rendered = rendered
        self.hasOrigins = hasOrigins
    }

    var bytes: [UInt8] {
        var files: [JSONMember] = []
        var origins: [JSONValue] = []
        for file in rendered.rendering.files {
            let name = String(decoding: file.name, as: UTF8.self)
            files.append(JSONMember(name, .string(file.text.text ?? "")))
            if hasOrigins { origins += self.origins(of: file, name) }
        }
        var members = [JSONMember("files", .object(files))]
        if hasOrigins { members.append(JSONMember("origins", .array(origins))) }
        return Array((JSONValue.object(members).description + "\n").utf8)
    }

    private func origins(of file: ChartRendering.File, _ name: String) -> [JSONValue] {
        guard case .text(let text) = file.text.payload else {
            let end = file.text.bytes?.count ?? 0
            guard file.text.origin != .none else { return [] }
            return rows(name, 0, end, "data", nil, file.text.origin)
        }
        return text.runs.indices.flatMap { index in
            let run = text.runs[index]
            let end = text.end(ofRun: index)
            return rows(
                name, Int(run.start), end, "\(run.kind)",
                rendered.rendering.place(of: run, length: end - Int(run.start)), run.origin)
        }
    }

    /// A row for each value that flowed into a stretch, or one for what the template wrote itself.
    private func rows(
        _ name: String, _ start: Int, _ end: Int, _ kind: String, _ place: TemplatePlace?,
        _ origin: Origin
    ) -> [JSONValue] {
        let table = rendered.rendering.evaluator.origins
        let conditions = JSONValue.array(
            table.conditions(of: origin).map { .string(rendered.name(of: $0)) })
        let head: [JSONValue] = [
            .string(name), .number("\(start)"), .number("\(end)"), .string(kind),
        ]
        let data = table.data(of: origin)
        guard kind != "literal", !data.isEmpty else {
            let file = place.flatMap { rendered.templates[$0.template] }
            let range = place.map { SourceRange($0.range.lowerBound, $0.range.upperBound) }
            return [
                .array(
                    head + [
                        file.map { .string($0.path) } ?? .null,
                        .number("\(range?.start ?? 0)"), .number("\(range?.end ?? 0)"), .null,
                        conditions,
                    ])
            ]
        }
        return data.map { path in
            let place = rendered.values(at: path)
            return .array(
                head + [
                    place.map { .string($0.file.path) } ?? .null,
                    .number("\(place?.range.start ?? 0)"), .number("\(place?.range.end ?? 0)"),
                    .string(rendered.name(of: path)), conditions,
                ])
        }
    }
}
