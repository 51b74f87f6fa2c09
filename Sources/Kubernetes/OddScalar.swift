package import YAMLTrees

/// A plain scalar that YAML reads as something else than many people do.
package struct OddScalar: Sendable {
    package enum Oddity: String, Sendable {
        /// `yes`, `no`, `on`, `off`, `y`, `n`: a boolean to Kubernetes, a text to YAML 1.2.
        case truthyWord
        /// `010`: eight to Kubernetes, ten to YAML 1.2.
        case octal
        /// Nothing after the colon or dash.
        case nothing
    }

    package let node: YAMLValue
    package let oddity: Oddity

    /// All of them in a resource.
    package static func all(in resource: Resource) -> [OddScalar] {
        resource.root.plainScalars { oddity(of: $0) != nil }
            .compactMap { node -> OddScalar? in
                guard node.tag == nil, !isWordOfSet(node) else { return nil }
                let oddity = node.withText { Self.oddity(of: $0) }
                return oddity.map { OddScalar(node: node, oddity: $0) }
            }
    }

    /// Whether nothing stands after a word in braces, as in `{a, b}` and in templates: `{{name}}`.
    private static func isWordOfSet(_ node: YAMLValue) -> Bool {
        node.text.isEmpty && node.parent?.style == .flow
    }

    private static func oddity(of text: UnsafeBufferPointer<UInt8>) -> Oddity? {
        guard let first = text.first else { return .nothing }
        if first == UInt8(ascii: "0") {
            let isOctal = text.count > 1 && text.allSatisfy { (0x30...0x37).contains($0) }
            return isOctal ? .octal : nil
        }
        guard text.count <= 3, "ynoYNO".utf8.contains(first) else { return nil }
        switch String(decoding: text, as: UTF8.self).lowercased() {
        case "yes", "no", "on", "off", "y", "n": return .truthyWord
        default: return nil
        }
    }
}
