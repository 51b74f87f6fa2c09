import Analysis
import BundledRules
import Findings
import Foundation
import Kubernetes
import Rules
import SourceText
import Testing
import YAMLTrees

@testable import plimsoll

/// Real manifests, when they are there: everything is understood, and fixes hold.
@Suite struct ManifestCorpus {
    private static let folder = "../shared/corpora/manifests"

    private static let isThere = FileManager.default.fileExists(
        atPath: House.root.appending(path: folder).path())

    /// The manifests of the corpus, with the worlds they form.
    private func worlds() throws -> [(paths: [String], world: World)] {
        let root = House.root.appending(path: Self.folder).standardized
        let names = FileManager.default.enumerator(atPath: root.path())?.compactMap {
            $0 as? String
        }
        var files: [(path: String, manifest: Manifest)] = []
        for name in (names ?? []).sorted() where FileKind(name: name) == .manifest {
            let bytes = [UInt8](try Data(contentsOf: root.appending(path: name)))
            if case .manifest(let manifest) = ManifestReading(
                path: name, bytes: bytes, isNamed: false)
            {
                files.append((name, manifest))
            }
        }
        return WorldPlan(files).worlds.map { world in
            (world.map { files[$0].path }, World(world.map { files[$0].manifest }))
        }
    }

    /// The lines of a file, each as often as it stands there.
    private func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>: Int] {
        bytes.split(separator: 0x0A).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    @Test(.enabled(if: isThere, "skipped: there is no ../shared/corpora/manifests"))
    func `fixes of real manifests hold and touch nothing else`() throws {
        let analyzer = Analyzer(rules: RuleBook(RuleLoading.bundled, schemas: Analyzer.schemas))
        var applied = 0
        var declined: [String: Int] = [:]
        for (paths, world) in try worlds() {
            let analyses = paths.indices.map {
                analyzer.judge(world, file: $0, path: paths[$0])
            }
            let failures = analyses.flatMap(\.problems).filter { $0.id == "rule-failed" }
            #expect(failures.isEmpty, "\(paths[0]): \(failures.map(\.message))")
            let before = FixUnit(
                files: world.manifests.map(\.tree.bytes), analyses: analyses)
            let run = FixRun.run(before, atLeast: .unsafe) {
                analyzer.analyse(paths: paths, files: $0, as: world)
            }
            applied += run.applied.count
            for finding in run.refused { declined["\(finding.rule) did not hold", default: 0] += 1 }
            for finding in run.overlapping { declined["\(finding.rule) overlaps", default: 0] += 1 }
            for (file, path) in paths.enumerated() {
                check(path, before.files[file], run.unit.files[file])
                #expect(run.unit.analyses[file].outcome == analyses[file].outcome, "\(path)")
            }
        }
        print(
            "fixes of real manifests: \(applied) applied, \(declined.values.reduce(0, +)) declined")
        for (reason, count) in declined.sorted(by: { $0.key < $1.key }) {
            print("  \(count) \(reason)")
        }
        #expect(applied > 500)
    }

    /// Comments stay, and only lines that hold a fixed value are gone.
    private func check(_ path: String, _ before: [UInt8], _ after: [UInt8]) {
        guard before != after else { return }
        let kept = lines(after)
        let gone = lines(before).filter { kept[$0.key, default: 0] < $0.value }
        let comments = gone.keys.filter { $0.first { !$0.isBlank } == UInt8(ascii: "#") }
        #expect(
            comments.isEmpty, "\(path) lost \(comments.map { String(decoding: $0, as: UTF8.self) })"
        )
        let edited = YAMLTree(parsing: after)
        #expect(
            edited.problems.count { $0.isBlinding }
                <= YAMLTree(parsing: before).problems.count { $0.isBlinding }, "\(path)")
    }
}
