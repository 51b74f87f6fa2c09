/// Counts lines from the place it was last asked about, which is near.
struct LineCounter {
    private var offset = 0
    private var line = 1

    /// The line, from 1, in which `place` stands.
    mutating func line(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        if place >= offset {
            for byte in bytes[offset..<place] where byte == 0x0A { line += 1 }
        } else {
            for byte in bytes[place..<offset] where byte == 0x0A { line -= 1 }
        }
        offset = place
        return line
    }
}
