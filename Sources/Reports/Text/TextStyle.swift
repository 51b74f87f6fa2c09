import Findings

/// What a piece of terminal output is, which decides its colour.
enum Ink {
    case error, warning, info, problem
    case gutter, strong, removed, added, quiet
}

/// Colours text by ANSI codes, or leaves it as it is.
struct TextStyle: Sendable {
    let hasColour: Bool

    func paint(_ text: String, _ ink: Ink) -> String {
        guard hasColour, !text.isEmpty else { return text }
        return "\u{1B}[\(code(ink))m\(text)\u{1B}[0m"
    }

    private func code(_ ink: Ink) -> String {
        switch ink {
        case .error: "1;31"
        case .warning: "1;33"
        case .info: "1;36"
        case .problem: "1;35"
        case .gutter: "34"
        case .strong: "1"
        case .removed: "31"
        case .added: "32"
        case .quiet: "2"
        }
    }
}

extension Severity {
    var ink: Ink {
        switch self {
        case .error: .error
        case .warning: .warning
        case .info: .info
        }
    }
}
