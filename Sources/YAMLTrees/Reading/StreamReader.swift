import CYAML
import SourceText

/// Reads a file with libyaml, one parser after the other: each reads on from the line `---` after
/// the document in which the one before it had to stop.
struct StreamReader {
    var builder: TreeBuilder
    private let bytes: UnsafeBufferPointer<UInt8>
    private let starts: DocumentStarts
    /// Where the text begins: with its encoding fixed libyaml takes a byte order mark for text.
    private let textStart: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        textStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        starts = DocumentStarts(bytes: bytes, textStart: textStart)
        builder = TreeBuilder(bytes)
    }

    mutating func read() {
        guard bytes.count < Int32.max else { return builder.report(.yamlTooLarge()) }
        guard !bytes.starts(with: [0xFE, 0xFF]), !bytes.starts(with: [0xFF, 0xFE]) else {
            return builder.report(.utf16())
        }
        readAroundForbiddenBytes()
    }

    private mutating func readAroundForbiddenBytes() {
        let forbidden = ForbiddenBytes(bytes)
        builder.isASCII = forbidden.isASCII
        var place: Int? = textStart
        while let from = place, !builder.isFull {
            guard let wrong = forbidden.first(from: from) else {
                return readDocuments(SourceRange(from, bytes.count))
            }
            let broken = starts.last(before: wrong.offset, limit: from) ?? from
            readDocuments(SourceRange(from, broken))
            let range = SourceRange(wrong.offset, wrong.offset + 1)
            builder.report(.forbiddenByte(range, wrong.reason))
            place = starts.next(from: wrong.offset + 1)
        }
    }

    private mutating func readDocuments(_ range: SourceRange) {
        var place: Int? = range.start
        while let start = place, start < range.end, !builder.isFull {
            guard let wrong = readUntilError(SourceRange(start, range.end)) else { return }
            let broken = starts.last(before: wrong, limit: start) ?? start
            builder.dropDocuments(from: broken)
            place = starts.next(from: max(wrong, broken + 1))
        }
    }

    /// Reads to the end, or to the first thing that is wrong: it was reported, and its offset is
    /// returned.
    private mutating func readUntilError(_ range: SourceRange) -> Int? {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        defer { parser.deallocate() }
        guard yaml_parser_initialize(parser) == 1 else { return nil }
        defer { yaml_parser_delete(parser) }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        let text = UnsafeBufferPointer(rebasing: bytes[range.start..<range.end])
        guard let json = JSONSurrogates(text) else {
            return readEvents(of: parser, text, range.start, nil)
        }
        return json.text.withUnsafeBufferPointer { readEvents(of: parser, $0, range.start, json) }
    }

    private mutating func readEvents(
        of parser: UnsafeMutablePointer<yaml_parser_t>, _ text: UnsafeBufferPointer<UInt8>,
        _ start: Int, _ json: JSONSurrogates?
    ) -> Int? {
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        builder.begin(text, at: start, json)
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer { event.deallocate() }
        while true {
            guard yaml_parser_parse(parser, event) == 1 else { return noteError(of: parser) }
            let type = event.pointee.type
            let goesOn = builder.take(event)
            let offset = goesOn ? 0 : builder.offset(of: event.pointee.start_mark)
            yaml_event_delete(event)
            guard goesOn else { return offset }
            guard type != YAML_STREAM_END_EVENT else { return nil }
        }
    }

    private mutating func noteError(of parser: UnsafeMutablePointer<yaml_parser_t>) -> Int {
        let offset = builder.offset(of: parser.pointee.problem_mark)
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
        let context = parser.pointee.context.map { String(cString: $0) } ?? ""
        let byte = offset < bytes.count ? bytes[offset] : nil
        let reason = SyntaxReason(problem: problem, context: context, byte: byte)
        var place = offset
        if [
            "while scanning a quoted scalar", "while parsing a flow sequence",
            "while parsing a flow mapping",
        ].contains(context), !problem.contains("escape") {
            place = builder.offset(of: parser.pointee.context_mark)
        }
        builder.report(
            .yamlSyntax(SourceRange(place, min(place + 1, bytes.count)), reason))
        return offset
    }
}
