package import GoTemplates

/// Names of releases that templates make (`--name-template`).
package enum ReleaseName {
    /// What a template gives that sees nothing but the functions.
    package static func made(by template: String) throws(TemplateFailure) -> String {
        let name = Bytes("name-template".utf8)
        let functions = HelmFunctions.table
        let tree: TemplateTree
        do throws(TemplateSyntaxError) {
            tree = try TemplateTree.parse(
                name: name, bytes: Bytes(template.utf8), knows: { functions.knows($0) })
        } catch {
            throw TemplateFailure(error.message, reason: error.message)
        }
        var templates = TemplateSet(functions: functions)
        templates.add(tree)
        guard let linked = templates[name] else { return "" }
        let evaluator = Evaluator(
            templates: templates, origins: OriginTable(isTracking: false), missingKey: .invalid)
        return try evaluator.execute(linked, .invalid).text ?? ""
    }
}
