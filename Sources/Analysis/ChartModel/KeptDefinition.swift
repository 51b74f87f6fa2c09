import HelmCharts
import SourceText

/// Where a template's only custom resource definition takes the annotation that keeps it.
struct KeptDefinition {
    /// The beginning of the line before which it goes.
    private(set) var place: SourceRange
    /// The lines to put there, the last line end included.
    private(set) var lines: String

    private static let annotation = "helm.sh/resource-policy: keep\n"

    /// Nil when there is not exactly one, or when annotations may come from somewhere else.
    init?(_ template: TemplateSource) {
        let kind = "CustomResourceDefinition"
        let bytes = template.file.bytes
        let fields = template.fields
        guard fields.count(where: { $0.path == ["kind"] && $0.value == kind }) == 1,
            let metadata = fields.firstIndex(where: {
                $0.kind == kind && $0.path == ["metadata"] && $0.value.isEmpty
            })
        else { return nil }
        let inner = fields[(metadata + 1)...].prefix { $0.path.first == "metadata" }
        if let annotations = inner.firstIndex(where: { $0.path == ["metadata", "annotations"] }) {
            guard fields[annotations].value.isEmpty,
                let line = Self.line(of: annotations + 1, below: annotations, fields, bytes)
            else { return nil }
            self.init(template, line, line.indentation + Self.annotation)
            return
        }
        guard let last = inner.last,
            let line = Self.line(of: metadata + 1, below: metadata, fields, bytes)
        else { return nil }
        // What an action writes alone in a line may be annotations.
        let texts = bytes[line.start..<last.range.end].split(separator: 0x0A)
        let after = bytes[last.range.end...].drop { $0 != 0x0A }.drop { $0 <= 0x20 }
        guard !after.starts(with: "{{".utf8),
            !texts.contains(where: { $0.drop { $0.isBlank }.starts(with: "{{".utf8) })
        else { return nil }
        self.init(
            template, line,
            line.indentation + "annotations:\n" + line.indentation + "  " + Self.annotation)
    }

    private init(
        _ template: TemplateSource, _ line: (start: Int, indentation: String), _ lines: String
    ) {
        place = template.file.place(SourceRange(at: line.start))
        self.lines = lines
    }

    /// The line of a field, when it is the next one below another and deeper.
    private static func line(
        of inner: Int, below outer: Int, _ fields: [TemplateField], _ bytes: [UInt8]
    ) -> (start: Int, indentation: String)? {
        guard inner < fields.count, fields[inner].path.starts(with: fields[outer].path),
            fields[inner].path.count == fields[outer].path.count + 1
        else { return nil }
        let start = bytes[fields[outer].range.end...].firstIndex(of: 0x0A).map { $0 + 1 }
        let end = bytes[..<fields[inner].range.start].lastIndex(of: 0x0A).map { $0 + 1 }
        guard let start, start == end else { return nil }
        return (start, String(repeating: " ", count: bytes[start...].prefix { $0 == 0x20 }.count))
    }
}
