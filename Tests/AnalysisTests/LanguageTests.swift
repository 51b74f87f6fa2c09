import Rules
import Testing

@testable import Analysis

/// The languages and their subjects.
@Suite struct Languages {
    @Test func `the names that are written out are those of the subjects`() {
        for language in Analyzer.languages {
            #expect(language.names == language.schemas.map(\.name))
        }
    }
}
