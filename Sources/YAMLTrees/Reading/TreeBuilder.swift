import CYAML
import SourceText

/// Makes nodes of libyaml's events.
struct TreeBuilder {
    /// The deepest nesting that is read. libyaml's flow nesting costs quadratic time.
    static let maximumDepth = 1_000
    /// The most problems that are told of one file.
    static let maximumProblems = 100

    var parts = TreeParts()
    var isASCII = true
    let bytes: UnsafeBufferPointer<UInt8>
    private var offsets: ByteOffsets
    private var json: JSONSurrogates?
    private var jsonStart = 0
    var duplicates = DuplicateKeys()
    var lines = LineCounter()
    /// The open collections, outermost first.
    private var open: [Int32] = []
    /// The innermost open collection, or -1.
    private var parent: Int32 = -1
    /// Where the last node that is no block collection ended, or the document began.
    var lastEnd: Int32 = 0
    /// The anchors of this document so far, each with the last node that has it.
    private var anchors: [String: Int32] = [:]
    private var hasAliases = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        offsets = ByteOffsets(bytes, from: 0, isASCII: false)
    }

    /// A parser begins to read a text that stands at an offset.
    mutating func begin(
        _ text: UnsafeBufferPointer<UInt8>, at start: Int, _ json: JSONSurrogates?
    ) {
        self.json = json
        offsets =
            json == nil
            ? ByteOffsets(bytes, from: start, isASCII: isASCII)
            : ByteOffsets(text, from: 0, isASCII: false)
        jsonStart = start
        open.removeAll(keepingCapacity: true)
        parent = -1
        lastEnd = Int32(start)
    }

    /// The documents from an offset on could not be read whole.
    mutating func dropDocuments(from offset: Int) {
        while let root = parts.roots.last, parts.nodes[Int(root)].start >= offset {
            parts.roots.removeLast()
            parts.nodes.removeSubrange(Int(root)...)
        }
    }

    var isFull: Bool { parts.problems.count > Self.maximumProblems }

    mutating func report(_ problem: Problem) {
        guard parts.problems.count < Self.maximumProblems else {
            if !isFull { parts.problems.append(.tooManyProblems(problem.range)) }
            return
        }
        parts.problems.append(problem)
    }

    mutating func offset(of mark: yaml_mark_t) -> Int {
        let offset = offsets.offset(ofCodePoint: mark.index)
        guard let json else { return offset }
        return jsonStart + json.offset(of: offset)
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
        case YAML_DOCUMENT_END_EVENT: closeDocument()
        default: break
        }
        return true
    }

    private mutating func openDocument(_ event: UnsafePointer<yaml_event_t>) {
        anchors.removeAll()
        hasAliases = false
        lastEnd = Int32(offset(of: event.pointee.end_mark))
    }

    /// Aliases that would make the document explode refer to nothing.
    private mutating func closeDocument() {
        guard hasAliases, let root = parts.roots.last else { return }
        guard let alias = AliasBudget.excess(below: root, in: parts.nodes) else { return }
        let range = parts.nodes[Int(alias)].range
        report(.aliasBomb(range, name(ofAliasAt: range)))
        for index in Int(root)..<parts.nodes.count where parts.nodes[index].kind == .alias {
            parts.nodes[index].first = -1
        }
    }

    private func name(ofAliasAt range: SourceRange) -> String {
        String(decoding: bytes[range.start + 1..<range.end], as: UTF8.self)
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

    private mutating func addAlias(_ event: UnsafePointer<yaml_event_t>) {
        var node = YAMLNode(kind: .alias, style: .plain, start: start(of: event), end: 0)
        node.end = max(node.start, Int32(offset(of: event.pointee.end_mark)))
        node.first = -1
        let name = name(ofAliasAt: node.range)
        if let target = anchors[name] {
            node.first = open.contains(target) ? -1 : target
            if node.first < 0 { report(.aliasCycle(node.range, name)) }
            parts.nodes[Int(target)].flags.insert(.isAliased)
            hasAliases = true
        } else {
            report(.unknownAnchor(node.range, name))
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
            report(.yamlTooDeep(SourceRange(Int(start), min(Int(start) + 1, bytes.count))))
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
        if node.kind == .mapping, node.first > 2 { noteDuplicateKeys(of: index) }
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
                if isMergeKey(node, tag) {
                    node.flags.insert(.isMergeKey)
                    parts.nodes[Int(parent)].flags.insert(.hasMerge)
                }
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

    private static func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        text.map { String(cString: $0) }
    }
}
