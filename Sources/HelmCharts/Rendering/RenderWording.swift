package import GoTemplates

/// Failures of templates in the words of Helm.
package enum RenderWording {
    /// What Helm says when a text is no template.
    package static func message(of error: TemplateSyntaxError, in template: Bytes) -> String {
        let name = String(decoding: template, as: UTF8.self)
        let parts = separated(error.message)
        guard parts.count > 1 else { return "parse error in (\(name)): \(error.message)" }
        return "parse error at (\(parts[1])): \(parts[parts.count - 1])"
    }

    /// What Helm says when a template fails: a chain of places where it can tell one, else Go's own
    /// sentence.
    package static func message(of failure: TemplateFailure) -> String {
        if let refusal = failure.refusal {
            return "execution error at (\(failure.location)): \(refusal)"
        }
        let whole = failure.message
        var lines: [String] = []
        var current: TemplateFailure? = failure
        while let failure = current {
            if let called = failure.calls {
                // What a function says cannot be taken apart, unless it is a template's failure.
                guard failure.isPlainCall else { return whole }
                lines.append(place(failure) + "error calling \(called):")
                guard let cause = failure.cause else {
                    lines.append(
                        String(failure.reason.dropFirst("error calling \(called): ".count)))
                    break
                }
                current = cause.failure
            } else {
                lines.append(place(failure) + failure.reason)
                current = nil
            }
        }
        return lines.joined(separator: "\n")
    }

    private static func place(_ failure: TemplateFailure) -> String {
        failure.executing.isEmpty ? "" : "\(failure.location)\n  \(failure.executing)\n    "
    }

    /// The parts of a text between `: `.
    private static func separated(_ text: String) -> [String] {
        var parts: [String] = [""]
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(": ") {
                parts.append("")
                index = text.index(index, offsetBy: 2)
            } else {
                parts[parts.count - 1].append(text[index])
                index = text.index(after: index)
            }
        }
        return parts
    }
}
