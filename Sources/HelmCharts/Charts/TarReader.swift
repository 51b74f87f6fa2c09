import GoTemplates

/// Reads the entries of a packed tar file one after the other: the formats ustar, pax and GNU.
struct TarReader: ~Copyable {
    struct Entry {
        enum Kind { case file, folder, link, special }

        var name = ""
        var kind = Kind.file
        var size = 0
    }

    struct Failure: Error {
        var message: String
        var isLimit = false

        init(_ message: String, isLimit: Bool = false) {
            self.message = message
            self.isLimit = isLimit
        }
    }

    /// The largest extended header or long name.
    private static let largestHeader = 1 << 20

    /// What an entry may say of its size.
    private static let sizes = 0...(1 << 40)

    private var inflater: Inflater
    private var entryCount = 0
    /// What is left of the current entry, and its padding.
    private var remaining = 0
    private var padding = 0
    /// What extended headers say of the next entry.
    private var longName: String?
    private var longSize: Int?

    init(_ bytes: Bytes, limit: Int) {
        inflater = Inflater(bytes, limit: limit)
    }

    /// The next entry that is no extended header, or nil at the end.
    mutating func next() throws(Failure) -> Entry? {
        (longName, longSize) = (nil, nil)
        while true {
            _ = try read(remaining + padding)
            (remaining, padding) = (0, 0)
            let header = try read(512, mayEnd: true)
            if header.isEmpty || header.allSatisfy({ $0 == 0 }) { return nil }
            entryCount += 1
            guard entryCount <= ChartArchive.mostEntries else {
                throw Failure(
                    "the archive has more than \(ChartArchive.mostEntries) entries", isLimit: true)
            }
            if let entry = try entry(header) { return entry }
        }
    }

    /// The content of the entry that `next` gave.
    mutating func content() throws(Failure) -> Bytes {
        defer { remaining = 0 }
        return try read(remaining)
    }

    /// The entry of a header, or nil after taking in an extended header.
    private mutating func entry(_ header: Bytes) throws(Failure) -> Entry? {
        guard Self.hasRightSum(header), let size = Self.number(header[124..<136]),
            Self.sizes.contains(size)
        else {
            throw Failure("archive/tar: invalid tar header")
        }
        remaining = size
        padding = (512 - size % 512) % 512
        switch header[156] {
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            try takeRecords(extended(size))
            return nil
        case UInt8(ascii: "g"):
            _ = try extended(size)
            return nil
        case UInt8(ascii: "L"):
            longName = Self.text(try extended(size)[...])
            return nil
        case UInt8(ascii: "K"):
            _ = try extended(size)
            return nil
        default: return plainEntry(header)
        }
    }

    private mutating func plainEntry(_ header: Bytes) -> Entry {
        var entry = Entry()
        entry.name = longName ?? Self.name(header)
        if let longSize {
            remaining = longSize
            padding = (512 - longSize % 512) % 512
        }
        switch header[156] {
        case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
            entry.kind = entry.name.hasSuffix("/") ? .folder : .file
        case UInt8(ascii: "5"): entry.kind = .folder
        case UInt8(ascii: "1"), UInt8(ascii: "2"): entry.kind = .link
        default: entry.kind = .special
        }
        // Only files have content, whatever the header says.
        if entry.kind != .file && header[156] != 0 && header[156] != UInt8(ascii: "0") {
            (remaining, padding) = (0, 0)
        }
        entry.size = remaining
        return entry
    }

    private mutating func extended(_ size: Int) throws(Failure) -> Bytes {
        guard size <= Self.largestHeader else {
            throw Failure("archive/tar: header field too long", isLimit: true)
        }
        return try content()
    }

    /// Takes in pax records, `LENGTH KEY=VALUE\n` each.
    private mutating func takeRecords(_ records: Bytes) throws(Failure) {
        var rest = records[...]
        while !rest.isEmpty {
            guard let space = rest.firstIndex(of: 0x20),
                let length = Int(Self.text(rest[..<space])), length > space - rest.startIndex + 1,
                length <= rest.count, rest[rest.startIndex + length - 1] == 0x0A
            else { throw Failure("archive/tar: invalid tar header") }
            let record = rest[(space + 1)..<(rest.startIndex + length - 1)]
            rest = rest.dropFirst(length)
            guard let sign = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw Failure("archive/tar: invalid tar header")
            }
            let value = Self.text(record[(sign + 1)...])
            switch Self.text(record[..<sign]) {
            case "path": if !value.isEmpty { longName = value }
            case "size":
                guard let size = Int(value), Self.sizes.contains(size) else {
                    throw Failure("archive/tar: invalid tar header")
                }
                longSize = size
            default: break
            }
        }
    }

    private mutating func read(_ count: Int, mayEnd: Bool = false) throws(Failure) -> Bytes {
        if count == 0 { return [] }
        do throws(Inflater.Failure) {
            // No more is asked of memory at once than the stream gives.
            let bytes = try inflater.read(count)
            if bytes.isEmpty && mayEnd { return bytes }
            guard bytes.count == count else { throw .truncated }
            return bytes
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ failure: Inflater.Failure) -> Failure {
        switch failure {
        case .truncated: Failure("unexpected EOF")
        case .notGzip: Failure("gzip: invalid header")
        case .corrupt(let reason): Failure("flate: \(reason)")
        case .tooLarge:
            Failure(
                "decompressed chart is larger than the maximum size "
                    + "\(ChartArchive.largestContent), or was packed more than "
                    + "\(Inflater.largestRatio) to 1",
                isLimit: true)
        }
    }

    // MARK: Fields

    private static func name(_ header: Bytes) -> String {
        let name = text(header[0..<100])
        guard header[257..<263].elementsEqual([0x75, 0x73, 0x74, 0x61, 0x72, 0]) else {
            return name
        }
        let prefix = text(header[345..<500])
        return prefix.isEmpty ? name : "\(prefix)/\(name)"
    }

    /// Up to the first zero byte.
    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits between spaces and zeros, or a number in base 256.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        if let first = field.first, first & 0x80 != 0 {
            guard first == 0x80, field.dropFirst().prefix(3).allSatisfy({ $0 == 0 }) else {
                return nil
            }
            return field.dropFirst(4).reduce(0) { $0 << 8 | Int($1) } & Int.max
        }
        let digits = field.drop { $0 == 0x20 || $0 == 0 }.prefix { $0 != 0x20 && $0 != 0 }
        if digits.isEmpty { return 0 }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }

    private static func hasRightSum(_ header: Bytes) -> Bool {
        // The sum's own field counts as spaces.
        var sum = 8 * 0x20
        for byte in header[..<148] { sum += Int(byte) }
        for byte in header[156...] { sum += Int(byte) }
        return number(header[148..<156]) == sum
    }
}
