package import GoTemplates
import SourceText
package import YAMLTrees

/// A file of values, read and decoded once: a chart's `values.yaml` or what `-f` names.
///
/// The decoded values are frozen: whoever composes values from them copies the maps first.
package struct ValuesFile: Sendable {
    package let file: ChartFile?
    /// The documents of the file that are mappings; a later one goes over those before it. None
    /// when the file has mistakes behind what Go's parser reads of it.
    package private(set) var documents: [YAMLValue] = []
    package private(set) var values = MapValue()

    private var pieceCount = 0

    /// How many documents a file may have, and how many keys a table: putting values together takes
    /// time by the square of either.
    package static let mostDocuments = 1_000
    package static let largestTable = 20_000

    /// What a chart without `values.yaml` has.
    package static let none = ValuesFile()

    private init() {
        file = nil
    }

    /// Reads a file as Helm's `LoadValues`. The error has Helm's words, without the name of the
    /// file.
    package init(_ file: ChartFile) throws(ChartError) {
        self.file = file
        let tree = YAMLTree(parsing: file.bytes)
        let separators = try separators()
        let decoder = YAMLDecoder(OriginTable(isTracking: false))
        let problem = tree.firstSyntaxProblem
        if problem != nil || holdsDirective || separators.contains(where: { $0.isOdd }) {
            try addPieces(separators, decoder, problem?.range ?? SourceRange(at: 0))
            return
        }
        for document in Self.documents(of: tree, separators) {
            do throws(FunctionError) {
                let value = try decoder.value(document)
                if value.map != nil { documents.append(document) }
                try add(value)
            } catch {
                let isType = error.message.hasPrefix("error unmarshaling")
                let words = isType ? "" : "error converting YAML to JSON: "
                throw unreadable(words + error.message, document.range)
            }
        }
    }

    /// Whether a line begins with `%`: a directive is cut off from its document.
    private var holdsDirective: Bool {
        let bytes = file?.bytes ?? []
        return bytes.first == UInt8(ascii: "%")
            || zip(bytes, bytes.dropFirst()).contains { $0 == 0x0A && $1 == UInt8(ascii: "%") }
    }

    /// Reads each piece by itself, so that the words are those of Go, and mistakes behind the first
    /// document of a piece do not count.
    private mutating func addPieces(
        _ separators: [Separator], _ decoder: YAMLDecoder, _ range: SourceRange
    ) throws(ChartError) {
        let bytes = file?.bytes ?? []
        let starts = [0] + separators.map(\.end)
        let ends = separators.map(\.start) + [bytes.count]
        for (start, end) in zip(starts, ends) {
            do throws(FunctionError) {
                try add(try decoder.value(of: Bytes(bytes[start..<end])))
            } catch {
                throw unreadable(error.message, range)
            }
        }
    }

    private mutating func add(_ value: Value) throws(FunctionError) {
        pieceCount += 1
        if pieceCount > Self.mostDocuments {
            throw FunctionError("the file has more than \(Self.mostDocuments) documents")
        }
        if let map = value.map {
            guard map.largestTable <= Self.largestTable else {
                throw FunctionError("a table has more than \(Self.largestTable) keys")
            }
            values = values.overlaid(with: map)
        } else if let error = GoJSONReader.mismatch(value, MapValue.Kind.any.typeName) {
            throw FunctionError("error unmarshaling JSON: while decoding JSON: " + error)
        }
    }

    private func unreadable(_ message: String, _ range: SourceRange) -> ChartError {
        ChartError(.unreadable, message, at: file?.path ?? "", file?.place(range))
            .within("cannot unmarshal yaml document")
    }

    /// A line that begins with `---`, at which Helm cuts the file.
    private struct Separator {
        var start: Int
        var end: Int
        /// Whether it is none to YAML, such as `---#`.
        var isOdd: Bool
    }

    private func separators() throws(ChartError) -> [Separator] {
        guard let file else { return [] }
        let bytes = file.bytes
        var separators: [Separator] = []
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let line = bytes[start..<end]
            if line.starts(with: [0x2D, 0x2D, 0x2D]) {
                let rest = line.dropFirst(3)
                let text = rest.drop { $0 <= 0x20 }
                let blanks = text.reversed().prefix { $0 <= 0x20 }.count
                if let first = text.first, first != UInt8(ascii: "#") {
                    let shown = String(decoding: text.dropLast(blanks), as: UTF8.self)
                    throw ChartError(
                        .unreadable,
                        "error reading yaml document: invalid Yaml document separator: \(shown)",
                        at: file.path, file.place(SourceRange(start, end)))
                }
                let next = min(end + 1, bytes.count)
                separators.append(
                    Separator(start: start, end: next, isOdd: rest.first.map { $0 > 0x20 } ?? false)
                )
            }
            start = end + 1
        }
        return separators
    }

    /// The first document of every piece: Go's parser looks at no other.
    private static func documents(of tree: YAMLTree, _ separators: [Separator]) -> [YAMLValue] {
        var lastPiece = -1
        var piece = 0
        return tree.documents.filter { document in
            while piece < separators.count, separators[piece].start < document.range.start {
                piece += 1
            }
            defer { lastPiece = piece }
            return piece != lastPiece
        }
    }
}
