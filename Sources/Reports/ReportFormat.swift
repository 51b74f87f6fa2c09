/// The formats of reports by the names people give them.
package enum ReportFormat: String, Sendable, CaseIterable {
    case text, concise, json, sarif, junit, github, gitlab, markdown

    /// The writer of the format with its usual options.
    package func writer(text: TextWriter.Options = .init(), sarif: SARIFWriter.Options = .init())
        -> any ReportWriter
    {
        switch self {
        case .text: TextWriter(options: text)
        case .concise: ConciseWriter(hasColour: text.hasColour)
        case .json: JSONReportWriter()
        case .sarif: SARIFWriter(options: sarif)
        case .junit: JUnitWriter()
        case .github: GitHubWriter()
        case .gitlab: GitLabWriter()
        case .markdown: MarkdownWriter()
        }
    }

    /// Whether programs read it, so that nothing else may stand in the same output.
    package var isForMachines: Bool {
        switch self {
        case .text, .concise, .markdown: false
        case .json, .sarif, .junit, .github, .gitlab: true
        }
    }
}
