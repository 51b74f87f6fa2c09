/// Finds the lines `---` that begin documents, without reading what is between.
struct DocumentStarts {
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where the text begins, after a byte order mark.
    let textStart: Int

    /// The first such line at or after `offset`.
    func next(from offset: Int) -> Int? {
        var place = offset
        while place + 3 <= bytes.count {
            if begins(at: place) { return place }
            while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
            place += 1
        }
        return nil
    }

    /// The last such line before `offset` and not before `limit`.
    func last(before offset: Int, limit: Int) -> Int? {
        var place = min(offset, bytes.count) - 1
        while place >= limit {
            if begins(at: place) { return place }
            place -= 1
        }
        return nil
    }

    private func begins(at place: Int) -> Bool {
        guard place + 3 <= bytes.count, bytes[place] == 0x2D else { return false }
        guard bytes[place + 1] == 0x2D, bytes[place + 2] == 0x2D else { return false }
        guard place == textStart || [0x0A, 0x0D].contains(bytes[place - 1]) else { return false }
        return place + 3 == bytes.count || [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place + 3])
    }
}
