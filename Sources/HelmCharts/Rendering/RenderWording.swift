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
            return "execution error at (\(location(failure))): \(refusal)"
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

    /// `NAME:LINE:COLUMN` of the outermost failure.
    private static func location(_ failure: TemplateFailure) -> String {
        let parts = separated(failure.message)
        return parts.count > 1 ? parts[1] : ""
    }

    private static func place(_ failure: TemplateFailure) -> String {
        let executing = failure.message.dropLast(failure.reason.count)
        guard let start = find(": executing ", in: executing) else { return "" }
        let words = executing[executing.index(start, offsetBy: 2)...].dropLast(1)
        return location(failure) + "\n  \(words)\n    "
    }

    private static func find(_ needle: String, in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        while index < text.endIndex {
            if text[index...].hasPrefix(needle) { return index }
            index = text.index(after: index)
        }
        return nil
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
