import CYAML
import GoTemplates
import SourceText
import YAMLTrees

/// Finds what go-yaml says of a text it refuses: libyaml's own words, and a line.
///
/// Only texts that our tree has problems with are read this second time.
enum YAMLErrorText {
    /// Whether a text may hold something that go-yaml refuses in its first document.
    static func mayBeRefused(_ tree: YAMLTree) -> Bool {
        if tree.problems.contains(where: { $0.isBlinding }) { return true }
        if tree.bytes.first == UInt8(ascii: "%") { return true }
        // Our trees read the surrogates of JSON, which go-yaml does not.
        let first = tree.bytes.first { $0 > 0x20 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
        return hasSurrogates(tree.bytes)
    }

    private static func hasSurrogates(_ bytes: Bytes) -> Bool {
        var place = 0
        while place + 2 < bytes.count {
            if bytes[place] == UInt8(ascii: "\\") {
                if bytes[place + 1] == UInt8(ascii: "u"), bytes[place + 2] | 0x20 == 0x64 {
                    return true
                }
                place += 1
            }
            place += 1
        }
        return false
    }

    /// Where the first document ends; throws in the words of go-yaml when it is refused.
    static func endOfFirstDocument(_ bytes: Bytes) throws(FunctionError) -> Int {
        var end = 0
        let problem = bytes.withUnsafeBufferPointer { YAMLErrorText.problem(in: $0, &end) }
        if let problem { throw FunctionError("yaml: " + problem) }
        return end
    }

    /// An alias that our tree does not follow.
    static func alias(_ node: YAMLValue) -> FunctionError {
        let name = String(decoding: node.text, as: UTF8.self)
        let isBomb = node.tree.problems.contains { $0.id == "alias-bomb" }
        return FunctionError(
            isBomb
                ? "yaml: document contains excessive aliasing"
                : "yaml: anchor '\(name)' value contains itself")
    }

    private static func problem(
        in bytes: UnsafeBufferPointer<UInt8>, _ end: inout Int
    ) -> String? {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return nil }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        var anchors: Set<String> = []
        var depth = 0
        while true {
            var event = yaml_event_t()
            guard yaml_parser_parse(parser, &event) == 1 else { return text(of: parser.pointee) }
            defer { yaml_event_delete(&event) }
            switch event.type {
            case YAML_STREAM_END_EVENT, YAML_DOCUMENT_END_EVENT:
                end = offset(ofCodePoint: event.start_mark.index, in: bytes)
                return nil
            case YAML_DOCUMENT_START_EVENT:
                if let version = event.data.document_start.version_directive?.pointee,
                    version.major != 1 || version.minor != 1
                {
                    return "found incompatible YAML document"
                }
            case YAML_ALIAS_EVENT:
                let name = string(event.data.alias.anchor)
                if !anchors.contains(name) { return "unknown anchor '\(name)' referenced" }
            case YAML_SCALAR_EVENT: anchors.insert(string(event.data.scalar.anchor))
            case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
                anchors.insert(string(event.data.sequence_start.anchor))
                depth += 1
                if depth > YAMLDecoder.maximumDepth {
                    return "exceeded max depth of \(YAMLDecoder.maximumDepth)"
                }
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: depth -= 1
            default: break
            }
        }
    }

    private static func offset(
        ofCodePoint wanted: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var count = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? -1 : 0
        for (offset, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
            if count == wanted { return offset }
            count += 1
        }
        return bytes.count
    }

    private static func string(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String {
        name.map { String(cString: $0) } ?? ""
    }

    private static func text(of parser: yaml_parser_t) -> String {
        let problem = parser.problem.map { String(cString: $0) } ?? ""
        var line = 0
        if parser.error != YAML_READER_ERROR {
            line = Int(parser.problem_mark.line)
            if line == 0 {
                line = Int(parser.context_mark.line)
            } else if parser.error == YAML_SCANNER_ERROR {
                line += 1
            }
        }
        let place = line == 0 ? "" : "line \(line): "
        return place + (problem.isEmpty ? "unknown problem parsing YAML content" : problem)
    }
}
