import GoTemplates

/// The places that references of a schema may name: its parts with an identifier or an anchor.
struct SchemaReferences {
    /// By absolute URL, without a fragment.
    private var resources: [String: SchemaLocation] = [JSONSchema.location: .root]
    /// By absolute URL with the anchor as its fragment.
    private var anchors: [String: SchemaLocation] = [:]
    /// The URL that each resource goes by.
    private var bases: [SchemaLocation: String] = [.root: JSONSchema.location]
    private let document: Value

    /// Parts nested deeper are not looked through for identifiers.
    private static let deepest = 500

    init(_ document: Value, draft: SchemaDraft) {
        self.document = document
        collect(document, at: .root, base: JSONSchema.location, draft)
    }

    /// Every map may be a schema; that some are not does no harm here.
    private mutating func collect(
        _ value: Value, at location: SchemaLocation, base: String, _ draft: SchemaDraft
    ) {
        guard location.steps.count < Self.deepest else { return }
        if let list = value.list {
            for (index, item) in list.items.enumerated() {
                collect(item, at: location.appending(Bytes(String(index).utf8)), base: base, draft)
            }
        }
        guard let map = value.map else { return }
        let name = map[draft == .draft4 ? "id" : "$id"]?.text
        var base = base
        if let name {
            if name.hasPrefix("#"), draft < .draft2019 {
                anchors[base + name] = location
            } else if draft >= .draft2019 || map["$ref"] == nil {
                base = URLResolution.withoutFragment(URLResolution.resolve(name, against: base))
                resources[base] = location
                bases[location] = base
            }
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let name = map[keyword]?.text { anchors[base + "#" + name] = location }
        }
        for entry in map.entries where entry.value.map != nil || entry.value.list != nil {
            collect(entry.value, at: location.appending(entry.key), base: base, draft)
        }
    }

    /// The part that a reference at `location` names; nil where anything is allowed because Helm
    /// looks no further.
    func target(
        of reference: String, at location: SchemaLocation
    ) throws(JSONSchemaError) -> SchemaLocation? {
        let base = base(of: location)
        let url = URLResolution.resolve(reference, against: base)
        let resource = URLResolution.withoutFragment(url)
        let fragment = URLResolution.fragment(url)
        guard let root = resources[resource] else {
            if resource.hasPrefix("urn:") || SchemaDraft(resource) != nil { return nil }
            throw JSONSchemaError(
                message: "failing loading \(GoQuoting.quoted(Bytes(resource.utf8))): "
                    + "schemas from elsewhere are not loaded")
        }
        if fragment.isEmpty { return root }
        if fragment.first == UInt8(ascii: "/") {
            let steps = Self.steps(fragment)
            guard value(at: SchemaLocation(steps: root.steps + steps)) != nil else {
                throw JSONSchemaError(
                    message: "json-pointer in \(GoQuoting.quoted(Bytes(url.utf8))) not found")
            }
            return SchemaLocation(steps: root.steps + steps)
        }
        let anchor = resource + "#" + String(decoding: fragment, as: UTF8.self)
        if let location = anchors[anchor] { return location }
        throw JSONSchemaError(
            message: "anchor in \(GoQuoting.quoted(Bytes(url.utf8))) not found in schema "
                + GoQuoting.quoted(Bytes(resource.utf8)))
    }

    private func base(of location: SchemaLocation) -> String {
        var steps = location.steps
        while true {
            if let base = bases[SchemaLocation(steps: steps)] { return base }
            if steps.popLast() == nil { return JSONSchema.location }
        }
    }

    func value(at location: SchemaLocation) -> Value? {
        var value = document
        for step in location.steps {
            if let map = value.map, let member = map[step] {
                value = member
            } else if let list = value.list, let index = VersionScan.number(step[...]),
                index < list.items.count, !step.isEmpty
            {
                value = list.items[Int(index)]
            } else {
                return nil
            }
        }
        return value
    }

    private static func steps(_ pointer: Bytes) -> [Bytes] {
        pointer.dropFirst().split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false
        ).map { step in
            var result: Bytes = []
            var rest = step
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "~"), let next = rest.popFirst() {
                    result.append(next == UInt8(ascii: "1") ? UInt8(ascii: "/") : byte)
                } else {
                    result.append(byte)
                }
            }
            return result
        }
    }
}

/// Relative URLs made absolute, as far as schemas need it.
enum URLResolution {
    static func withoutFragment(_ url: String) -> String {
        String(url.prefix { $0 != "#" })
    }

    /// What follows `#`, without percent signs.
    static func fragment(_ url: String) -> Bytes {
        var rest = Bytes(url.utf8)[...].drop { $0 != UInt8(ascii: "#") }.dropFirst()
        var result: Bytes = []
        while let byte = rest.popFirst() {
            let code = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), code.utf8.count == 2, let value = UInt8(code, radix: 16) {
                result.append(value)
                rest = rest.dropFirst(2)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    static func resolve(_ reference: String, against base: String) -> String {
        if reference.isEmpty { return base }
        if reference.hasPrefix("#") { return withoutFragment(base) + reference }
        if hasScheme(reference) { return reference }
        let base = withoutFragment(base)
        guard let colon = base.firstIndex(of: ":"), base[colon...].hasPrefix("://") else {
            return reference
        }
        let authority = base[base.index(colon, offsetBy: 3)...]
        let pathStart = authority.firstIndex(of: "/") ?? authority.endIndex
        if reference.hasPrefix("//") { return base[...colon] + reference }
        let site = base[..<pathStart]
        if reference.hasPrefix("/") { return site + reference }
        let path = base[pathStart...]
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        let tail = reference.prefix { $0 != "#" && $0 != "?" }
        return site + withoutDots(folder + tail) + reference[tail.endIndex...]
    }

    private static func hasScheme(_ url: String) -> Bool {
        let scheme = url.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard scheme.count < url.utf8.count, let first = scheme.first else { return false }
        return (0x61...0x7A).contains(first | 0x20)
            && scheme.allSatisfy { VersionScan.isIdentifier($0) || $0 == 0x2B || $0 == 0x2E }
    }

    private static func withoutDots(_ path: some StringProtocol) -> String {
        var parts: [Substring] = []
        let steps = String(path).split(separator: "/", omittingEmptySubsequences: false)
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            switch step {
            case ".": if isLast { parts.append("") }
            case "..":
                if parts.count > 1 { parts.removeLast() }
                if isLast { parts.append("") }
            default: parts.append(step)
            }
        }
        return parts.joined(separator: "/")
    }
}
