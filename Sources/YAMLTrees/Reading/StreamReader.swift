import CYAML
import SourceText

/// Reads a file with libyaml and hands its events to a builder.
struct StreamReader {
    var builder: TreeBuilder
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        builder = TreeBuilder(bytes)
    }

    mutating func read() {
        // With its encoding fixed libyaml takes a byte order mark for text.
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        readDocuments(from: hasMark ? 3 : 0)
    }

    /// Reads from `start` to the end or the first thing that is wrong.
    private mutating func readDocuments(from start: Int) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let text = UnsafeBufferPointer(rebasing: bytes[start...])
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        builder.begin(at: start)
        readEvents(from: parser, start)
    }

    private mutating func readEvents(from parser: UnsafeMutablePointer<yaml_parser_t>, _ start: Int)
    {
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer { event.deallocate() }
        while true {
            guard yaml_parser_parse(parser, event) == 1 else {
                return noteError(of: parser, start)
            }
            let type = event.pointee.type
            let goesOn = builder.take(event)
            yaml_event_delete(event)
            guard goesOn, type != YAML_STREAM_END_EVENT else { return }
        }
    }

    private mutating func noteError(of parser: UnsafeMutablePointer<yaml_parser_t>, _ start: Int) {
        let isReaderError = parser.pointee.error == YAML_READER_ERROR
        let offset =
            isReaderError
            ? min(start + Int(parser.pointee.problem_offset), bytes.count)
            : builder.offset(of: parser.pointee.problem_mark)
        let reason = parser.pointee.problem.map { String(cString: $0) } ?? "it is not YAML"
        builder.parts.problems.append(
            Problem(
                "yaml-syntax", SourceRange(offset, min(offset + 1, bytes.count)),
                "this is not YAML: \(reason)", isBlinding: true))
    }
}
