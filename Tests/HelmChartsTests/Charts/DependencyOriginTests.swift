import GoTemplates
import HelmCharts
import SourceText
import Testing

/// What switches a subchart on decided all that it renders, and what others see of its values.
@Suite struct DependencyOriginTests {
    /// The names of the conditions of all that a template wrote.
    private func conditions(
        _ template: String, _ values: String, dependency: String,
        parent: String = "{{ (.Values.db.auth).user | default \"none\" }}"
    ) throws -> Set<String>? {
        let chart = try ChartFixtures.chart([
            "Chart.yaml": ChartFixtures.chartFile("web", "dependencies:\n- \(dependency)\n"),
            "values.yaml": values,
            "templates/t.yaml": parent,
            "charts/db/Chart.yaml": ChartFixtures.chartFile("db"),
            "charts/db/values.yaml": "auth: {user: u}",
            "charts/db/templates/t.yaml": "a: {{ .Values.auth.user }}",
        ])
        let rendered = try ChartSession(chart, tracksOrigins: true).render(
            ChartScenario(name: "test"), stopsAtFailure: true)
        let name = Bytes("web/\(template)".utf8)
        guard let file = rendered.rendering.files.first(where: { $0.name == name }) else {
            return nil
        }
        let origins = rendered.rendering.evaluator.origins
        var all = origins.conditions(of: file.text.origin)
        if case .text(let text) = file.text.payload {
            all += text.runs.flatMap { origins.conditions(of: $0.origin) }
        }
        return Set(all.map { rendered.name(of: $0) })
    }

    private let condition = "{name: db, version: '*', condition: 'db.off,db.enabled'}"
    private let tags = "{name: db, version: '*', tags: [back]}"

    @Test func `a condition decides all that a subchart renders`() throws {
        let found = try conditions(
            "charts/db/templates/t.yaml", "db: {enabled: true}", dependency: condition)
        #expect(found == ["db.off", "db.enabled"])
    }

    @Test func `a tag decides all that a subchart renders`() throws {
        let found = try conditions("charts/db/templates/t.yaml", "db: {}", dependency: tags)
        #expect(found == ["tags.back"])
    }

    @Test(arguments: [true, false])
    func `it decides what the parent sees of the values`(_ isOn: Bool) throws {
        let found = try conditions(
            "templates/t.yaml", "db: {enabled: \(isOn)}", dependency: condition)
        #expect(found?.isSuperset(of: ["db.off", "db.enabled"]) == true)
        let other = try conditions(
            "charts/db/templates/t.yaml", "db: {enabled: \(isOn)}", dependency: condition)
        #expect((other == nil) == !isOn)
    }

    @Test(arguments: [true, false])
    func `a tag decides whether the parent sees a table at all`(_ isOn: Bool) throws {
        let found = try conditions(
            "templates/t.yaml", "tags: {back: \(isOn)}", dependency: tags,
            parent: "{{ if .Values.db }}yes{{ else }}no{{ end }}")
        #expect(found?.contains("tags.back") == true)
    }
}
