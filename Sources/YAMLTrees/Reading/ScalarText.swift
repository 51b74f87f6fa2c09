import CYAML
import SourceText

/// Where a scalar ends and where its text stands.
extension TreeBuilder {
    /// libyaml puts an empty value that has no `:` before it to the next token.
    func moveEmpty(_ node: inout YAMLNode) {
        guard node.start == node.end, node.start > lastEnd else { return }
        guard bytes[Int(node.start) - 1] <= 0x20 else { return }
        node.start = lastEnd
        node.end = lastEnd
    }

    /// Text that stands in the file as it is, is not copied.
    mutating func keepText(_ text: UnsafeBufferPointer<UInt8>, of node: inout YAMLNode) {
        let quote: Int32 = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
        let end = node.end - quote
        let start = end - Int32(text.count)
        if start >= node.start + quote, bytes.holds(text, at: Int(start)) {
            node.first = start
            node.second = end
            return
        }
        node.flags.insert(.isDecoded)
        node.first = Int32(parts.decoded.count)
        parts.decoded.append(contentsOf: text)
        node.second = Int32(parts.decoded.count)
    }

    /// libyaml's end of a block scalar takes in blank lines and the next line's indentation.
    func endOfBlockScalar(_ start: Int32, _ end: Int32) -> Int32 {
        var end = end
        while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[Int(end) - 1]) { end -= 1 }
        return end
    }

    static func style(of style: yaml_scalar_style_t) -> YAMLNode.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
