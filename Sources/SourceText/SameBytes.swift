extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes from an offset on begin with `other`. Compared by words, the last of which
    /// may overlap the one before it.
    @inlinable
    @inline(__always)
    package func holds(_ other: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        let length = other.count
        guard offset >= 0, length <= count - offset else { return false }
        guard length > 0, let right = UnsafeRawPointer(other.baseAddress),
            let left = UnsafeRawPointer(baseAddress)?.advanced(by: offset)
        else { return length == 0 }
        if length >= 8 {
            var place = 0
            while place < length - 8 {
                guard Self.areSame(left, right, at: place, UInt64.self) else { return false }
                place += 8
            }
            return Self.areSame(left, right, at: length - 8, UInt64.self)
        }
        if length >= 4 {
            return Self.areSame(left, right, at: 0, UInt32.self)
                && Self.areSame(left, right, at: length - 4, UInt32.self)
        }
        for place in 0..<length where self[offset + place] != other[place] { return false }
        return true
    }

    @inlinable
    @inline(__always)
    package static func areSame<Word: BitwiseCopyable & Equatable>(
        _ left: UnsafeRawPointer, _ right: UnsafeRawPointer, at offset: Int, _ type: Word.Type
    ) -> Bool {
        left.loadUnaligned(fromByteOffset: offset, as: type)
            == right.loadUnaligned(fromByteOffset: offset, as: type)
    }
}
