import GoTemplates
import HelmCharts
import SourceText
import Testing

@Suite struct ChartLoadingTests {
    private func message(_ files: [String: String]) -> String? {
        do throws(ChartError) {
            _ = try ChartFixtures.chart(files)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func `sorts files by what they are`() throws {
        let chart = try ChartFixtures.chart([
            "Chart.yaml": ChartFixtures.chartFile("web", "appVersion: 1.10\n"),
            "values.yaml": "a: 1\n", "values.schema.json": "{}", "README.md": "x",
            "templates/a.yaml": "", "templates/.hidden": "", "crds/one.yaml": "a: b",
            "charts/db/Chart.yaml": ChartFixtures.chartFile("db"), "charts/_old/x": "",
            "charts/.git/x": "",
        ])
        #expect(chart.name == "web")
        #expect(chart.metadata.appVersion == "1.1")
        #expect(chart.templates.map(\.name) == ["templates/a.yaml"])
        #expect(chart.files.map(\.name) == ["README.md", "crds/one.yaml"])
        #expect(chart.customResources.map(\.name) == ["crds/one.yaml"])
        #expect(chart.subcharts.map(\.name) == ["db"])
        #expect(chart.subcharts.first?.chartFile.path == "charts/db/Chart.yaml")
    }

    @Test(arguments: [
        ("", "validation: chart.metadata.name is required"),
        ("name: a/b\nversion: 1", "validation: chart.metadata.name \"a/b\" is invalid"),
        ("name: a", "validation: chart.metadata.version is required"),
        ("name: a\nversion: x", "validation: chart.metadata.version \"x\" is invalid"),
        (
            "name: a\nversion: 1\ntype: other",
            "validation: chart.metadata.type must be application or library"
        ),
        (
            "name: [a]",
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot "
                + "unmarshal array into Go struct field Metadata.name of type string"
        ),
        (
            "maintainers: [{name: {}}]",
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot "
                + "unmarshal object into Go struct field Maintainer.maintainers.name of type string"
        ),
        (
            "name: a\nversion: 1\n b: c",
            "cannot load Chart.yaml: error converting YAML to JSON: yaml: line 3: mapping values "
                + "are not allowed in this context"
        ),
        (
            "name: a\nversion: 1\ndependencies: [{name: x}, {name: x}]",
            "validation: more than one dependency with name or alias \"x\""
        ),
        (
            "name: a\nversion: 1\ndependencies: [{name: x, alias: a.b}]",
            "validation: dependency \"x\" has disallowed characters in the alias"
        ),
    ])
    func `refuses what helm refuses`(_ text: String, _ expected: String) {
        #expect(message(["Chart.yaml": text]) == expected)
    }

    @Test func `names the subchart that cannot be loaded`() {
        let files = ["Chart.yaml": ChartFixtures.chartFile("a"), "charts/README.md": "x"]
        #expect(
            message(files) == "error unpacking subchart README.md in a: Chart.yaml file is missing")
    }

    @Test func `reads values in words of helm`() {
        let chart = ChartFixtures.chartFile("a")
        #expect(
            message(["Chart.yaml": chart, "values.yaml": "[1]"])
                == "cannot load values.yaml: cannot unmarshal yaml document: error unmarshaling "
                + "JSON: while decoding JSON: json: cannot unmarshal array into Go value of type "
                + "map[string]interface {}")
    }

    @Test func `a folder within a tree is a chart`() throws {
        let workspace = ChartFixtures.workspace([
            "deploy/web/Chart.yaml": ChartFixtures.chartFile("web"),
            "deploy/web/templates/a.yaml": "x", "deploy/webby": "", "other/Chart.yaml": "",
        ])
        let chart = try ChartLoader().load(from: workspace, root: "deploy/web")
        #expect(chart.templates.map(\.path) == ["deploy/web/templates/a.yaml"])
        #expect(chart.files.isEmpty)
    }

    @Test func `a byte order mark is no part of a file`() throws {
        let chart = try ChartFixtures.chart([
            "Chart.yaml": "\u{FEFF}" + ChartFixtures.chartFile("web")
        ])
        #expect(chart.chartFile.skipped == 3)
        #expect(chart.name == "web")
    }

    @Test(arguments: [
        ("*.md", ["x.txt"]), ("docs/", ["README.md", "x.txt"]),
        ("/x.txt", ["README.md", "docs/a.md"]),
        ("!*.txt", ["x.txt"]), ("docs/*.md\n# a comment\n", ["README.md", "x.txt"]),
        ("[A-Z]*", ["docs/a.md", "x.txt"]),
    ])
    func `leaves out what is ignored`(_ rules: String, _ expected: [String]) throws {
        // A negated rule ignores everything else, Chart.yaml too.
        let chart = ChartFixtures.chartFile("web")
        let files = ["README.md": "", "docs/a.md": "", "x.txt": "", ".helmignore": rules]
        if rules.hasPrefix("!") {
            #expect(message(files) == "Chart.yaml file is missing")
        } else if rules.hasPrefix("[") {
            #expect(
                message(files.merging(["Chart.yaml": chart]) { $1 }) == "Chart.yaml file is missing"
            )
        } else {
            let chart = try ChartFixtures.chart(files.merging(["Chart.yaml": chart]) { $1 })
            #expect(chart.files.map(\.name).filter { $0 != ".helmignore" }.sorted() == expected)
        }
    }

    @Test func `ignore rules can be wrong`() {
        let chart = ChartFixtures.chartFile("web")
        #expect(
            message(["Chart.yaml": chart, ".helmignore": "a/**"])
                == "double-star (**) syntax is not supported")
        #expect(
            message(["Chart.yaml": chart, ".helmignore": "a["]) == "syntax error in pattern")
    }

    @Test func `charts within charts have a limit`() throws {
        func nested(_ depth: Int) -> [String: String] {
            var files: [String: String] = [:]
            for level in 0...depth {
                let folder = String(repeating: "charts/a/", count: level)
                files[folder + "Chart.yaml"] = ChartFixtures.chartFile("a")
            }
            return files
        }
        _ = try ChartFixtures.chart(nested(ChartLoader.deepestChart))
        #expect(
            message(nested(ChartLoader.deepestChart + 1))?.contains("more than 32 deep") == true)
    }

    /// All real charts load, but for those whose mistakes Helm reports, too.
    @Test func `loads the corpus`() throws {
        let root = SuiteFiles.corpora
        let charts =
            SuiteFiles.folders(in: root + "/charts").flatMap { SuiteFiles.folders(in: $0) }
            + SuiteFiles.folders(in: root + "/suites/helm/golden/testcharts")
        guard !charts.isEmpty else { return print("charts: skipped, nothing below \(root)") }
        let bad = [
            "chart-bad-requirements", "chart-bad-type", "chart-with-bad-subcharts", "lib-chart",
            "upgradetest",
        ]
        for path in charts {
            let workspace = MemoryWorkspace(SuiteFiles.files(below: path))
            let isBad = bad.contains { path.hasSuffix("/testcharts/" + $0) }
            do throws(ChartError) {
                _ = try ComposedValues(ChartLoader().load(from: workspace))
                #expect(!isBad, "\(path) should not load")
            } catch {
                #expect(isBad, "\(path): \(error.message)")
            }
        }
    }
}
