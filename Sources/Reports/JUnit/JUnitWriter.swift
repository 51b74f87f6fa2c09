package import Findings
import SourceText

/// The report as JUnit XML, which CI servers show as test results: a suite for each file, a failed
/// test for each finding, and one passed test for a file without any.
package struct JUnitWriter: ReportWriter {
    /// What the reader of the XML accepts.
    package enum Dialect: String, Sendable, CaseIterable {
        /// Jenkins' xunit plug-in (junit-10.xsd): `file` on suites only.
        case jenkins
        /// GitLab, which reads `file` on test cases.
        case gitlab
        /// Apache Ant's schema, the strictest: everything it requires and nothing else. It wants
        /// a time, which is always 1970: reports have no clock.
        case ant
    }

    /// Whose rules are followed.
    package var dialect: Dialect
    /// The most findings that are written, of the most severe: GitLab refuses 30 MB.
    package var limit: Int

    package init(dialect: Dialect = .jenkins, limit: Int = 20_000) {
        self.dialect = dialect
        self.limit = limit
    }

    package func write(_ report: Report, sources: SourceLookup, into output: inout ByteOutput) {
        let index = ReportIndex(report)
        let kept = MostSevere(report.findings.filter { !$0.isSuppressed }, limit: limit)
        let suites = JUnitSuites(kept.findings, report)
        var shelf = SourceShelf(sources)
        let page = XMLPage()
        page.begin("testsuites")
        writeTotals(suites, into: page)
        var names = UniqueNames()
        for (number, path) in suites.paths.enumerated() {
            let suite = JUnitSuite(
                path: path, className: names.unique(Self.className(of: path)), number: number,
                findings: suites.findings(in: path), problems: suites.problems(in: path))
            // Clean files are named but not read.
            let file = suite.isClean ? SourceFile(path: path, bytes: nil) : shelf.file(path)
            JUnitSuiteWriter(suite: suite, dialect: dialect, index: index, file: file).write(
                into: page)
            output.write(page.takeBytes())
        }
        if kept.leftOut > 0 { writeLeftOut(kept.leftOut, number: suites.paths.count, into: page) }
        page.endDocument()
        output.write(page.takeBytes())
        output.flush()
    }

    private func writeTotals(_ suites: JUnitSuites, into page: XMLPage) {
        guard dialect != .ant else { return }
        page.attribute("name", "plimsoll")
        page.attribute("tests", suites.testCount)
        page.attribute("failures", suites.failureCount)
        page.attribute("errors", suites.errorCount)
    }

    private func writeLeftOut(_ count: Int, number: Int, into page: XMLPage) {
        let suite = JUnitSuite(path: "plimsoll", className: "plimsoll", number: number)
        let text =
            "\(String.count(count, "less severe finding")) left out: CI servers refuse larger files"
        JUnitSuiteWriter(
            suite: suite, dialect: dialect, index: nil,
            file: SourceFile(path: "plimsoll", bytes: nil)
        ).write(into: page, output: text)
    }

    /// A path as a class name: Jenkins splits that at its last dot, so it has none.
    static func className(of path: String) -> String {
        guard !path.isEmpty else { return "_" }
        return String(
            decoding: path.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 },
            as: UTF8.self)
    }
}

/// What is said of which file.
struct JUnitSuites {
    /// All files that are spoken of or were analysed, sorted by bytes.
    let paths: [String]
    private var findings: [String: [Finding]] = [:]
    private var problems: [String: [Problem]] = [:]

    init(_ kept: [Finding], _ report: Report) {
        for finding in kept { findings[finding.place.path, default: []].append(finding) }
        for located in report.problems where located.problem.isBlinding {
            problems[located.path, default: []].append(located.problem)
        }
        let all = Set(findings.keys).union(problems.keys).union(report.analysedPaths)
        paths = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func findings(in path: String) -> [Finding] { findings[path] ?? [] }
    func problems(in path: String) -> [Problem] { problems[path] ?? [] }

    var failureCount: Int { findings.values.reduce(0) { $0 + $1.count } }
    var errorCount: Int { problems.values.reduce(0) { $0 + $1.count } }
    var testCount: Int {
        paths.reduce(0) { $0 + max(1, findings(in: $1).count + problems(in: $1).count) }
    }
}

/// Gives names a number where they repeat.
struct UniqueNames {
    private var counts: [String: Int] = [:]

    mutating func unique(_ name: String) -> String {
        var candidate = name
        while true {
            let count = counts[candidate, default: 0] + 1
            counts[candidate] = count
            guard count > 1 else { return candidate }
            candidate = "\(name) #\(count)"
            counts[name] = count
        }
    }
}
