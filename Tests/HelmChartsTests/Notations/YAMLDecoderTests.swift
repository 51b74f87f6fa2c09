import GoTemplates
import SourceText
import Testing
import YAMLTrees

@testable import HelmCharts

/// Where decoded values say they come from.
@Suite struct YAMLDecoderTests {
    private let origins = OriginTable(isTracking: true)
    private let site = TextBuilder.Site(frame: 0, node: 0)

    private func path(_ names: String...) -> OriginPath {
        names.reduce(OriginTable.root) { origins.path($0, Bytes($1.utf8)) }
    }

    @Test func valuesHavePathsAndPlaces() throws {
        let text = "a:\n  b: [x, 1]\nc: &l {d: yes}\ne:\n  <<: *l\n"
        var places: [OriginPath: Int] = [:]
        let decoder = YAMLDecoder(origins, .paths(below: path("values"))) {
            places[$1] = $0.range.start
        }
        let value = try decoder.value(of: Bytes(text.utf8))
        let item = value.map?["a"]?.map?["b"]?.list?.items[1]
        let itemPath = origins.path(path("values", "a", "b"), at: 1)
        #expect(origins.path(of: try #require(item).origin) == itemPath)
        #expect(places[itemPath] == 12)
        let merged = try #require(value.map?["e"]?.map?["d"])
        #expect(origins.path(of: merged.origin) == path("values", "e", "d"))
        #expect(merged.isTrue)
    }

    @Test func partsOfAWrittenTextKeepTheirOrigins() throws {
        let (one, two) = (origins.data(path("one")), origins.data(path("two")))
        var builder = TextBuilder(origins, site)
        builder.append(Bytes("a: ".utf8))
        builder.append(Bytes("x".utf8), origin: one)
        builder.append(Bytes("\n".utf8))
        builder.append(Bytes("k".utf8), origin: two)
        builder.append(Bytes(": 1\n".utf8))
        let map = try #require(try call("fromYaml", [builder.value()], origins).map)
        let (a, k) = (try #require(map["a"]), try #require(map["k"]))
        #expect(origins.data(of: a.origin) == [path("one")])
        #expect(origins.data(of: k.origin) == [])
        #expect(origins.conditions(of: k.origin) == [path("two")])
    }

    @Test func whatIsWrittenTellsWhereItCameFrom() throws {
        let value = try YAMLDecoder(origins, .paths(below: path("v"))).value(
            of: Bytes("a: text\nb:\n- two\n".utf8))
        let written = try call("toYaml", [value], origins)
        guard case .text(let text) = written.payload else {
            Issue.record("no runs")
            return
        }
        #expect(String(decoding: text.bytes, as: UTF8.self) == "a: text\nb:\n- two")
        #expect(origins.path(of: text.origin(in: 3..<7, origins)) == path("v", "a"))
        #expect(origins.path(of: text.origin(in: 0..<1, origins)) == path("v"))
    }

    @Test func deepTextsAreRefused() throws {
        let deep = String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000)
        let read = try call("fromYamlArray", [.string(deep)])
        #expect(read.list?.items.first?.text?.contains("max depth") == true)
        let map = MapValue()
        map["self"] = .map(map)
        #expect(try call("toYaml", [.map(map)]).bytes == [])
        #expect(throws: FunctionError.self) { try call("mustToJson", [.map(map)]) }
        map["self"] = nil
    }
}
