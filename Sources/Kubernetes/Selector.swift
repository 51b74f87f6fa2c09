package import YAMLTrees

/// A label selector: `matchLabels` and `matchExpressions`, or the plain map of a Service.
///
/// Follows `LabelSelector` of apimachinery's meta/v1: all parts must hold, and a selector without
/// parts selects everything.
package struct Selector: Sendable {
    package enum Operation: Sendable {
        case isIn
        case isNotIn
        case exists
        case doesNotExist
    }

    package struct Expression: Sendable {
        package var key: String
        package var operation: Operation
        package var values: [String]
    }

    package var labels: [LabelPair]
    package var expressions: [Expression]

    /// Reads a `LabelSelector`.
    package init(_ value: YAMLValue) {
        labels = value["matchLabels"]?.pairs ?? []
        expressions = (value["matchExpressions"]?.items ?? []).compactMap { Self.expression($0) }
    }

    /// Reads a plain map of labels, as a Service, a ReplicationController or a NodeSelector has.
    package init(labels value: YAMLValue) {
        labels = value.pairs
        expressions = []
    }

    private static func expression(_ value: YAMLValue) -> Expression? {
        guard let key = value["key"]?.string, let name = value["operator"]?.string else {
            return nil
        }
        let operation: Operation
        switch name {
        case "In": operation = .isIn
        case "NotIn": operation = .isNotIn
        case "Exists": operation = .exists
        case "DoesNotExist": operation = .doesNotExist
        default: return nil
        }
        return Expression(key: key, operation: operation, values: value["values"]?.strings ?? [])
    }

    /// Whether it has no parts and thus selects everything.
    package var isEmpty: Bool { labels.isEmpty && expressions.isEmpty }

    package func matches(_ pairs: [LabelPair]) -> Bool {
        labels.allSatisfy { pairs.contains($0) }
            && expressions.allSatisfy { Self.holds($0, pairs) }
    }

    private static func holds(_ expression: Expression, _ pairs: [LabelPair]) -> Bool {
        let value = pairs.first { $0.key == expression.key }?.value
        switch expression.operation {
        case .isIn: return value.map(expression.values.contains) ?? false
        case .isNotIn: return !(value.map(expression.values.contains) ?? false)
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        }
    }
}
