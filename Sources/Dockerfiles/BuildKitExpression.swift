import SourceText

extension Dockerfile {
    /// The tree as BuildKit's parser test prints it: one S-expression an instruction.
    package var buildkitExpression: String {
        instructions.map { "(" + expression(of: $0) + ")\n" }.joined()
    }

    private func expression(of instruction: Instruction) -> String {
        var parts = [instruction.keywordText.lowercased()]
        if !instruction.flags.isEmpty {
            let flags = instruction.flags.map { goQuoted($0.buildKitText) }
            parts.append("[" + flags.joined(separator: " ") + "]")
        }
        if let trigger = instruction.trigger {
            // BuildKit prints a child in parentheses on a line of its own.
            parts.append("(" + expression(of: trigger) + ")")
        }
        parts += instruction.buildKitArguments.map(goQuoted)
        return parts.joined(separator: " ")
    }
}

extension InstructionFlag {
    /// The flag as BuildKit keeps it. It reads byte by byte, so each byte beyond ASCII becomes a
    /// character of Latin 1.
    var buildKitText: String {
        let text = "--" + name + (value.map { "=" + $0 } ?? "")
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        var result = String.UnicodeScalarView()
        for byte in text.utf8 { result.append(Unicode.Scalar(byte)) }
        return String(result)
    }
}

extension Instruction {
    /// The values of BuildKit's argument nodes.
    var buildKitArguments: [String] {
        switch kind {
        case .env, .label:
            return pairs.flatMap {
                [$0.key.text, $0.value?.text ?? "", $0.isLegacy ? "" : "="]
            }
        case .run, .cmd, .entrypoint, .shell:
            if isJSON { return arguments.map(\.text) }
            return body.isEmpty ? [] : [body.string]
        case .unknown:
            return [""]
        default:
            return arguments.map(\.text)
        }
    }
}

/// A string in double quotes as Go's `strconv.Quote` writes it.
func goQuoted(_ text: String) -> String {
    var result = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"", "\\":
            result.append("\\")
            result.append(scalar)
        case "\u{7}": result.append(contentsOf: "\\a".unicodeScalars)
        case "\u{8}": result.append(contentsOf: "\\b".unicodeScalars)
        case "\u{c}": result.append(contentsOf: "\\f".unicodeScalars)
        case "\n": result.append(contentsOf: "\\n".unicodeScalars)
        case "\r": result.append(contentsOf: "\\r".unicodeScalars)
        case "\t": result.append(contentsOf: "\\t".unicodeScalars)
        case "\u{b}": result.append(contentsOf: "\\v".unicodeScalars)
        default:
            if isPrintable(scalar) {
                result.append(scalar)
            } else {
                result.append(contentsOf: goEscape(scalar).unicodeScalars)
            }
        }
    }
    result.append("\"")
    return String(result)
}

/// What Go's `unicode.IsPrint` accepts: letters, marks, numbers, punctuation, symbols and the
/// plain space.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value != 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator, .spaceSeparator:
        return false
    default:
        return true
    }
}

private func goEscape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    if scalar.value < 0x80 { return "\\x" + padded(digits, to: 2) }
    return scalar.value < 0x10000 ? "\\u" + padded(digits, to: 4) : "\\U" + padded(digits, to: 8)
}

private func padded(_ digits: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
