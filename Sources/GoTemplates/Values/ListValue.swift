/// A slice of Go. It never changes: every function that seems to change one makes another.
package final class ListValue: Sendable {
    package let items: [Value]
    package let kind: Kind
    /// What flowed into the making of the list and so into each of its items, such as the text that
    /// was split.
    package let spread: Origin

    package init(_ items: [Value], _ kind: Kind = .any, spread: Origin = .none) {
        self.items = items
        self.kind = kind
        self.spread = spread
    }

    /// An item, with what flowed into all of them.
    package func item(at index: Int, _ origins: OriginTable) -> Value {
        spread == .none ? items[index] : items[index].with(origins.union(items[index].origin, spread))
    }

    /// The element types that templates meet.
    package enum Kind: UInt8, Sendable {
        case any, string, int, byte, float, bool, map, strings

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
            }
        }
    }
}
