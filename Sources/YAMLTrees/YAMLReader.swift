import CYAML
import SourceText

extension YAMLTree {
    /// The deepest nesting that is read. libyaml's flow nesting costs quadratic time.
    package static let maximumDepth = 1_000

    /// Reads a stream of documents.
    package init(parsing bytes: [UInt8]) {
        var reader = YAMLReader(bytes)
        reader.read()
        self = reader.tree
    }
}

/// Builds a tree from libyaml's events.
private struct YAMLReader {
    var tree: YAMLTree
    private var offsets: ByteOffsets
    /// The open collections, outermost first, each with its last child so far.
    private var open: [(node: Int, lastChild: Int)] = []

    init(_ bytes: [UInt8]) {
        tree = YAMLTree(bytes: bytes)
        offsets = ByteOffsets(bytes)
    }

    mutating func read() {
        let bytes = tree.bytes
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        bytes.withUnsafeBufferPointer { buffer in
            // With its encoding fixed libyaml takes a byte order mark for text.
            let text = UnsafeBufferPointer(rebasing: buffer[offsets.start...])
            yaml_parser_set_input_string(parser, text.baseAddress, text.count)
            readEvents(from: parser)
        }
    }

    private mutating func readEvents(from parser: UnsafeMutablePointer<yaml_parser_t>) {
        var event = yaml_event_t()
        while true {
            guard yaml_parser_parse(parser, &event) == 1 else { return noteError(of: parser) }
            defer { yaml_event_delete(&event) }
            guard event.type != YAML_STREAM_END_EVENT else { return }
            guard take(event) else { return }
        }
    }

    /// Adds what an event says to the tree; false stops the reading.
    private mutating func take(_ event: yaml_event_t) -> Bool {
        switch event.type {
        case YAML_SCALAR_EVENT: addScalar(event)
        case YAML_ALIAS_EVENT: addAlias(event)
        case YAML_SEQUENCE_START_EVENT:
            let isFlow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
            let start = event.data.sequence_start
            return openCollection(.sequence, isFlow, event, tag: start.tag, anchor: start.anchor)
        case YAML_MAPPING_START_EVENT:
            let isFlow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
            let start = event.data.mapping_start
            return openCollection(.mapping, isFlow, event, tag: start.tag, anchor: start.anchor)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: closeCollection(event)
        default: break
        }
        return true
    }

    private mutating func addScalar(_ event: yaml_event_t) {
        let scalar = event.data.scalar
        var node = YAMLNode(kind: .scalar, style: style(of: scalar.style), range: range(of: event))
        if node.style == .literal || node.style == .folded {
            node.range.end = endOfBlockScalar(node.range)
        }
        keep(UnsafeBufferPointer(start: scalar.value, count: scalar.length), in: &node)
        add(node, tag: scalar.tag, anchor: scalar.anchor)
    }

    private mutating func addAlias(_ event: yaml_event_t) {
        var node = YAMLNode(kind: .alias, style: .plain, range: range(of: event))
        let name = event.data.alias.anchor
        keep(UnsafeBufferPointer(start: name, count: length(of: name)), in: &node)
        add(node, tag: nil, anchor: nil)
    }

    private mutating func openCollection(
        _ kind: YAMLNode.Kind, _ isFlow: Bool, _ event: yaml_event_t,
        tag: UnsafeMutablePointer<yaml_char_t>?, anchor: UnsafeMutablePointer<yaml_char_t>?
    ) -> Bool {
        guard open.count < YAMLTree.maximumDepth else {
            tree.problems.append(
                Problem(
                    "yaml-too-deep", range(of: event),
                    "nested deeper than \(YAMLTree.maximumDepth) levels",
                    help: "flatten the document", isBlinding: true))
            return false
        }
        let node = YAMLNode(kind: kind, style: isFlow ? .flow : .block, range: range(of: event))
        open.append((add(node, tag: tag, anchor: anchor), -1))
        return true
    }

