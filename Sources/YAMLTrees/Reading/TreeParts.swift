import SourceText

/// What a tree is made of, while it is being read.
struct TreeParts {
    var nodes: [YAMLNode] = []
    var roots: [Int32] = []
    var decoded: [UInt8] = []
    var properties: [Int32: YAMLNode.Properties] = [:]
    var problems: [Problem] = []

    /// Reads a stream of documents.
    init(reading bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = StreamReader(buffer)
            reader.read()
            self = reader.builder.parts
        }
    }

    init() {}
}
