package import GoTemplates

/// The functions of Helm's engine that execute templates or refuse to go on.
package enum EngineFunctions {
    package static let all: [TemplateFunction] = [include, tpl, required, fail, lookup]

    /// How deep a template may include itself, as in Helm.
    private static let recursionLimit = 1_000
    /// How many texts stay parsed.
    private static let mostParsed = 10_000

    private static let include = TemplateFunction(
        "include", [.string, .any], .keeps
    ) { call throws(FunctionError) in
        let name = call.bytes(0)
        let evaluator = call.evaluator
        let depth = evaluator.inclusions[name] ?? 0
        guard depth <= recursionLimit else {
            throw FunctionError(
                "rendering template has a nested reference name: "
                    + "\(String(decoding: name, as: UTF8.self)): unable to execute template",
                isLimit: true)
        }
        guard let template = evaluator.templates[name] else {
            var error = FunctionError(missing(name))
            error.isPlainCause = true
            throw error
        }
        evaluator.inclusions[name] = depth + 1
        defer { evaluator.inclusions[name] = depth }
        do throws(TemplateFailure) {
            return try evaluator.execute(template, bare(call[1]))
        } catch {
            throw FunctionError(error)
        }
    }

    private static func missing(_ name: Bytes) -> String {
        "template: no template \(String(decoding: GoQuote.quote(name), as: UTF8.self)) "
            + "associated with template \"gotpl\""
    }

    /// A value as the data of a template: a nil is no value there.
    private static func bare(_ value: Value) -> Value {
        if case .null = value.payload { return Value(.invalid, origin: value.origin) }
        return value
    }

    private static let tpl = TemplateFunction(
        "tpl", [.string, .any], .keeps
    ) { call throws(FunctionError) in
        let text = call.bytes(0)
        // A text without an action is what it gives.
        guard text.containsPair(UInt8(ascii: "{")) else { return withoutNoValue(call[0], call) }
        let evaluator = call.evaluator
        let quoted = { String(decoding: GoQuote.quote(text), as: UTF8.self) }
        let tree: TemplateTree
        do throws(TemplateSyntaxError) {
            tree = try parsed(text, evaluator)
        } catch {
            throw FunctionError("cannot parse template \(quoted()): \(error.message)")
        }
        let outer = evaluator.templates
        if tree.definitions.count > 1 { evaluator.templates.add(tree) }
        defer { if tree.definitions.count > 1 { evaluator.templates = outer } }
        let template = LinkedTemplate(
            LinkedTree(tree, evaluator.templates.functions), tree.definitions[0])
        do throws(TemplateFailure) {
            let result = try evaluator.execute(template, bare(call[1]), text: call[0])
            return withoutNoValue(result, call)
        } catch {
            throw FunctionError(
                error, prefix: "error during tpl function execution for \(quoted()): ")
        }
    }

    private static func parsed(
        _ text: Bytes, _ evaluator: Evaluator
    ) throws(TemplateSyntaxError) -> TemplateTree {
        if let known = evaluator.parsed[text] { return known }
        // A template per turn of a loop is remembered no longer.
        if evaluator.parsed.count >= mostParsed { evaluator.parsed.removeAll() }
        evaluator.charge(text.count)
        let functions = evaluator.templates.functions
        let tree = try TemplateTree.parse(
            name: Bytes("gotpl".utf8), bytes: text, knows: { functions.knows($0) })
        evaluator.parsed[text] = tree
        return tree
    }

    private static func withoutNoValue(_ value: Value, _ call: FunctionCall) -> Value {
        NoValue.removed(from: value, call.builder())
    }

    private static let required = TemplateFunction(
        "required", [.string, .any], .keeps
    ) { call throws(FunctionError) in
        let value = call[1]
        guard value.isNil || value.bytes?.isEmpty ?? false else { return value }
        var error = FunctionError(call.text(0))
        error.isRefusal = true
        throw error
    }

    private static let fail = TemplateFunction(
        "fail", [.string], .keeps
    ) { call throws(FunctionError) in
        var error = FunctionError(call.text(0))
        error.isRefusal = true
        throw error
    }

    /// There is no cluster to ask.
    private static let lookup = TemplateFunction(
        "lookup", [.string, .string, .string, .string], .keeps
    ) { _ in .map(MapValue()) }
}

extension Bytes {
    /// Whether a byte stands twice in a row somewhere.
    func containsPair(_ byte: UInt8) -> Bool {
        var index = 1
        while index < count {
            if self[index] != byte {
                index += 2
            } else if self[index - 1] == byte {
                return true
            } else {
                index += 1
            }
        }
        return false
    }
}
