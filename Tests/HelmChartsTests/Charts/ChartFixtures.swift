import CZlib
import GoTemplates
import HelmCharts
import SourceText

/// Charts for tests, as texts.
enum ChartFixtures {
    static func workspace(_ files: [String: String]) -> MemoryWorkspace {
        MemoryWorkspace(files.mapValues { Array($0.utf8) })
    }

    static func chart(_ files: [String: String]) throws(ChartError) -> Chart {
        try ChartLoader().load(from: workspace(files))
    }

    static func chartFile(_ name: String, _ rest: String = "") -> String {
        "apiVersion: v2\nname: \(name)\nversion: 1.0.0\n\(rest)"
    }

    static func values(_ text: String) throws(ChartError) -> ValuesFile {
        try ValuesFile(ChartFile(name: "user.yaml", path: "user.yaml", bytes: Array(text.utf8)))
    }

    /// A value as compact JSON.
    static func json(_ value: Value?) -> String {
        switch value?.payload {
        case .map(let map)?:
            let entries = map.entries.map { entry in
                "\"\(String(decoding: entry.key, as: UTF8.self))\":\(json(entry.value))"
            }
            return "{\(entries.joined(separator: ","))}"
        case .list(let list)?: return "[\(list.items.map { json($0) }.joined(separator: ","))]"
        case .string(let bytes)?: return "\"\(String(decoding: bytes, as: UTF8.self))\""
        case .null?, .invalid?, nil: return "null"
        case .float(let number)? where Int(exactly: number) != nil: return String(Int(number))
        case .some: return String(decoding: GoFormat.text(value ?? .null), as: UTF8.self)
        }
    }

    // MARK: Archives

    /// A tar of entries: name, kind as tar has it, content.
    static func tar(_ entries: [(name: String, kind: Character, content: Bytes)]) -> Bytes {
        var archive: Bytes = []
        for entry in entries {
            var header = Bytes(repeating: 0, count: 512)
            func put(_ text: String, at place: Int) {
                for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
            }
            func octal(_ number: Int, _ digits: Int) -> String {
                let text = String(number, radix: 8)
                return String(repeating: "0", count: digits - text.count) + text
            }
            put(entry.name, at: 0)
            put(octal(entry.content.count, 11), at: 124)
            put(String(entry.kind), at: 156)
            put("ustar\u{0}00", at: 257)
            put("        ", at: 148)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
            archive += header + entry.content
            archive += Bytes(repeating: 0, count: (512 - entry.content.count % 512) % 512)
        }
        return archive + Bytes(repeating: 0, count: 1_024)
    }

    /// A tar of one empty file, again and again.
    static func tar(repeating name: String, _ count: Int, after first: Bytes) -> Bytes {
        let entry = tar([(name, "0", [])]).prefix(512)
        var archive = Bytes(first.dropLast(1_024))
        archive.reserveCapacity(archive.count + count * 512)
        for _ in 0..<count { archive += entry }
        return archive + Bytes(repeating: 0, count: 1_024)
    }

    static func gzip(_ bytes: Bytes) -> Bytes {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        deflateInit2_(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        defer { deflateEnd(&stream) }
        var input = bytes
        return Bytes(unsafeUninitializedCapacity: bytes.count + 1_000) { buffer, count in
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                deflate(&stream, Z_FINISH)
                count = buffer.count - Int(stream.avail_out)
            }
        }
    }

    static func load(
        _ entries: [(name: String, kind: Character, content: Bytes)]
    ) throws(ChartError) -> Chart {
        try ChartLoader().load(archive: gzip(tar(entries)), at: "web.tgz")
    }
}
