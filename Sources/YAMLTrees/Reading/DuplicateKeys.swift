/// Finds keys that stand twice in one mapping, which Kubernetes refuses.
struct DuplicateKeys {
    /// The keys of the mapping being looked at; kept to save allocations.
    private var keys: [Text] = []

    /// The bytes of a key, wherever they stand.
    private struct Text: Hashable {
        let index: Int32
        let bytes: UnsafeRawBufferPointer

        static func == (left: Text, right: Text) -> Bool {
            left.bytes.count == right.bytes.count && left.bytes.elementsEqual(right.bytes)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(bytes: bytes) }
    }

    /// Calls `report` with each key that repeats another, and the first of its name.
    mutating func find(
        in mapping: Int32, _ nodes: UnsafeBufferPointer<YAMLNode>,
        _ source: UnsafeBufferPointer<UInt8>, _ decoded: UnsafeBufferPointer<UInt8>,
        report: (_ key: Int32, _ first: Int32) -> Void
    ) {
        let node = nodes[Int(mapping)]
        guard node.first > 2 else { return }
        keys.removeAll(keepingCapacity: true)
        var place = mapping + 1
        while place < node.second {
            let key = nodes[Int(place)]
            if key.kind == .scalar, !key.flags.contains(.isMergeKey) {
                let store = key.flags.contains(.isDecoded) ? decoded : source
                let text = UnsafeRawBufferPointer(
                    rebasing: UnsafeRawBufferPointer(store)[Int(key.first)..<Int(key.second)])
                keys.append(Text(index: place, bytes: text))
            }
            let value = key.endIndex(from: place)
            place = nodes[Int(value)].endIndex(from: value)
        }
        if keys.count <= 12 { compareEach(report) } else { lookUpEach(report) }
    }

    private func compareEach(_ report: (_ key: Int32, _ first: Int32) -> Void) {
        for later in keys.indices.dropFirst() {
            for earlier in 0..<later where keys[earlier] == keys[later] {
                report(keys[later].index, keys[earlier].index)
                break
            }
        }
    }

    private func lookUpEach(_ report: (_ key: Int32, _ first: Int32) -> Void) {
        var known = Set<Text>(minimumCapacity: keys.count)
        for key in keys {
            let (isNew, first) = known.insert(key)
            if !isNew { report(key.index, first.index) }
        }
    }
}
