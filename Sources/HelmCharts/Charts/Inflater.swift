import CZlib
import GoTemplates

/// Unpacks a gzip stream piece by piece, so that what would grow without end is stopped early.
struct Inflater: ~Copyable {
    enum Failure: Error {
        case truncated
        case notGzip
        case corrupt(String)
        /// More than the limit came out, or far more than went in.
        case tooLarge
    }

    /// How many bytes may come out for each that went in, once a mebibyte has.
    static let largestRatio = 1_000

    private let input: Bytes
    private let limit: Int
    private var stream: UnsafeMutablePointer<z_stream>
    private var consumed = 0
    private(set) var produced = 0
    private var isOpen = false
    private var isAtEnd = false

    init(_ input: Bytes, limit: Int) {
        self.input = input
        self.limit = limit
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
    }

    deinit {
        if isOpen { inflateEnd(stream) }
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// The next bytes, at most `count`; fewer only at the end.
    mutating func read(_ count: Int) throws(Failure) -> Bytes {
        if !isOpen { try open() }
        var output = Bytes()
        output.reserveCapacity(min(count, 1 << 16))
        while output.count < count, !isAtEnd {
            let piece = try next(min(count - output.count, 1 << 16))
            output += piece
            produced += piece.count
            let isBomb = produced > 1 << 20 && produced / max(consumed, 1) > Self.largestRatio
            if produced > limit || isBomb { throw .tooLarge }
        }
        return output
    }

    private mutating func open() throws(Failure) {
        guard input.count >= 10 else { throw .truncated }
        guard input.starts(with: [0x1F, 0x8B, 0x08]) else { throw .notGzip }
        // 16 more bits of window ask for a gzip header.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
            throw .corrupt("the library cannot begin")
        }
        isOpen = true
    }

    /// Up to `count` bytes; none only at the end of the stream.
    private mutating func next(_ count: Int) throws(Failure) -> Bytes {
        var status = Z_OK
        let available = min(input.count - consumed, 1 << 20)
        var used = 0
        let output = Bytes(unsafeUninitializedCapacity: count) { buffer, filled in
            input.withUnsafeBufferPointer { source in
                // zlib reads only, but its header does not say so.
                stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress.map { $0 + consumed })
                stream.pointee.avail_in = UInt32(available)
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(count)
                status = inflate(stream, Z_NO_FLUSH)
                used = available - Int(stream.pointee.avail_in)
                filled = count - Int(stream.pointee.avail_out)
            }
        }
        consumed += used
        switch status {
        case Z_STREAM_END: try beginNextMember()
        case Z_OK: break
        case Z_BUF_ERROR:
            if output.isEmpty && consumed == input.count { throw .truncated }
        default: throw .corrupt("invalid compressed data")
        }
        return output
    }

    /// A gzip file may be several, one after the other.
    private mutating func beginNextMember() throws(Failure) {
        guard consumed < input.count else {
            isAtEnd = true
            return
        }
        guard input[consumed] == 0x1F else { throw .notGzip }
        guard inflateReset(stream) == Z_OK else { throw .corrupt("invalid compressed data") }
    }
}
