package import Findings

/// Writes a report in one format: a pure function of the report and the sources, with no clock.
package protocol ReportWriter: Sendable {
    /// Writes all of the report and flushes the output.
    func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput)
}

extension ReportWriter {
    /// The whole report at once, for small reports and tests.
    package func bytes(of report: Report, sources: SourceLookup) -> [UInt8] {
        let pile = Pile()
        var output = ByteOutput { pile.bytes += $0 }
        write(report, sources: sources, into: &output)
        return pile.bytes
    }
}

/// A class, since the chunks of one report are gathered by a closure.
private final class Pile {
    var bytes: [UInt8] = []
}
