import CYAML
import SourceText

/// Makes nodes of libyaml's events.
struct TreeBuilder {
    /// The deepest nesting that is read. libyaml's flow nesting costs quadratic time.
    static let maximumDepth = 1_000

    var parts = TreeParts()
    private let bytes: UnsafeBufferPointer<UInt8>
    private let isASCII: Bool
    private var offsets: ByteOffsets
    /// The open collections, outermost first.
    private var open: [Int32] = []
    /// The innermost open collection, or -1.
    private var parent: Int32 = -1
    /// Where the last node that is no block collection ended, or the document began.
    private var lastEnd: Int32 = 0
    /// The anchors of this document so far, each with the last node that has it.
    private var anchors: [String: Int32] = [:]

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        offsets = ByteOffsets(bytes, from: 0, isASCII: isASCII)
    }

    /// A parser begins to read at an offset.
    mutating func begin(at start: Int) {
        offsets = ByteOffsets(bytes, from: start, isASCII: isASCII)
        open.removeAll(keepingCapacity: true)
        parent = -1
        lastEnd = Int32(start)
    }

    mutating func offset(of mark: yaml_mark_t) -> Int {
        offsets.offset(ofCodePoint: mark.index)
    }

    /// Adds what an event says to the tree; false stops the reading.
    mutating func take(_ event: UnsafePointer<yaml_event_t>) -> Bool {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: addScalar(event)
        case YAML_MAPPING_START_EVENT:
            let start = event.pointee.data.mapping_start
            let style: YAMLNode.Style =
                start.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            return openCollection(.mapping, style, event, start.tag, start.anchor)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.pointee.data.sequence_start
            let style: YAMLNode.Style =
                start.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            return openCollection(.sequence, style, event, start.tag, start.anchor)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: closeCollection(event)
        case YAML_ALIAS_EVENT: addAlias(event)
        case YAML_DOCUMENT_START_EVENT: openDocument(event)
        default: break
        }
        return true
    }

    private mutating func openDocument(_ event: UnsafePointer<yaml_event_t>) {
        anchors.removeAll()
        lastEnd = Int32(offset(of: event.pointee.end_mark))
    }

    private mutating func addScalar(_ event: UnsafePointer<yaml_event_t>) {
        let scalar = event.pointee.data.scalar
        let style = Self.style(of: scalar.style)
        var node = YAMLNode(kind: .scalar, style: style, start: start(of: event), end: 0)
        node.end = max(node.start, Int32(offset(of: event.pointee.end_mark)))
        switch style {
        case .literal, .folded: node.end = endOfBlockScalar(node.start, node.end)
        default: moveEmpty(&node)
        }
        if scalar.plain_implicit != 0 { node.flags.insert(.isImplicit) }
        keepText(UnsafeBufferPointer(start: scalar.value, count: scalar.length), of: &node)
        add(node, scalar.tag, scalar.anchor)
        lastEnd = node.end
    }

    /// libyaml puts an empty value that has no `:` before it to the next token.
    private func moveEmpty(_ node: inout YAMLNode) {
        guard node.start == node.end, node.start > lastEnd else { return }
        guard bytes[Int(node.start) - 1] <= 0x20 else { return }
        node.start = lastEnd
        node.end = lastEnd
    }

    /// Text that stands in the file as it is, is not copied.
    private mutating func keepText(_ text: UnsafeBufferPointer<UInt8>, of node: inout YAMLNode) {
        let quote: Int32 = node.style == .singleQuoted || node.style == .doubleQuoted ? 1 : 0
        let end = node.end - quote
        let start = end - Int32(text.count)
        if start >= node.start + quote, stands(text, at: Int(start)) {
            node.first = start
            node.second = end
            return
        }
        node.flags.insert(.isDecoded)
        node.first = Int32(parts.decoded.count)
        parts.decoded.append(contentsOf: text)
        node.second = Int32(parts.decoded.count)
    }

    private func stands(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for offset in 0..<text.count where text[offset] != bytes[start + offset] { return false }
        return true
    }

    private mutating func addAlias(_ event: UnsafePointer<yaml_event_t>) {
        var node = YAMLNode(kind: .alias, style: .plain, start: start(of: event), end: 0)
        node.end = max(node.start, Int32(offset(of: event.pointee.end_mark)))
        node.first = -1
        let name = Self.string(event.pointee.data.alias.anchor)
        if let name, let target = anchors[name], !open.contains(target) {
            node.first = target
            parts.nodes[Int(target)].flags.insert(.isAliased)
        }
        add(node, nil, nil)
        lastEnd = node.end
    }

    private mutating func openCollection(
        _ kind: YAMLNode.Kind, _ style: YAMLNode.Style, _ event: UnsafePointer<yaml_event_t>,
        _ tag: UnsafeMutablePointer<yaml_char_t>?, _ anchor: UnsafeMutablePointer<yaml_char_t>?
    ) -> Bool {
        let start = start(of: event)
        guard open.count < Self.maximumDepth else {
            parts.problems.append(
                Problem(
                    "yaml-too-deep", SourceRange(Int(start), min(Int(start) + 1, bytes.count)),
                    "nested deeper than \(Self.maximumDepth) levels",
                    help: "flatten the document", isBlinding: true))
            return false
        }
        var end = max(start, Int32(offset(of: event.pointee.end_mark)))
        if style == .block { end = start }
        let node = YAMLNode(kind: kind, style: style, start: start, end: end)
        parent = add(node, tag, anchor)
        open.append(parent)
        return true
    }

    private mutating func closeCollection(_ event: UnsafePointer<yaml_event_t>) {
        guard let index = open.popLast() else { return }
        parent = open.last ?? -1
        let node = parts.nodes[Int(index)]
        if node.style == .flow {
            lastEnd = max(node.start, Int32(offset(of: event.pointee.end_mark)))
        }
        // libyaml ends a block collection at the next token; people end it with its last line.
        parts.nodes[Int(index)].end = max(node.start, lastEnd)
        parts.nodes[Int(index)].second = Int32(parts.nodes.count)
    }

    @discardableResult
    private mutating func add(
        _ node: YAMLNode, _ tag: UnsafeMutablePointer<yaml_char_t>?,
        _ anchor: UnsafeMutablePointer<yaml_char_t>?
    ) -> Int32 {
        let index = Int32(parts.nodes.count)
        var node = node
        node.parent = parent
        if parent < 0 {
            parts.roots.append(index)
        } else {
            let count = parts.nodes[Int(parent)].first
            parts.nodes[Int(parent)].first = count + 1
            if parts.nodes[Int(parent)].kind == .mapping, count & 1 == 0 {
                node.flags.insert(.isKey)
                if isMergeKey(node, tag) { parts.nodes[Int(parent)].flags.insert(.hasMerge) }
            }
        }
        if tag != nil || anchor != nil {
            node.flags.insert(.hasProperties)
            let properties = YAMLNode.Properties(
                tag: Self.string(tag), anchor: Self.string(anchor))
            parts.properties[index] = properties
            if let name = properties.anchor { anchors[name] = index }
        }
        parts.nodes.append(node)
        return index
    }

    private func isMergeKey(_ node: YAMLNode, _ tag: UnsafeMutablePointer<yaml_char_t>?) -> Bool {
        guard node.kind == .scalar, node.second - node.first == 2 else { return false }
        guard !node.flags.contains(.isDecoded) else { return false }
        let start = Int(node.first)
        guard bytes[start] == UInt8(ascii: "<"), bytes[start + 1] == UInt8(ascii: "<") else {
            return false
        }
        return node.flags.contains(.isImplicit) || Self.string(tag) == "tag:yaml.org,2002:merge"
    }

    private mutating func start(of event: UnsafePointer<yaml_event_t>) -> Int32 {
        Int32(offset(of: event.pointee.start_mark))
    }

    /// libyaml's end of a block scalar takes in blank lines and the next line's indentation.
    private func endOfBlockScalar(_ start: Int32, _ end: Int32) -> Int32 {
        var end = end
        while end > start, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[Int(end) - 1]) { end -= 1 }
        return end
    }

    private static func style(of style: yaml_scalar_style_t) -> YAMLNode.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        text.map { String(cString: $0) }
    }
}
