import Analysis
import BundledRules
import Findings
import Rules
import SourceText
import Testing

@testable import plimsoll

/// Input made to hurt: nothing may crash, hang or lie.
@Suite struct HostileInput {
    private static let analyzer = Analyzer(
        rules: RuleBook(
            RuleLoading.bundled, schemas: Analyzer.schemas,
            selection: RuleSelection(selected: ["all"])))

    private func analyse(_ bytes: [UInt8]) -> FileAnalysis {
        let analysis = Self.analyzer.analyse(
            path: "Dockerfile", bytes: bytes, kind: .dockerfile, isNamed: true)
        for finding in analysis.findings {
            #expect(finding.place.range.end <= bytes.count, "\(finding.rule) lies outside the file")
            for edit in finding.fix?.edits ?? [] { #expect(edit.range.end <= bytes.count) }
        }
        for problem in analysis.problems {
            #expect(problem.range.end <= bytes.count, "\(problem.id) lies outside the file")
            #expect(problem.id != "rule-failed", "\(problem.message)")
        }
        return analysis
    }

    private static let sample = """
        # syntax=docker/dockerfile:1
        ARG VERSION=1.2
        FROM --platform=$BUILDPLATFORM golang:${VERSION} AS build
        WORKDIR /src
        COPY --link go.mod go.sum ./
        RUN --mount=type=cache,target=/root/.cache <<EOF
        set -e
        go build -o /out/app ./... && echo "done: $(date)"
        EOF
        FROM debian:latest
        ENV A=b API_TOKEN="x y" \\
            # plimsoll: allow latest-tag -- é
            C=$A
        RUN apt-get update && apt-get install -yq curl=7.* ca-certificates | tee log; cd /x
        COPY --from=build /out/app /usr/bin/
        EXPOSE 80/TCP 99999
        ONBUILD ADD . /app
        HEALTHCHECK --interval=5m CMD curl -k http://localhost/ || exit 1
        USER root
        ENTRYPOINT ["app", "--serve"]
        """

    @Test func `a file cut at every byte is analysed`() {
        let bytes = Array(Self.sample.utf8)
        for end in 0...bytes.count { _ = analyse(Array(bytes[..<end])) }
    }

    @Test func `a file without any one of its lines is analysed`() {
        let lines = Self.sample.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices {
            var rest = lines
            rest.remove(at: index)
            _ = analyse(Array(rest.joined(separator: "\n").utf8))
        }
    }

    @Test func `a file with any byte replaced is analysed`() {
        let bytes = Array(Self.sample.utf8)
        let replacements: [UInt8] = [0x22, 0x5C, 0x0A, 0xFF, 0x24]
        for (index, offset) in bytes.indices.enumerated() {
            var changed = bytes
            changed[offset] = replacements[index % replacements.count]
            _ = analyse(changed)
        }
    }

    private static let nested: [(name: String, text: String)] = [
        ("subshells", "RUN " + String(repeating: "(", count: 10_000)),
        ("substitutions", "RUN " + String(repeating: "$(", count: 10_000)),
        ("braces", "RUN " + String(repeating: "{ ", count: 10_000)),
        ("conditions", "RUN " + String(repeating: "if a; then ", count: 10_000)),
        ("expansions", "ENV a=" + String(repeating: "${x:-", count: 10_000)),
        ("quotes", "RUN " + String(repeating: "\"`", count: 10_000)),
        ("triggers", String(repeating: "ONBUILD ", count: 10_000) + "RUN a"),
        ("arrays", "CMD " + String(repeating: "[", count: 10_000)),
        ("heredocs", "RUN a " + (0..<2_000).map { "<<E\($0)" }.joined(separator: " ")),
        ("mounts", "RUN " + String(repeating: "--mount=type=cache,target=/a ", count: 2_000) + "a"),
    ]

    // By name, since a runner prints its arguments.
    @Test(arguments: nested.map(\.name))
    func `deep nesting is bounded`(name: String) throws {
        let text = try #require(Self.nested.first { $0.name == name }).text
        _ = analyse(Array("FROM a:1\n\(text)\n".utf8))
    }

    @Test(.timeLimit(.minutes(1))) func `many instructions take linear time`() {
        let many = String(
            repeating: "RUN apt-get install -y curl && cd /x\nENV A=$A\n", count: 5_000)
        let analysis = analyse(Array("FROM debian:12\n\(many)".utf8))
        #expect(analysis.outcome == .analysed)
    }

    @Test(.timeLimit(.minutes(1))) func `a long line takes linear time`() {
        let long = "RUN echo " + String(repeating: "a b ", count: 200_000)
        _ = analyse(Array("FROM debian:12\n\(long)\n".utf8))
        _ = analyse(Array("FROM debian:12\n\(String(repeating: "x", count: 2_000_000))\n".utf8))
    }
}
