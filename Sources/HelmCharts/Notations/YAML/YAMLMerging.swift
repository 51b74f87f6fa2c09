import GoTemplates
import SourceText
import YAMLTrees

/// The entries of a mapping in the order in which go-yaml 2 sets them, where the later of two with
/// one key counts: what `<<` merges takes the place at which it stands.
struct YAMLMerging {
    typealias Entry = (key: YAMLValue, value: YAMLValue)

    private let mapping: YAMLValue

    init(_ mapping: YAMLValue) {
        self.mapping = mapping
    }

    func entries() throws(FunctionError) -> [Entry] {
        let entries = Array(mapping.entries)
        guard let merged = mapping["<<"], !hasQuotedMergeKey(entries) else { return entries }
        if merged.kind != .mapping {
            guard merged.kind == .sequence, merged.items.allSatisfy({ $0.kind == .mapping }) else {
                throw FunctionError(
                    "yaml: map merge requires map or sequence of maps as the value")
            }
        }
        let own = entries.prefix { $0.key.parent == mapping }
        return Self.placing(merged, among: own, mapping)
    }

    /// Whether `<<` is a text, and so a key like any other.
    private func hasQuotedMergeKey(_ entries: [Entry]) -> Bool {
        entries.contains { $0.key.parent == mapping && $0.key.text.elementsEqual("<<".utf8) }
    }

    private static func placing(
        _ merged: YAMLValue, among own: ArraySlice<Entry>, _ mapping: YAMLValue
    ) -> [Entry] {
        let place = place(ofMergeKeyIn: own, mapping)
        var sources = merged.kind == .mapping ? [merged] : Array(merged.items)
        sources.reverse()
        var result = Array(own[..<place])
        for source in sources { result += source.entries }
        return result + own[place...]
    }

    /// The number of own entries that stand before the key `<<`.
    private static func place(ofMergeKeyIn own: ArraySlice<Entry>, _ mapping: YAMLValue) -> Int {
        var offset = mapping.range.start
        for (index, entry) in own.enumerated() {
            let gap = offset..<max(offset, entry.key.range.start)
            if hasMergeKey(mapping.tree.bytes[gap]) { return index }
            let end = entry.value.parent == mapping ? entry.value.range.end : entry.key.range.end
            offset = max(offset, end)
        }
        return own.count
    }

    /// Whether `<<` stands in bytes between entries, and not in a comment.
    private static func hasMergeKey(_ bytes: ArraySlice<UInt8>) -> Bool {
        for line in bytes.split(separator: 0x0A) {
            let code = line.prefix { $0 != UInt8(ascii: "#") }
            for place in code.indices.dropLast() {
                if code[place] == UInt8(ascii: "<"), code[place + 1] == UInt8(ascii: "<") {
                    return true
                }
            }
        }
        return false
    }
}
