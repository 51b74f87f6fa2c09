import GoTemplates
import SourceText

/// Values: lists, inline tables, and what else may stand behind `=`.
extension TOMLReader {
    mutating func value(depth: Int) throws(FunctionError) -> TOMLTable.Entry {
        guard depth < Self.maximumDepth else {
            throw wrong("nested deeper than \(Self.maximumDepth) levels")
        }
        try skipBlanks()
        let start = place
        guard let byte = try peek() else { throw wrong("unexpected EOF; expected value") }
        let value: Value
        switch byte {
        case UInt8(ascii: "["):
            let items = try array(depth: depth)
            return .value(Value.list(items).with(source.structure(in: start..<place)))
        case UInt8(ascii: "{"): return .table(try inlineTable(depth: depth))
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            value = .string(try quotedText(allowsLines: true) ?? [])
        case UInt8(ascii: "0")...UInt8(ascii: "9"): value = try numberOrTime()
        case UInt8(ascii: "+"), UInt8(ascii: "-"): value = try signedNumber()
        case UInt8(ascii: "."): throw wrong("floats must start with a digit, not '.'")
        default: value = try word()
        }
        return .value(value.with(source.origin(in: start..<place)))
    }

    private mutating func word() throws(FunctionError) -> Value {
        let start = place
        while let byte = try peek(), byte.isASCIILetter || byte >= 0x80 { place += 1 }
        let name = String(decoding: bytes[start..<place], as: UTF8.self)
        switch name {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "": throw wrong("expected value but found \(quotedCharacter()) instead")
        default: break
        }
        for (word, number) in [("inf", Double.infinity), ("nan", Double.nan)]
        where name.hasPrefix(word) {
            place = start + 3
            return .float(number)
        }
        throw wrong("expected value but found \(Self.quoted(name)) instead")
    }

    private mutating func array(depth: Int) throws(FunctionError) -> [Value] {
        place += 1
        let name = current
        var items: [Value] = []
        try skipBlanks(andLines: true)
        while true {
            if try skip("]") { return items }
            if try peek() == UInt8(ascii: ",") { throw wrong("unexpected comma") }
            let start = place
            switch try value(depth: depth + 1) {
            case .value(let value): items.append(value)
            case .table(let table): items.append(table.value(source.structure(in: start..<place)))
            case .tables: break
            }
            (current, isInValue) = (name, true)
            try skipBlanks(andLines: true)
            if try skip(",") {
                try skipBlanks(andLines: true)
            } else if try peek() != UInt8(ascii: "]") {
                let found = place < bytes.count ? "'\(character)'" : "end of file"
                throw wrong("expected a comma (',') or array terminator (']'), but got \(found)")
            }
        }
    }

    private mutating func inlineTable(depth: Int) throws(FunctionError) -> TOMLTable {
        place += 1
        let name = current
        let table = TOMLTable()
        try skipBlanks(andLines: true)
        while true {
            if try skip("}") { return table }
            if try peek() == UInt8(ascii: ",") { throw wrong("unexpected comma") }
            try readPair(into: table, name, depth: depth + 1)
            try skipBlanks(andLines: true)
            if try skip(",") {
                try skipBlanks(andLines: true)
            } else if try peek() != UInt8(ascii: "}") {
                let found = place < bytes.count ? "'\(character)'" : "end of file"
                throw wrong(
                    "expected a comma or an inline table terminator '}', but got \(found) instead")
            }
        }
    }
}
