import Analysis
import BundledRules
import CEL
import Findings
import Foundation
import Rules
import Testing

@testable import plimsoll

/// The rules of the program, held to their own examples.
@Suite struct RuleExamples {
    private static let entries: [RuleBook.Entry] = {
        (try? RuleBook(RuleLoading.bundled, schemas: Analyzer.schemas).entries()) ?? []
    }()

    private func book(selecting names: [String] = ["all"]) -> RuleBook {
        RuleBook(
            RuleLoading.bundled, schemas: Analyzer.schemas,
            selection: RuleSelection(selected: names))
    }

    @Test func `every rule loads and is type-checked`() throws {
        let book = book()
        book.loadAll()
        for error in book.errors { Issue.record("\(error.path): \(error.message)") }
        #expect(book.activeIDs.count == BundledRule.all.count)
    }

    @Test(arguments: BundledRule.all.map(\.id))
    func `every example holds in every disguise`(id: String) throws {
        let entry = try #require(Self.entries.first { $0.text.id == id })
        let results = ExampleRun(entry, among: RuleLoading.bundled).results()
        #expect(results.contains { $0.isBad } && results.contains { !$0.isBad })
        for result in results where result.isFailure {
            Issue.record(
                "\(id), \(result.disguise.rawValue): \(result.outcome) \(result.explanation)")
        }
    }

    @Test func `a head and tail hold what the whole file holds`() throws {
        for rule in BundledRule.all {
            let file = House.root.appending(path: "rules/\(rule.folder)/\(rule.id).yaml")
            let whole = RuleText(
                id: rule.id, folder: rule.folder, path: file.path(),
                head: Array(try Data(contentsOf: file)))
            let book = RuleBook([whole], schemas: Analyzer.schemas)
            for error in book.errors { Issue.record("\(rule.id): \(error.message)") }
            let entry = try #require(try book.entries().first)
            let split = try #require(Self.entries.first { $0.text.id == rule.id })
            #expect(entry.head.summary == split.head.summary)
            #expect(entry.tail.why == split.tail.why)
            #expect(rule.parameters.isEmpty == entry.head.parameterTexts.isEmpty)
            for (name, _) in entry.head.parameterTexts {
                #expect(rule.parameters.contains("\(name):"), "\(rule.id): \(name)")
            }
        }
    }

    @Test func `what the build says of rules is what their expressions say`() {
        for rule in BundledRule.all {
            let digest = RuleDigest(
                subject: rule.subject, severity: rule.severity, require: rule.require,
                parameters: rule.parameters, isOpinion: rule.isOpinion)
            #expect(rule.guards == digest.guards, "\(rule.id)")
            #expect(rule.waitsForParameters == digest.waitsForParameters, "\(rule.id)")
        }
        #expect(BundledRule.all.count { !$0.guards.isEmpty } > BundledRule.all.count / 2)
    }

    @Test func `every rule file in rules is in the program`() throws {
        let files = try House.files(below: "rules", suffix: ".yaml")
        #expect(files.count == BundledRule.all.count)
        #expect(
            Set(BundledRule.all.map(\.id)).count == BundledRule.all.count, "two rules share a name")
    }

    @Test func `messages fit a line and end without a full stop`() {
        for entry in Self.entries {
            let message = entry.head.message.text
            #expect(message.utf8.count <= 160, "\(entry.text.id): \(message.utf8.count) bytes")
            #expect(!message.hasSuffix("."), "\(entry.text.id)")
            #expect(!entry.head.summary.hasSuffix("."), "\(entry.text.id)")
            #expect(entry.tail.why.utf8.count > 60, "\(entry.text.id) hardly says why")
        }
    }

    @Test func `rules that are no opinion do not fire in good examples of others`() throws {
        // A good example shows how it is done; what else is wrong in it would teach that.
        let analyzer = Analyzer(rules: RuleBook(RuleLoading.bundled, schemas: Analyzer.schemas))
        for entry in Self.entries {
            // With parameters of its own an example is good by these.
            for example in entry.tail.good where example.parameters == nil {
                if example.isChart {
                    let files = ExampleRun.chartAnalysis(of: example, by: analyzer).files
                    let errors = files.flatMap(\.findings).filter { $0.severity == .error }
                    #expect(errors.isEmpty, "\(entry.text.id): \(errors.map(\.rule))")
                    continue
                }
                let file = example.mainFile
                let analysis = analyzer.analyse(
                    path: file.name, bytes: file.text,
                    kind: ExampleRun.kind(of: example, subject: entry.head.subject.text),
                    isNamed: true)
                #expect(
                    !analysis.isBlind, "\(entry.text.id) has a good example that is not understood")
                let errors = analysis.findings.filter {
                    $0.severity == .error && $0.suppression == nil
                }
                #expect(errors.isEmpty, "\(entry.text.id): \(errors.map(\.rule))")
            }
        }
    }
}
