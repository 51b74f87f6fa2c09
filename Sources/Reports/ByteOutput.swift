/// Where a report goes: bytes are gathered and handed on in chunks, so a report of any size needs
/// little memory.
package struct ByteOutput {
    private var buffer: [UInt8] = []
    private let chunkSize: Int
    private let emit: ([UInt8]) -> Void

    /// `emit` is given every chunk, of about `chunkSize` bytes; whether it could be written is for
    /// `emit` to notice.
    package init(chunkSize: Int = 1 << 16, emit: @escaping ([UInt8]) -> Void) {
        self.chunkSize = chunkSize
        self.emit = emit
        buffer.reserveCapacity(chunkSize + chunkSize / 4)
    }

    /// Adds text as UTF-8.
    package mutating func write(_ text: String) {
        buffer += text.utf8
        emitIfFull()
    }

    /// Adds bytes.
    package mutating func write(_ bytes: [UInt8]) {
        buffer += bytes
        emitIfFull()
    }

    /// Hands on what is gathered; the last call of a writer.
    package mutating func flush() {
        guard !buffer.isEmpty else { return }
        emit(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func emitIfFull() {
        if buffer.count >= chunkSize { flush() }
    }
}
