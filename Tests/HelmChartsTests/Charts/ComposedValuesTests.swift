import GoTemplates
import HelmCharts
import SourceText
import Testing

@Suite struct ComposedValuesTests {
    private func compose(
        _ files: [String: String], _ values: String = "", set: [String] = []
    ) throws(ChartError) -> ComposedValues {
        var input = ValuesInput()
        if !values.isEmpty { input.files.append(try ChartFixtures.values(values)) }
        input.settings = set.map { ValuesInput.Setting(Array($0.utf8)) }
        return try ComposedValues(ChartFixtures.chart(files), input)
    }

    private func json(_ composed: ComposedValues) -> String {
        ChartFixtures.json(.map(composed.values))
    }

    private func charts(_ root: String, _ values: String, _ sub: String) -> [String: String] {
        [
            "Chart.yaml": ChartFixtures.chartFile("web", root), "values.yaml": values,
            "charts/db/Chart.yaml": ChartFixtures.chartFile("db"), "charts/db/values.yaml": sub,
        ]
    }

    /// What Helm 4.2.3 gave for each.
    @Test(arguments: [
        // Nulls in charts' own files go.
        (
            "a: null\nb: {c: null, d: 1}", "x: null\nz: {y: null, w: 1}", "",
            #"{"b":{"d":1},"db":{"global":{},"z":{"w":1}}}"#
        ),
        // A user's null deletes what stands below it, and stays where nothing does.
        (
            "b: {c: 1, d: 1}", "", "b: {c: null, e: null}",
            #"{"b":{"d":1,"e":null},"db":{"global":{}}}"#
        ),
        // The parent goes over the subchart, but only a user's null deletes there.
        (
            "db: {z: {w: null}, q: 2}", "z: {w: 1, v: 2}\nq: 1", "",
            #"{"db":{"global":{},"q":2,"z":{"v":2,"w":1}}}"#
        ),
        ("", "z: {w: 1, v: 2}", "db: {z: {w: null}}", #"{"db":{"global":{},"z":{"v":2}}}"#),
        // Globals go down; those of the subchart stay below.
        (
            "global: {a: 1, t: {x: 1}}", "global: {b: 2, a: 9, t: {z: 2}}", "",
            #"{"db":{"global":{"a":1,"b":2,"t":{"x":1,"z":2}}},"global":{"a":1,"t":{"x":1}}}"#
        ),
        // A table within a table of globals is the same one for all.
        (
            "global: {t: {u: {x: 1}}}", "global: {t: {u: {z: 2}}}", "",
            #"{"db":{"global":{"t":{"u":{"x":1,"z":2}}}},"global":{"t":{"u":{"x":1,"z":2}}}}"#
        ),
        // What is no table is not merged with one.
        ("a: {b: 1}\nc: 1", "", "a: 5\nc: {d: 1}", #"{"a":5,"c":{"d":1},"db":{"global":{}}}"#),
        ("l: [1, 2]", "", "l: [3]", #"{"db":{"global":{}},"l":[3]}"#),
    ])
    func `coalesce`(_ own: String, _ sub: String, _ user: String, _ expected: String) throws {
        #expect(json(try compose(charts("", own, sub), user)) == expected)
    }

    @Test func `a subcharts values must be a table`() {
        for (value, printed) in [
            ("x", "%!t(string=x)"), ("3", "%!t(float64=3)"), ("null", "%!t(<nil>)"),
        ] {
            do throws(ChartError) {
                _ = try compose(charts("", "", ""), "db: \(value)")
                Issue.record("taken")
            } catch {
                #expect(error.message == "type mismatch on db: \(printed)")
            }
        }
    }

    @Test func `conditions and tags switch charts off`() throws {
        let root = """
            dependencies:
            - {name: db, version: ">=1", condition: "db.enabled,on", tags: [back]}
            """
        func isUsed(_ values: String) throws -> Bool {
            try !compose(charts(root, "", ""), values).scope.subcharts.isEmpty
        }
        #expect(try isUsed(""))
        #expect(try !isUsed("db: {enabled: false}"))
        #expect(try isUsed("db: {enabled: no thing}\non: true"))
        #expect(try !isUsed("tags: {back: false}"))
        #expect(try isUsed("tags: {back: false}\ndb: {enabled: true}"))
    }

    @Test func `aliases and versions`() throws {
        let root = """
            dependencies:
            - {name: db, version: "1.x", alias: one}
            - {name: db, version: "1.x", alias: two}
            - {name: db, version: "2.x", alias: three}
            """
        let composed = try compose(charts(root, "one: {a: 2}", "a: 1"))
        #expect(composed.scope.subcharts.map(\.name) == ["one", "two"])
        #expect(json(composed) == #"{"one":{"a":2,"global":{}},"two":{"a":1,"global":{}}}"#)
    }

    @Test func `imports values`() throws {
        let root = """
            dependencies:
            - {name: db, version: "*", import-values: [data, {child: net, parent: own.net}]}
            """
        let composed = try compose(
            charts(
                root, "own: {net: {port: 9}}", "exports: {data: {x: 1}}\nnet: {port: 1, host: h}"))
        let values = composed.values
        #expect(ChartFixtures.json(values["x"]) == "1")
        #expect(ChartFixtures.json(values["own"]) == #"{"net":{"host":"h","port":9}}"#)
        let place = try #require(
            composed.source.places(
                of: [("own", false), ("net", false), ("host", false)].map {
                    (Array($0.0.utf8), $0.1)
                }
            ).first)
        #expect(place.file?.path == "charts/db/values.yaml")
    }

    @Test func `missing dependencies are named`() throws {
        let root = "dependencies: [{name: db, version: 1}, {name: mq, version: 1}, {name: x}]\n"
        let error = DependencyProcessing.missingDependencies(
            of: try ChartFixtures.chart(charts(root, "", "")))
        #expect(error?.kind == .missingDependencies(["mq", "x"]))
        #expect(
            error?.message == "found in Chart.yaml, but missing in charts/ directory: mq, x")
    }

    @Test func `settings go over files`() throws {
        let composed = try compose(
            charts("", "a: {b: 1, c: 2}", ""), "a: {b: 2}", set: ["a.b=3", "db.x[1]=y"])
        #expect(json(composed) == #"{"a":{"b":3,"c":2},"db":{"global":{},"x":[null,"y"]}}"#)
    }

    // MARK: Where values come from

    private func path(_ text: String) -> [ValuesSource.Step] {
        text.split(separator: ".").map { (Array($0.utf8), Int($0) != nil) }
    }

    @Test func `every value has its place`() throws {
        let composed = try compose(
            charts(
                "", "a: {b: 1}\ndb:\n  port: 5\nglobal: {}\n", "port: 1\nhost: h\nglobal:\n  g: 1\n"
            ),
            "a:\n  b: 2\n", set: ["list[1]=x"])
        func places(_ text: String) -> [String] {
            composed.source.places(of: path(text)).map { place in
                guard let file = place.file else { return place.option ?? "" }
                let key = place.key.map {
                    String(decoding: file.bytes[$0.start..<$0.end], as: UTF8.self)
                }
                let value = String(
                    decoding: file.bytes[place.value.start..<place.value.end], as: UTF8.self)
                return "\(file.path) \(key ?? "-") \(value)"
            }
        }
        #expect(places("a.b") == ["user.yaml b 2", "values.yaml b 1"])
        #expect(places("db.port") == ["values.yaml port 5", "charts/db/values.yaml port 1"])
        #expect(places("db.host") == ["charts/db/values.yaml host h"])
        #expect(places("global.g") == ["charts/db/values.yaml g 1"])
        #expect(places("list.1") == ["--set list[1]=x"])
        #expect(places("list.0") == [])
        #expect(places("db.none") == [])
        let nearest = composed.source.nearest(to: path("db.none.deep"))
        #expect(nearest?.steps.count == 1)
        #expect(nearest?.places.first?.file?.path == "values.yaml")
    }

    @Test func `every value knows its path`() throws {
        let composed = try compose(
            charts("", "a: {b: [1, {c: 2}]}\nglobal: {g: {h: {i: 1}}}", "p: 1"))
        let origins = OriginTable(isTracking: true)
        let values = composed.fresh(origins)
        func path(_ value: Value?) -> String {
            guard let value, let path = origins.path(of: value.origin) else { return "" }
            return origins.steps(of: path).map { String(decoding: $0.name, as: UTF8.self) }
                .joined(separator: ".")
        }
        let list = values["a"]?.map?["b"]?.list
        #expect(path(values["a"]) == "a")
        #expect(path(list?.items[1].map?["c"]) == "a.b.1.c")
        let db = values["db"]?.map
        #expect(path(db?["p"]) == "db.p")
        #expect(path(db?["global"]?.map?["g"]?.map?["h"]?.map?["i"]) == "global.g.h.i")
        let shared = db?["global"]?.map?["g"]?.map?["h"]?.map
        #expect(shared === values["global"]?.map?["g"]?.map?["h"]?.map)
    }

    @Test func `files of values have limits`() throws {
        func table(_ count: Int) -> String {
            "t:\n" + (0..<count).map { "  k\($0): null\n" }.joined()
        }
        #expect(try ChartFixtures.values(table(20_000)).values["t"]?.map?.count == 20_000)
        #expect(throws: ChartError.self) { try ChartFixtures.values(table(20_001)) }
        func documents(_ count: Int) -> String {
            (0..<count).map { "k\($0): 1\n" }.joined(separator: "---\n")
        }
        #expect(try ChartFixtures.values(documents(1_000)).values.count == 1_000)
        #expect(throws: ChartError.self) { try ChartFixtures.values(documents(1_001)) }
    }

    @Test(arguments: [
        ("a: 1\n---\na: 2\n--- # x\nb: 1\n", #"{"a":2,"b":1}"#),
        ("a: 1\n...\n]: [\n---\nb: 1\n", #"{"a":1,"b":1}"#),
        ("a: 1\n---#x\nb: 1\n", #"{"a":1,"b":1}"#),
        ("--- \t\na: 1\n---\n---\nb: 3", #"{"a":1,"b":3}"#),
    ])
    func `each piece of a file counts for itself`(_ text: String, _ expected: String) throws {
        #expect(try ChartFixtures.json(.map(ChartFixtures.values(text).values)) == expected)
    }

    @Test func `a separator stands alone`() {
        do throws(ChartError) {
            _ = try ChartFixtures.values("a: 1\n--- {b: 1}\n")
            Issue.record("taken")
        } catch {
            #expect(
                error.message
                    == "error reading yaml document: invalid Yaml document separator: {b: 1}")
        }
    }

    @Test func `renders do not disturb each other`() throws {
        let composed = try compose(charts("", "a: {b: [{c: 2}]}", ""))
        let origins = OriginTable(isTracking: false)
        let values = composed.fresh(origins)
        values["a"]?.map?["b"]?.list?.items[0].map?["c"] = .null
        values["a"]?.map?["new"] = .null
        #expect(json(composed) == #"{"a":{"b":[{"c":2}]},"db":{"global":{}}}"#)
        #expect(ChartFixtures.json(.map(composed.fresh(origins))) == json(composed))
    }
}