    private mutating func closeCollection(_ event: yaml_event_t) {
        guard let (node, lastChild) = open.popLast() else { return }
        if tree.nodes[node].style == .flow {
            tree.nodes[node].range.end = offsets.offset(ofCodePoint: event.end_mark.index)
        } else if lastChild >= 0 {
            // libyaml ends a block collection at the next token; people end it with its last line.
            let end = tree.nodes[lastChild].range.end
            tree.nodes[node].range.end = max(tree.nodes[node].range.start, end)
        }
    }

    @discardableResult
    private mutating func add(
        _ node: YAMLNode, tag: UnsafeMutablePointer<yaml_char_t>?,
        anchor: UnsafeMutablePointer<yaml_char_t>?
    ) -> Int {
        let index = tree.nodes.count
        tree.nodes.append(node)
        if tag != nil || anchor != nil {
            tree.properties[index] = YAMLNode.Properties(tag: string(tag), anchor: string(anchor))
        }
        guard let parent = open.indices.last else {
            tree.roots.append(index)
            return index
        }
        if open[parent].lastChild < 0 {
            tree.nodes[open[parent].node].firstChild = Int32(index)
        } else {
            tree.nodes[open[parent].lastChild].nextSibling = Int32(index)
        }
        tree.nodes[open[parent].node].childCount += 1
        open[parent].lastChild = index
        return index
    }

    private mutating func keep(_ text: UnsafeBufferPointer<UInt8>, in node: inout YAMLNode) {
        node.textStart = Int32(tree.scalarBytes.count)
        tree.scalarBytes.append(contentsOf: text)
        node.textEnd = Int32(tree.scalarBytes.count)
    }

    private mutating func range(of event: yaml_event_t) -> SourceRange {
        let start = offsets.offset(ofCodePoint: event.start_mark.index)
        return SourceRange(start, max(start, offsets.offset(ofCodePoint: event.end_mark.index)))
    }

    /// libyaml's end of a block scalar takes in blank lines and the next line's indentation.
    private func endOfBlockScalar(_ range: SourceRange) -> Int {
        var end = range.end
        while end > range.start, [0x20, 0x09, 0x0A, 0x0D].contains(tree.bytes[end - 1]) { end -= 1 }
        return end
    }

    private func style(of style: yaml_scalar_style_t) -> YAMLNode.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private func length(of text: UnsafeMutablePointer<yaml_char_t>?) -> Int {
        guard let text else { return 0 }
        var length = 0
        while text[length] != 0 { length += 1 }
        return length
    }

    private func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let text else { return nil }
        let buffer = UnsafeBufferPointer(start: text, count: length(of: text))
        return String(decoding: buffer, as: UTF8.self)
    }

    private mutating func noteError(of parser: UnsafeMutablePointer<yaml_parser_t>) {
        let isReaderError = parser.pointee.error == YAML_READER_ERROR
        let offset =
            isReaderError
            ? min(offsets.start + Int(parser.pointee.problem_offset), tree.bytes.count)
            : offsets.offset(ofCodePoint: parser.pointee.problem_mark.index)
        let reason = parser.pointee.problem.map { String(cString: $0) } ?? "it is not YAML"
        tree.problems.append(
            Problem(
                "yaml-syntax", SourceRange(offset, min(offset + 1, tree.bytes.count)),
                "this is not YAML: \(reason)", isBlinding: true))
    }
}

/// Turns libyaml's marks, which count code points, into byte offsets with one walk over the bytes.
private struct ByteOffsets {
    private let bytes: [UInt8]
    private let isASCII: Bool
    /// The offset of the first byte after a byte order mark.
    let start: Int
    private var codePoint = 0
    private var byte: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        byte = start
    }

    mutating func offset(ofCodePoint wanted: Int) -> Int {
        guard !isASCII else { return min(wanted, bytes.count) }
        while codePoint < wanted, byte < bytes.count {
            byte += 1
            while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
            codePoint += 1
        }
        while codePoint > wanted, byte > start {
            byte -= 1
            while byte > start, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
            codePoint -= 1
        }
        return byte
    }
}
