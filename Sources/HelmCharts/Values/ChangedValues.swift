package import GoTemplates

/// The paths at which two trees of values differ, the deepest that tell.
package struct ChangedValues: Sendable {
    package private(set) var paths: [[Bytes]] = []

    package init(from before: MapValue, to after: MapValue) {
        compare(before, after, [])
    }

    private mutating func compare(_ before: MapValue, _ after: MapValue, _ path: [Bytes]) {
        for key in Set(before.entries.map(\.key)).union(after.entries.map(\.key)) {
            let (old, new) = (before[key], after[key])
            if let old = old?.map, let new = new?.map {
                compare(old, new, path + [key])
            } else if let old, let new, (try? DeepEquality.areEqual(old, new)) ?? false {
                continue
            } else {
                paths.append(path + [key])
            }
        }
    }
}
