import HelmCharts

@testable import GoTemplates

/// Calls a function by its name.
func call(
    _ name: String, _ arguments: [Value], _ origins: OriginTable = OriginTable(isTracking: false)
) throws -> Value {
    guard let function = HelmFunctions.table[Bytes(name.utf8)] else {
        throw FunctionError("no function " + name)
    }
    var call = FunctionCall(
        arguments: arguments,
        evaluator: Evaluator(
            templates: TemplateSet(functions: FunctionTable()), origins: origins),
        site: TextBuilder.Site(frame: 0, node: 0))
    return try function.body(&call)
}
