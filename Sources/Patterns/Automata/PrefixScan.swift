extension UnsafeBufferPointer<UInt8> {
    /// Where `prefix`, which is short, first stands at or after `from`; `from` if it is empty.
    func firstOffset(of prefix: [UInt8], from: Int) -> Int? {
        guard let first = prefix.first else { return from }
        var offset = from
        let last = count - prefix.count
        while offset <= last {
            if self[offset] == first, stands(prefix, at: offset) { return offset }
            offset += 1
        }
        return nil
    }

    private func stands(_ prefix: [UInt8], at offset: Int) -> Bool {
        for (place, byte) in prefix.enumerated() where self[offset + place] != byte {
            return false
        }
        return true
    }
}
