import GoTemplates
import HelmCharts
import Testing

@Suite struct ChartArchiveTests {
    private let chartYAML = Array(ChartFixtures.chartFile("web").utf8)

    private func message(
        _ entries: [(name: String, kind: Character, content: Bytes)]
    ) -> String? {
        do throws(ChartError) {
            _ = try ChartFixtures.load(entries)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func `reads a packed chart`() throws {
        let long = "web/templates/" + String(repeating: "n", count: 120) + ".yaml"
        let record = " path=\(long)\n"
        let pax = Array("\(record.utf8.count + 3)\(record)".utf8)
        let chart = try ChartFixtures.load([
            ("web/", "5", []), ("web/Chart.yaml", "0", chartYAML),
            ("web/./templates//a.yaml", "0", Array("x".utf8)),
            ("long", "x", pax), ("short", "0", [1, 2, 3]),
            ("././@LongLink", "L", Array((long + "2").utf8) + [0]), ("short", "0", [4]),
        ])
        let names = chart.templates.map(\.name)
        #expect(
            names == [
                "templates/a.yaml", String(long.dropFirst(4)), String(long.dropFirst(4)) + "2",
            ])
        #expect(chart.templates.map(\.bytes.count) == [1, 3, 1])
        #expect(chart.chartFile.path == "web.tgz!/Chart.yaml")
        #expect(chart.chartFile.isPacked)
    }

    @Test func `reads a packed subchart`() throws {
        let packed = ChartFixtures.gzip(
            ChartFixtures.tar([("db/Chart.yaml", "0", Array(ChartFixtures.chartFile("db").utf8))]))
        let chart = try ChartFixtures.load([
            ("web/Chart.yaml", "0", chartYAML), ("web/charts/db-1.0.0.tgz", "0", packed),
        ])
        #expect(chart.subcharts.map(\.name) == ["db"])
        #expect(chart.subcharts[0].chartFile.path == "web.tgz!/charts/db-1.0.0.tgz!/Chart.yaml")
    }

    @Test(arguments: [
        ("web/../../x", "chart illegally references parent directory"),
        ("web//etc/passwd", "chart illegally contains absolute paths"),
        ("web/c:/x", "chart contains illegally named files"),
        ("Chart.yaml/a", "chart yaml not in base directory"),
        ("x", "chart illegally contains content outside the base directory: \"x\""),
    ])
    func `refuses names that lead away`(_ name: String, _ expected: String) {
        #expect(message([("web/Chart.yaml", "0", chartYAML), (name, "0", [])]) == expected)
    }

    @Test(arguments: ["1", "2"] as [Character])
    func `refuses links`(_ kind: Character) {
        let entries = [("web/Chart.yaml", "0", chartYAML), ("web/a", kind, [])]
        #expect(
            message(entries.map { ($0.0, $0.1, $0.2) })
                == "chart illegally contains a link: \"web/a\"")
    }

    @Test func `what is no archive is told`() {
        func message(_ bytes: Bytes) -> String? {
            do throws(ChartError) {
                _ = try ChartLoader().load(archive: bytes, at: "x.tgz")
                return nil
            } catch {
                return error.message
            }
        }
        #expect(message(Array("name: s\n".utf8)) == "unexpected EOF")
        #expect(message(Array("apiVersion: v2\n".utf8)) == "gzip: invalid header")
        let good = ChartFixtures.gzip(
            ChartFixtures.tar([("web/Chart.yaml", "0", chartYAML)]))
        #expect(message(Array(good.dropLast(30))) == "unexpected EOF")
        #expect(
            message(ChartFixtures.gzip(Bytes(repeating: 7, count: 2_000)))
                == "archive/tar: invalid tar header")
        #expect(message(ChartFixtures.gzip([])) == "no files in chart archive")
    }

    @Test func `refuses bombs`() {
        let zeros = Bytes(repeating: 0, count: 32 << 20)
        let bomb = message([("web/Chart.yaml", "0", chartYAML), ("web/a", "0", zeros)])
        #expect(bomb?.hasPrefix("decompressed chart is larger than the maximum size") == true)
    }

    @Test func `refuses too many entries`() {
        func message(_ count: Int) -> String? {
            let first = ChartFixtures.tar([("web/Chart.yaml", "0", chartYAML)])
            let tar = ChartFixtures.tar(repeating: "web/a", count - 1, after: first)
            do throws(ChartError) {
                _ = try ChartLoader().load(archive: ChartFixtures.gzip(tar), at: "x.tgz")
                return nil
            } catch {
                return error.message
            }
        }
        #expect(message(20_000) == nil)
        #expect(message(20_001) == "the archive has more than 20000 entries")
    }
}
