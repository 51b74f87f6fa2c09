import SourceText

extension ShellScript {
    /// The commands as text for people: one a line, indented by depth, behind the operator before
    /// it; words known only at run time in `«»`, and what is around it behind `@`.
    ///
    ///     cd /tmp
    ///     && echo «$(date)»
    ///       date @commandSubstitution
    package var listing: String {
        commands.map(\.listing).joined(separator: "\n")
    }
}

extension ShellCommand {
    /// One line of `ShellScript.listing`.
    package var listing: String {
        var parts: [String] = []
        if let joint = operatorBefore { parts.append(joint.symbol.listing) }
        if isNegated && position == 0 { parts.append("!") }
        if kind != .simple { parts.append("(\(kind))") }
        parts += assignments.map(\.listing)
        parts += words.map(\.listing)
        parts += redirections.map(\.listing)
        if operatorAfter?.symbol == .background { parts.append("&") }
        parts += enclosing.map { "@\($0.kind)" }
        return String(repeating: "  ", count: depth) + parts.joined(separator: " ")
    }
}

extension ShellWord {
    /// The text a program receives, in `'…'` where this helps; in `«»` as written if unknown.
    package var listing: String {
        guard let literal else { return "«\(raw)»" }
        let isSimple = literal.utf8.allSatisfy {
            $0 > 0x20 && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"")
        }
        return isSimple && !literal.isEmpty ? literal : "'\(literal)'"
    }
}

extension ShellAssignment {
    fileprivate var listing: String {
        let sign = isAppending ? "+=" : "="
        guard let value else {
            return name + sign + "(" + elements.map(\.listing).joined(separator: " ") + ")"
        }
        return name + sign + value.listing
    }
}

extension ShellRedirection {
    fileprivate var listing: String {
        let number = descriptor.map { String($0) } ?? ""
        let text = number + symbol.rawValue + (target?.listing ?? "")
        return body.map { text + "{" + $0.listing + "}" } ?? text
    }
}

extension ShellJoint.Symbol {
    fileprivate var listing: String {
        switch self {
        case .and: "&&"
        case .or: "||"
        case .semicolon, .newline: ";"
        case .background: "&"
        case .pipe: "|"
        case .pipeBoth: "|&"
        }
    }
}
