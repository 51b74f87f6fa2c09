import GoTemplates
import SourceText

/// Reads TOML 1.1 as BurntSushi's package does, with its words for what is wrong.
struct TOMLReader {
    /// The deepest nesting that is read.
    static let maximumDepth = 1_000

    let bytes: Bytes
    var place = 0
    let source: TextSource
    private let root = TOMLTable()
    /// The name of the table that is being filled.
    private var context: [Bytes] = []
    /// The name of the innermost table or value that is being read, for errors.
    var current: [Bytes] = []
    /// Whether that is a value, the last part of whose name errors show without quotes.
    var isInValue = false

    /// The table that a text holds.
    static func value(of text: Bytes, _ source: TextSource) throws(FunctionError) -> Value {
        var reader = TOMLReader(bytes: text, source: source)
        try reader.readAll()
        return reader.root.value(source.structure(in: 0..<text.count))
    }

    private init(bytes: Bytes, source: TextSource) {
        self.bytes = bytes
        self.source = source
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    private mutating func readAll() throws(FunctionError) {
        guard !bytes.prefix(6).contains(0) else {
            throw wrong(
                "files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8")
        }
        while true {
            try skipBlanks(andLines: true)
            guard let byte = try peek() else { return }
            if byte == UInt8(ascii: "[") {
                try readHeader()
            } else {
                try readPair()
            }
            (current, isInValue) = (context, false)
            try readLineEnd()
        }
    }

    private mutating func readLineEnd() throws(FunctionError) {
        try skipBlanks()
        try skipComment()
        guard let byte = try peek() else { return }
        guard byte == 0x0A || byte == 0x0D else {
            throw wrong(
                "expected a top-level item to end with a newline, comment, or EOF, but got "
                    + "\(quotedCharacter()) instead")
        }
    }

    // MARK: Tables

    private mutating func readHeader() throws(FunctionError) {
        place += 1
        let isArray = try skip("[")
        let line = self.line
        let name = try headerName()
        if isArray, !(try skip("]")) {
            throw wrong(
                "expected end of table array name delimiter ']', but got "
                    + "\(quotedCharacter()) instead", isPastLineEnd: true)
        }
        let table = try parent(of: name, line)
        let last = name[name.count - 1]
        current = Array(name.dropLast())
        if isArray {
            try addTable(to: table, last, name, line)
        } else {
            try defineTable(in: table, last, name, line)
        }
        context = name
        current = name
    }

    private mutating func headerName() throws(FunctionError) -> [Bytes] {
        var name: [Bytes] = []
        while true {
            try skipBlanks()
            switch try peek() {
            case nil, UInt8(ascii: "]"):
                throw wrong("unexpected end of table name (table names cannot be empty)")
            case UInt8(ascii: "."):
                throw wrong("unexpected table separator (table names cannot be empty)")
            default: name.append(try keyPart())
            }
            try skipBlanks()
            if try skip("]") { return name }
            guard try skip(".") else {
                throw wrong(
                    "expected '.' or ']' to end table name, but got \(quotedCharacter()) instead",
                    isPastLineEnd: true)
            }
        }
    }

    /// The table in which the last part of a header's name stands.
    private func parent(of name: [Bytes], _ line: Int) throws(FunctionError) -> TOMLTable {
        var table = root
        for (index, part) in name.dropLast().enumerated() {
            switch table.entries[part] {
            case nil:
                let inner = TOMLTable(isImplicit: true)
                table.entries[part] = .table(inner)
                table = inner
            case .table(let inner): table = inner
            case .tables(let tables): table = tables[tables.count - 1]
            case .value:
                throw defined(Array(name[...index]), "was already created as a hash.", line)
            }
        }
        return table
    }

    private func addTable(
        to table: TOMLTable, _ last: Bytes, _ name: [Bytes], _ line: Int
    ) throws(FunctionError) {
        switch table.entries[last] {
        case nil: table.entries[last] = .tables([TOMLTable()])
        case .tables(let tables): table.entries[last] = .tables(tables + [TOMLTable()])
        case .table, .value:
            throw defined(name, "was already created and cannot be used as an array.", line)
        }
    }

    private func defineTable(
        in table: TOMLTable, _ last: Bytes, _ name: [Bytes], _ line: Int
    ) throws(FunctionError) {
        switch table.entries[last] {
        case nil: table.entries[last] = .table(TOMLTable())
        case .table(let inner) where inner.isImplicit: inner.isImplicit = false
        case .table, .tables, .value: throw defined(name, "has already been defined.", line)
        }
    }

    private func defined(_ name: [Bytes], _ what: String, _ line: Int) -> FunctionError {
        wrong("Key '\(String(decoding: TOMLKey.text(name), as: UTF8.self))' \(what)", line: line)
    }

    // MARK: Pairs

    private mutating func readPair() throws(FunctionError) {
        var table = root
        for part in context {
            switch table.entries[part] {
            case .table(let inner): table = inner
            case .tables(let tables): table = tables[tables.count - 1]
            case .value, nil: break
            }
        }
        try readPair(into: table, context, depth: 0)
    }

    /// A name, `=` and a value, in a table of a name.
    mutating func readPair(
        into table: TOMLTable, _ context: [Bytes], depth: Int
    ) throws(FunctionError) {
        let line = self.line
        let name = try pairName()
        (current, isInValue) = (context + name, true)
        let entry = try value(depth: depth)
        (current, isInValue) = (context + name, true)
        try define(name, entry, in: table, context, line)
        current = context + name.suffix(1)
    }

    private mutating func pairName() throws(FunctionError) -> [Bytes] {
        switch try peek() {
        case nil, UInt8(ascii: "="): throw wrong("unexpected '=': key name appears blank")
        case UInt8(ascii: "."): throw wrong("unexpected '.': keys cannot start with a '.'")
        default: break
        }
        var name: [Bytes] = []
        while true {
            try skipBlanks()
            switch try peek() {
            case UInt8(ascii: "="): throw wrong("unexpected '='")
            case UInt8(ascii: "."): throw wrong("unexpected '.'")
            default: name.append(try keyPart())
            }
            try skipBlanks()
            if try skip("=") { return name }
            if try skip(".") { continue }
            guard try peek() != nil else {
                throw wrong("unexpected EOF; expected key separator '='")
            }
            throw wrong("expected '.' or '=', but got \(quotedCharacter()) instead")
        }
    }

    private func define(
        _ name: [Bytes], _ entry: TOMLTable.Entry, in table: TOMLTable, _ context: [Bytes],
        _ line: Int
    ) throws(FunctionError) {
        var table = table
        for (index, part) in name.dropLast().enumerated() {
            switch table.entries[part] {
            case nil:
                let inner = TOMLTable(isImplicit: true)
                table.entries[part] = .table(inner)
                table = inner
            case .table(let inner):
                inner.isImplicit = false
                table = inner
            case .tables(let tables): table = tables[tables.count - 1]
            case .value:
                let isNearest = index == name.count - 2
                let what =
                    isNearest ? "has already been defined." : "was already created as a hash."
                throw defined(context + name[...index], what, line)
            }
        }
        let last = name[name.count - 1]
        if case .table(let inner) = table.entries[last], inner.isImplicit {
            inner.isImplicit = false
            return
        }
        guard table.entries[last] == nil else {
            throw defined(context + name, "has already been defined.", line)
        }
        table.entries[last] = entry
    }

    /// A bare or quoted part of a name.
    private mutating func keyPart() throws(FunctionError) -> Bytes {
        if let text = try quotedText(allowsLines: false) { return text }
        let start = place
        while let byte = try peek(), TOMLKey.isBare(byte) { place += 1 }
        return Bytes(bytes[start..<place])
    }
}
