/// What a scalar means to Kubernetes, whose tools read YAML 1.1 with Go's parser.
package enum YAMLScalar: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int64)
    /// A number with a fraction, or too large for 64 bits.
    case float(Double)
    case string(String)
}

extension YAMLValue {
    /// What a scalar means by its tag, style and text; nil for another kind of node.
    package var scalar: YAMLScalar? {
        let target = target
        guard target.kind == .scalar else { return nil }
        return ScalarMeaning.of(
            target.text, tag: target.tag, isImplicit: target.node.flags.contains(.isImplicit))
    }

    package var bool: Bool? {
        guard case .bool(let value) = scalar else { return nil }
        return value
    }

    /// A whole number; `1e3` and `2.0` are some, since Go hands them on as `1000` and `2`.
    package var int: Int64? {
        switch scalar {
        case .int(let value): value
        case .float(let value): Int64(exactly: value)
        case .null, .bool, .string, nil: nil
        }
    }

    /// A number, whole or not.
    package var double: Double? {
        switch scalar {
        case .int(let value): Double(value)
        case .float(let value): value
        case .null, .bool, .string, nil: nil
        }
    }
}
