extension TemplateTree {
    /// Parses a text. `knows` tells whether a function exists, the built-in ones included; a name
    /// that is not known is an error, as in Go.
    package static func parse(
        name: Bytes, bytes: Bytes, knows: (Bytes) -> Bool
    ) throws(TemplateSyntaxError) -> TemplateTree {
        try withoutActuallyEscaping(knows) { (knows) throws(TemplateSyntaxError) in
            var parser = TemplateParser(name: name, bytes: bytes, knows: knows)
            return try parser.parse()
        }
    }

    /// The place of a byte as errors tell it: the line from 1, and how many bytes of the line come
    /// before.
    package func place(of offset: Int) -> (line: Int, column: Int) {
        let before = bytes[..<min(max(offset, 0), bytes.count)]
        let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return (line, before.count - lineStart)
    }
}
