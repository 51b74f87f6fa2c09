/// A slice of Go. It never changes: every function that seems to change one makes another, but for
/// the one that sorts texts. One render runs on one thread, so it counts as sendable.
package final class ListValue: @unchecked Sendable {
    package private(set) var items: [Value]
    package let kind: Kind
    /// Whether Go holds no slice at all, which is empty, too.
    package let isNil: Bool
    /// What has the methods of a slice of a type of its own.
    package let methods: (any ObjectValue)?
    /// What flowed into the making of the list and so into each of its items, such as the text that
    /// was split.
    package let spread: Origin

    package init(
        _ items: [Value], _ kind: Kind = .any, spread: Origin = .none,
        methods: (any ObjectValue)? = nil
    ) {
        self.items = items
        self.kind = kind
        self.spread = spread
        self.methods = methods
        isNil = false
    }

    /// Go's nil slice.
    package init(nil kind: Kind) {
        items = []
        self.kind = kind
        spread = .none
        methods = nil
        isNil = true
    }

    /// Puts the same items in another order, for all who hold the list.
    package func reorder(_ items: [Value]) {
        self.items = items
    }

    /// An item, with what flowed into all of them.
    package func item(at index: Int, _ origins: OriginTable) -> Value {
        spread == .none
            ? items[index] : items[index].with(origins.union(items[index].origin, spread))
    }

    /// The element types that templates meet.
    package enum Kind: UInt8, Sendable {
        case any, string, int, byte, float, bool, map, strings
        /// The API versions of a cluster, texts.
        case versions

        package var typeName: String {
            switch self {
            case .any: "[]interface {}"
            case .string: "[]string"
            case .int: "[]int"
            case .byte: "[]uint8"
            case .float: "[]float64"
            case .bool: "[]bool"
            case .map: "[]map[string]interface {}"
            case .strings: "[][]string"
            case .versions: "common.VersionSet"
            }
        }
    }
}
