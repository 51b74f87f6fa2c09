import GoTemplates
import HelmCharts
import SourceText
import Testing

/// Charts and values that would fill the memory, and such that are cut or damaged.
struct HostileChartTests {
    private static let longest = Duration.seconds(30)

    private func measured(_ work: () -> Void) {
        let elapsed = ContinuousClock().measure(work)
        #expect(elapsed < Self.longest)
        if elapsed > .seconds(5) { print("hostile: \(elapsed)") }
    }

    @Test func `values that double by aliases are refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let parts = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(parts)]\n"
        }
        measured {
            let failures = TestChart("{{ toJson .Values }}", values: text).failures()
            #expect(failures.count == 1)
        }
        var maps = "a0: &a0 {x: 1, y: 2}\n"
        for level in 1...40 {
            maps += "a\(level): &a\(level) {b: *a\(level - 1), c: *a\(level - 1)}\n"
        }
        measured {
            #expect(TestChart("{{ toJson .Values }}", values: maps).failures().count == 1)
        }
        measured {
            let template = "{{ toJson (fromYaml .Values.t) }}"
            let values = "t: |\n" + maps.split(separator: "\n").map { "  \($0)\n" }.joined()
            guard case .output(let text) = TestChart(template, values: values).outcome() else {
                Issue.record("fromYaml tells errors as values")
                return
            }
            #expect(text.contains("Error"))
        }
    }

    @Test func `deeply nested values are rendered or refused`() {
        for count in [100, 900, 5_000, 100_000] {
            let text =
                "a: " + String(repeating: "[", count: count) + String(repeating: "]", count: count)
            let template =
                "{{ toYaml .Values }}{{ toJson .Values }}{{ .Values }}{{ deepCopy .Values }}"
            measured {
                let failures = TestChart(template, values: text).failures(tracksOrigins: true)
                #expect(count > 900 ? failures.count == 1 : failures.isEmpty, "\(failures)")
            }
            let deep = (0..<min(count, 3_000)).map { String(repeating: " ", count: $0) + "a:\n" }
            measured {
                _ = TestChart(template, values: deep.joined()).failures(tracksOrigins: true)
            }
        }
    }

    @Test(arguments: [".", "..", "", "a/b", "../x", "/etc", "a/..", "\u{0}"])
    func `names that lead out of the folder of charts are refused`(_ name: String) throws {
        do throws(ChartError) {
            _ = try TestChart("x", name: "\"\(name)\"").rendered()
            Issue.record("\(name) was taken")
        } catch {
            #expect(!error.message.isEmpty)
        }
    }

    @Test func `subcharts whose parent calls them by odd names do no harm`() {
        for alias in [".", "..", "a/b", "../x", "global", "\u{1}"] {
            let chart = TestChart([
                "Chart.yaml": Array(
                    """
                    apiVersion: v2
                    name: oc
                    version: 0.1.0
                    dependencies: [{name: s, version: 0.1.0, alias: "\(alias)"}]
                    """.utf8),
                "templates/t.yaml": Array("{{ toJson .Values }}".utf8),
                "charts/s/Chart.yaml": Array("apiVersion: v2\nname: s\nversion: 0.1.0\n".utf8),
                "charts/s/templates/t.yaml": Array("x".utf8),
            ])
            #expect(chart.failures().count <= 1)
        }
    }

    @Test func `archives that unpack to gigabytes are refused`() {
        // Zeros of 1 GiB, packed in parts that gzip lets follow each other.
        let part = ChartFixtures.gzip(Bytes(repeating: 0, count: 16 << 20))
        let first = ChartFixtures.gzip(
            Bytes(
                ChartFixtures.tar([
                    ("web/Chart.yaml", "0", Array(ChartFixtures.chartFile("web").utf8))
                ]).dropLast(1_024)))
        let archive = first + (0..<64).flatMap { _ in part }
        measured {
            do throws(ChartError) {
                _ = try ChartLoader().load(archive: archive, at: "bomb.tgz")
                // What follows the end of the archive is not read.
            } catch {
                #expect(error.kind == .limit || error.kind == .archive)
            }
        }
    }

    @Test func `links that go round in circles end`() throws {
        var files: [String: String] = ["Chart.yaml": ChartFixtures.chartFile("web")]
        var folder = ""
        for _ in 0..<100 {
            folder += "charts/web/"
            files[folder + "Chart.yaml"] = ChartFixtures.chartFile("web")
        }
        #expect(throws: ChartError.self) { _ = try ChartFixtures.chart(files) }
    }
}
