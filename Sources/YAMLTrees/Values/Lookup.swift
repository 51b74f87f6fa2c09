import SourceText

// Values by their keys. Places are handed on instead of values as long as nobody else sees them:
// each value counts a reference to its tree, and rules look up by the million.

extension YAMLValue {
    /// The value under `key` in a mapping, the first when it stands there twice, else the one that
    /// the earliest merged mapping has.
    package subscript(key: String) -> YAMLValue? { tree.place(of: key, in: index).map(value) }

    /// The value under a row of keys, or nil where one is missing.
    package func value(at keys: [String]) -> YAMLValue? { value(at: keys, path: "", last: nil) }

    /// The value under some keys, then those in `path` with dots between them, then `last`.
    func value(at keys: [String], path: String, last: String?) -> YAMLValue? {
        var place = index
        for key in keys {
            guard let next = tree.place(of: key, in: place) else { return nil }
            place = next
        }
        if !path.isEmpty {
            guard let next = tree.place(ofPath: path, in: place) else { return nil }
            place = next
        }
        if let last {
            guard let next = tree.place(of: last, in: place) else { return nil }
            place = next
        }
        return value(place)
    }

    /// The value of a mapping's own or merged entry, its alias not followed.
    func lookUp(_ key: UnsafeBufferPointer<UInt8>) -> YAMLValue? {
        tree.ownOrMergedPlace(of: key, in: index).map(value)
    }

    /// The value that stands in this very mapping under `key`.
    func ownValue(_ key: UnsafeBufferPointer<UInt8>) -> YAMLValue? {
        tree.ownPlace(of: key, in: index).map(value)
    }
}

extension YAMLTree {
    /// What an alias refers to, or the node itself, as `YAMLValue.target` has it.
    func target(of index: Int32) -> Int32 {
        var index = index
        while nodes[Int(index)].kind == .alias {
            let next = nodes[Int(index)].first
            guard next >= 0 else { break }
            index = next
        }
        return index
    }

    /// Where the value under a key of a mapping stands, all aliases followed.
    fileprivate func place(of key: String, in index: Int32) -> Int32? {
        key.withBytes { place(of: $0, in: index) }
    }

    private func place(of key: UnsafeBufferPointer<UInt8>, in index: Int32) -> Int32? {
        ownOrMergedPlace(of: key, in: target(of: index)).map(target)
    }

    /// The same for keys with dots between them, which are told apart where they stand.
    fileprivate func place(ofPath path: String, in index: Int32) -> Int32? {
        path.withBytes { bytes in
            var place = index
            var start = 0
            for end in 0...bytes.count {
                guard end == bytes.count || bytes[end] == UInt8(ascii: ".") else { continue }
                if start < end {
                    let key = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    guard let next = self.place(of: key, in: place) else { return nil }
                    place = next
                }
                start = end + 1
            }
            return place
        }
    }

    fileprivate func ownOrMergedPlace(
        of key: UnsafeBufferPointer<UInt8>, in mapping: Int32
    ) -> Int32? {
        if let own = ownPlace(of: key, in: mapping) { return own }
        guard nodes[Int(mapping)].flags.contains(.hasMerge) else { return nil }
        // Not `lazy.compactMap.first`, which looks twice at each level of a chain.
        for other in YAMLValue(tree: self, index: mapping).mergedMappings {
            if let place = ownOrMergedPlace(of: key, in: other.index) { return place }
        }
        return nil
    }

    fileprivate func ownPlace(
        of key: UnsafeBufferPointer<UInt8>, in mapping: Int32
    ) -> Int32? {
        nodes.withUnsafeBufferPointer { nodes in
            guard nodes[Int(mapping)].kind == .mapping else { return nil }
            let end = nodes[Int(mapping)].second
            var place = mapping + 1
            while place < end {
                let value = nodes[Int(place)].endIndex(from: place)
                if has(key, at: place, in: nodes) { return value }
                place = nodes[Int(value)].endIndex(from: value)
            }
            return nil
        }
    }

    /// Whether the scalar at `index`, or the one its alias refers to, is `text`.
    private func has(
        _ text: UnsafeBufferPointer<UInt8>, at index: Int32,
        in nodes: UnsafeBufferPointer<YAMLNode>
    ) -> Bool {
        var node = nodes[Int(index)]
        while node.kind == .alias, node.first >= 0 { node = nodes[Int(node.first)] }
        guard node.kind == .scalar, Int(node.second - node.first) == text.count else {
            return false
        }
        let start = Int(node.first)
        return node.flags.contains(.isDecoded)
            ? decoded.withUnsafeBufferPointer { $0.holds(text, at: start) }
            : bytes.withUnsafeBufferPointer { $0.holds(text, at: start) }
    }
}

extension String {
    /// The keys of a path such as `spec.replicas`.
    package var keysOfPath: [String] {
        utf8.split(separator: UInt8(ascii: ".")).map { String(Substring($0)) }
    }

    /// Its bytes, without a copy of those of a long text.
    @inline(__always)
    fileprivate func withBytes<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(utf8).withUnsafeBufferPointer(body)
    }
}
