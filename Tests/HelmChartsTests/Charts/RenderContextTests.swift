import GoTemplates
import HelmCharts
import SourceText
import Testing

@Suite struct RenderContextTests {
    private func context(
        _ files: [String: String], tracking: Bool = false
    ) throws(ChartError) -> (RenderContext, OriginTable, ComposedValues) {
        let composed = try ComposedValues(ChartFixtures.chart(files))
        let origins = OriginTable(isTracking: tracking)
        return (RenderContext(composed, origins: origins), origins, composed)
    }

    @Test func `deep templates come first and late names`() throws {
        var files: [String: String] = ["Chart.yaml": ChartFixtures.chartFile("r")]
        for folder in ["", "charts/s/", "charts/t/", "charts/s/charts/u/"] {
            let name = folder.isEmpty ? "r" : String(folder.dropLast().last ?? " ")
            files[folder + "Chart.yaml"] = ChartFixtures.chartFile(name)
            for template in ["a.yaml", "A.yaml", "z-1.yaml", "z.yaml", "d/c.yaml"] {
                files[folder + "templates/" + template] = ""
            }
        }
        let names = try context(files).0.templates.map { String(decoding: $0.name, as: UTF8.self) }
        let own = ["d/c.yaml", "z.yaml", "z-1.yaml", "a.yaml", "A.yaml"]
        func inner(_ chart: String, _ names: some Sequence<String>) -> [String] {
            names.map { "\(chart)/templates/\($0)" }
        }
        let middle = ["d/c.yaml"]
        #expect(
            names == inner("r/charts/s/charts/u", own) + inner("r/charts/t", middle)
                + inner("r/charts/s", middle) + inner("r/charts/t", own.dropFirst())
                + inner("r/charts/s", own.dropFirst()) + inner("r", own))
    }

    @Test func `of libraries only partials count`() throws {
        let (context, _, _) = try context([
            "Chart.yaml": ChartFixtures.chartFile("r"),
            "charts/lib/Chart.yaml": ChartFixtures.chartFile("lib", "type: library\n"),
            "charts/lib/templates/_a.tpl": "", "charts/lib/templates/b.yaml": "",
        ])
        #expect(
            context.templates.map { String(decoding: $0.name, as: UTF8.self) }
                == ["r/charts/lib/templates/_a.tpl"])
    }

    @Test func `facts of chart and release`() throws {
        let (context, origins, composed) = try context(
            [
                "Chart.yaml": ChartFixtures.chartFile("r", "appVersion: \"2\"\nkeywords: [k]\n"),
                "charts/s/Chart.yaml": ChartFixtures.chartFile("s"),
            ], tracking: true)
        let chart = context.data["Chart"]?.map
        #expect(
            ChartFixtures.json(context.data["Release"])
                == #"{"IsInstall":true,"IsUpgrade":false,"Name":"release-name","#
                + #""Namespace":"default","Revision":1,"Service":"Helm"}"#)
        #expect(chart?["AppVersion"]?.text == "2")
        #expect(chart?["IsRoot"]?.isTrue == true)
        #expect(chart?.count == 18)
        let origin = try #require(chart?["Keywords"]?.list?.items.first?.origin)
        let path = try #require(origins.path(of: origin))
        let place = try #require(composed.source.places(of: path, origins).first)
        let text = try #require(place.file?.bytes[place.value.start..<place.value.end])
        #expect(String(decoding: text, as: UTF8.self) == "k")
        let sub = context.data["Subcharts"]?.map?["s"]?.map
        #expect(sub?["Chart"]?.map?["Name"]?.text == "s")
        #expect(sub?["Values"]?.map === context.data["Values"]?.map?["s"]?.map)
    }

    @Test func `kube versions`() throws {
        var capabilities = Capabilities()
        #expect(capabilities.kubeVersion.full == "v1.36.0")
        #expect(capabilities.apiVersions.count == 55)
        try capabilities.setKubeVersion("1.33.4-gke.1245000")
        #expect(capabilities.kubeVersion.full == "v1.33.4-gke.1245000")
        #expect(capabilities.kubeVersion.normalized == "v1.33.4")
        #expect(capabilities.kubeVersion.minor == 33)
        #expect(throws: Capabilities.VersionProblem.self) { try capabilities.setKubeVersion("x") }
        #expect(throws: Capabilities.VersionProblem.self) { try capabilities.setKubeVersion("1") }
    }
}
