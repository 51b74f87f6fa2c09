import Testing
import YAMLTrees

@testable import Kubernetes

/// Label selectors match as apimachinery's do.
@Suite struct Selectors {
    private func matches(_ selector: String, _ labels: [String: String]) throws -> Bool {
        let value = try #require(YAMLTree(parsing: Array(selector.utf8)).firstDocument)
        return Selector(value).matches(labels.map { LabelPair(key: $0, value: $1) })
    }

    @Test func `all labels must be there`() throws {
        #expect(try matches("matchLabels: {a: b, c: d}", ["a": "b", "c": "d", "e": "f"]))
        #expect(try !matches("matchLabels: {a: b, c: d}", ["a": "b"]))
    }

    @Test(arguments: [
        ("{key: a, operator: In, values: [x, y]}", true),
        ("{key: a, operator: In, values: [z]}", false),
        ("{key: a, operator: NotIn, values: [z]}", true),
        ("{key: b, operator: NotIn, values: [z]}", true),
        ("{key: a, operator: NotIn, values: [x]}", false), ("{key: a, operator: Exists}", true),
        ("{key: b, operator: Exists}", false), ("{key: b, operator: DoesNotExist}", true),
        ("{key: a, operator: DoesNotExist}", false),
    ]) func `an expression holds or not`(_ expression: String, _ holds: Bool) throws {
        #expect(try matches("matchExpressions: [\(expression)]", ["a": "x"]) == holds)
    }

    @Test func `an empty selector matches everything`() throws {
        #expect(try matches("{}", [:]))
    }
}
