/// Classes in brackets.
extension PatternParser {
    /// Reads `[a-z\d[:alpha:]]`.
    mutating func bracketClass() throws(PatternError) -> ScalarSet {
        let start = offset
        offset += 1
        let isInverted = skip("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while isFirst || offset >= bytes.count || bytes[offset] != UInt8(ascii: "]") {
            isFirst = false
            if let set = try namedClass() {
                ranges += set.ranges
            } else if let set = try escapedClass() {
                ranges += set.ranges
            } else {
                ranges += try characterRange(from: start).ranges
            }
        }
        offset += 1
        let set = ScalarSet(ranges)
        return isInverted ? set.inverted : set
    }

    /// Reads `[:alpha:]` or `[:^alpha:]`; nil and nothing read where none stands.
    private mutating func namedClass() throws(PatternError) -> ScalarSet? {
        let start = offset
        guard offset + 2 <= lastClassEnd, skip("[:") else { return nil }
        var end = offset
        while !(bytes[end] == UInt8(ascii: ":") && bytes[end + 1] == UInt8(ascii: "]")) { end += 1 }
        let isInverted = skip("^")
        let name = String(decoding: bytes[min(offset, end)..<end], as: UTF8.self)
        offset = end + 2
        guard let set = NamedClasses.posix(name) else {
            throw PatternFault.invalidRange.error(start..<offset)
        }
        return try counted(folded(set, inverting: isInverted))
    }

    /// Reads `a` or `a-z`.
    private mutating func characterRange(from bracket: Int) throws(PatternError) -> ScalarSet {
        let start = offset
        let first = try classScalar(from: bracket)
        var last = first
        let next = offset + 1
        let isRange = next < bytes.count && bytes[next] != UInt8(ascii: "]")
        if isRange, skip("-") {
            last = try classScalar(from: bracket)
            guard first <= last else { throw PatternFault.invalidRange.error(start..<offset) }
        }
        return try counted(folded(ScalarSet([first...last]), inverting: false))
    }

    private mutating func classScalar(from bracket: Int) throws(PatternError) -> UInt32 {
        guard offset < bytes.count else {
            throw PatternFault.missingBracket.error(bracket..<bytes.count)
        }
        return bytes[offset] == UInt8(ascii: "\\") ? try escapedScalar() : scalar()
    }
}
