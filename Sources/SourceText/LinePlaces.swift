/// Where bytes stand in their lines, which end with a line feed.
extension [UInt8] {
    /// Where the line of an offset begins.
    package func startOfLine(at offset: Int) -> Int {
        var start = offset
        while start > 0, self[start - 1] != 0x0A { start -= 1 }
        return start
    }

    /// How many bytes stand before an offset in its line.
    package func column(at offset: Int) -> Int { offset - startOfLine(at: offset) }

    /// How many spaces the line of an offset begins with.
    package func indentation(at offset: Int) -> Int {
        self[startOfLine(at: offset)...].prefix { $0 == 0x20 }.count
    }
}
