import GoTemplates
import HelmCharts

/// Executes templates with all functions that charts have, but without a chart.
enum SmallTemplate {
    enum Outcome: Equatable {
        case output(String)
        /// The reason of a failure alone, and all that Go says.
        case failure(String, message: String)
        /// Not parsed.
        case unparsed(String)
    }

    private static let table: FunctionTable = {
        var table = HelmFunctions.table
        // Takes a value apart from the values for tests that change it.
        table.add([TemplateFunction("const", [.any]) { call in call[0] }])
        return table
    }()

    /// What the template gives that sees nothing but empty values.
    static func render(_ template: String) -> Outcome {
        let values = MapValue.Entry(key: Bytes("Values".utf8), value: .map(MapValue(kind: .values)))
        return render(template, data: .map(MapValue([values], kind: .values)))
    }

    /// With another meaning of missing keys than Helm's, `<no value>` is printed.
    static func render(
        _ template: String, data: Value, missing: Evaluator.MissingKey = .zero, name: String = "t"
    ) -> Outcome {
        do {
            let origins = OriginTable(isTracking: false)
            let (evaluator, linked) = try prepare(template, origins, missing, name: name)
            let output = try evaluator.execute(linked, data).text ?? ""
            if case .invalid = missing { return .output(output) }
            return .output(output.replacing("<no value>", with: ""))
        } catch let failure as TemplateFailure {
            return .failure(failure.refusal ?? failure.reason, message: failure.message)
        } catch let error as TemplateSyntaxError {
            return .unparsed(error.message)
        } catch {
            return .unparsed("\(error)")
        }
    }

    /// The output, or all that is said of a failure.
    static func text(_ template: String, data: Value = .map(MapValue()), name: String = "t")
        -> String
    {
        switch render(template, data: data, name: name) {
        case .output(let text), .failure(_, message: let text), .unparsed(let text): text
        }
    }

    static func prepare(
        _ template: String, _ origins: OriginTable, _ missing: Evaluator.MissingKey = .zero,
        name: String = "t"
    ) throws -> (Evaluator, LinkedTemplate) {
        let tree = try TemplateTree.parse(
            name: Bytes(name.utf8), bytes: Bytes(template.utf8), knows: { table.knows($0) })
        var templates = TemplateSet(functions: table)
        templates.add(tree)
        let evaluator = Evaluator(templates: templates, origins: origins, missingKey: missing)
        guard let linked = templates[Bytes(name.utf8)] else {
            throw TemplateFailure("no template", reason: "no template")
        }
        return (evaluator, linked)
    }
}
