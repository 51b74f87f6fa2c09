import GoTemplates
import HelmCharts
import Rules
import SourceText

/// A named template, for rules.
struct HelperFacts: Sendable {
    let source: ChartSource
    let template: TemplateSource
    let definition: TemplateTree.Definition

    static let subject: SubjectModel<HelperFacts> = .init(
        "helper", "A template that `define` gives a name.",
        range: { $0.opening },
        logicalPlace: { $0.source.logicalPlace + ["helper \($0.name)"] },
        fields: [
            .text("name", "Its name.") { $0.name },
            .flag("isCalled", "Whether something calls it, as far as it can be known.") {
                $0.source.family.called.contains($0.name) || $0.source.family.hasDynamicCalls
                    || $0.source.family.isLibrary || $0.source.chart.metadata.isLibrary
            },
            .flag("isDocumented", "Whether a comment stands right above it.") {
                $0.isDocumented
            },
            .flag(
                "hasPrefix", "Whether its name has a dot, as one that begins with a chart's name."
            ) {
                $0.name.contains(".")
            },
            .flag("isDefinedOnce", "Whether no other template of the release has its name.") {
                $0.source.family.helper($0.name)?.count == 1
            },
            .flag("isInPartial", "Whether its file begins with `_`, so that it renders nothing.") {
                $0.template.isPartial
            },
            .place(
                "whole", "All of it, with the comment right above it and the blank lines after it.",
                text: { facts, range in facts.template.text(at: range) }
            ) { $0.whole },
            .subject("chart", "The chart it belongs to.", of: "chart") {
                ChartRecord.subject.value(ChartRecord(source: $0.source))
            },
        ])

    private var name: String { String(decoding: definition.name, as: UTF8.self) }

    /// The action that opens it.
    private var opening: SourceRange {
        let bytes = template.file.bytes
        var end = definition.range.lowerBound
        while end < definition.range.upperBound, !bytes[end...].starts(with: "}}".utf8) { end += 1 }
        let whole = SourceRange(
            definition.range.lowerBound, min(end + 2, definition.range.upperBound))
        return template.file.place(whole)
    }

    private var isDocumented: Bool { comment != nil }

    /// The comment above it, with nothing but blanks between.
    private var comment: Range<Int>? {
        let bytes = template.file.bytes
        guard
            let comment = template.tree?.comments.last(where: {
                $0.upperBound <= definition.range.lowerBound
            })
        else { return nil }
        let between = bytes[comment.upperBound..<definition.range.lowerBound]
        return between.allSatisfy { $0 <= 0x20 || "}-{".utf8.contains($0) } ? comment : nil
    }

    /// Nil when something else stands in its lines.
    private var whole: SourceRange? {
        let bytes = template.file.bytes
        var start = definition.range.lowerBound
        if let comment, bytes[comment.upperBound..<start].count(where: { $0 == 0x0A }) < 2 {
            start = comment.lowerBound
        }
        while start > 0, bytes[start - 1].isBlank { start -= 1 }
        guard start == 0 || bytes[start - 1] == 0x0A else { return nil }
        var cursor = Cursor(bytes)
        cursor.offset = definition.range.upperBound
        var end: Int?
        repeat {
            cursor.skip { $0.isBlank || $0 == 0x0D }
            guard cursor.isAtEnd || cursor.skip(0x0A) else { break }
            end = cursor.offset
        } while !cursor.isAtEnd
        guard let end else { return nil }
        // At the end of the file the blank lines above it go, too.
        if end == bytes.count {
            while start > 0, bytes[start - 1] <= 0x20 { start -= 1 }
            if start > 0, bytes.last == 0x0A {
                start = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? start
            }
        }
        return template.file.place(SourceRange(start, end))
    }

    static func all(of source: ChartSource, _ template: TemplateSource) -> [HelperFacts] {
        guard let tree = template.tree else { return [] }
        return tree.definitions.filter { $0.name != tree.name }
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
            .map { HelperFacts(source: source, template: template, definition: $0) }
    }
}
