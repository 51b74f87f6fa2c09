import CEL
import HelmCharts
import Rules
import SourceText
import YAMLTrees

/// A key of a chart's `values.yaml`, for rules.
struct SettingFacts: Sendable {
    let source: ChartSource
    let path: [String]
    let key: YAMLValue
    let value: YAMLValue
    /// Whether a comment stands in the line above it or behind it.
    let isDocumented: Bool

    static let subject: SubjectModel<SettingFacts> = .init(
        "setting", "A key of a chart's `values.yaml`, at any depth.",
        range: { $0.key.range },
        logicalPlace: { $0.source.logicalPlace + ["values key " + $0.name] },
        location: { YAMLLocation($0.value) },
        fields: [
            .text("path", "The keys that lead to it, with dots between.", at: { $0.key.range }) {
                $0.name
            },
            .text("key", "Its last key.", at: { $0.key.range }) { $0.path.last ?? "" },
            .text("text", "Its scalar, as it is meant; empty for tables and lists.") {
                $0.value.string ?? ""
            }.at { YAMLLocation($0.value) },
            .text("kind", "`table`, `list`, `text`, `number`, `bool` or `null`.") { $0.kind },
            .optionalNumber("number", "Its whole number.") { $0.value.int.map(Int.init) },
            .flag("isRead", "Whether a template reads it, something above or something below it.") {
                $0.isRead($0.path)
            },
            .flag("isParentRead", "Whether that holds for the table it stands in.") {
                $0.path.count < 2 || $0.isRead(Array($0.path.dropLast()))
            },
            .flag("isForSubchart", "Whether it is meant for a subchart, or for all charts.") {
                $0.path[0] == "global" || $0.source.chart.belongsToSubchart($0.path[0])
            },
            .flag("isLeaf", "Whether nothing is below it that has a key of its own.") {
                $0.kind != "table" || $0.value.isEmpty
            },
            .flag("isDocumented", "Whether a comment stands above it or behind it.") {
                $0.isDocumented
            },
            .flag("isAnchor", "Whether it is there to be repeated by aliases.") {
                $0.value.anchor != nil || $0.path[0].hasPrefix("x-")
            },
            .flag("isAmongComments", "Whether one stands above it, in its lines or right below it.")
            {
                $0.isDocumented || $0.isFollowedByComment || $0.holdsComment
            },
            .flag("hasSiblings", "Whether its table has other keys, too.") {
                ($0.key.parent?.count ?? 0) > 1
            },
            .flag("holdsAnchor", "Whether an alias may repeat something within it.") {
                $0.holdsAnchor
            },
            .subject("chart", "The chart it belongs to.", of: "chart") {
                ChartRecord.subject.value(ChartRecord(source: $0.source))
            },
            .flag("isPassword", "Whether its name says that it is a password or a token.") {
                $0.isPassword
            },
            .flag("isPort", "Whether its name says that it is a port.") {
                let key = $0.path.last ?? ""
                return key == "port" || key.hasSuffix("Port") || key.hasSuffix("_port")
            },
        ])

    private var name: String { path.joined(separator: ".") }

    private var kind: String {
        switch value.target.kind {
        case .mapping: return "table"
        case .sequence: return "list"
        case .scalar, .alias: break
        }
        switch value.scalar {
        case .bool: return "bool"
        case .int, .float: return "number"
        case .string: return "text"
        case .null, nil: return "null"
        }
    }

    private var isPassword: Bool {
        let key = (path.last ?? "").lowercased()
        let isCalledSo = ["password", "passwd", "passphrase", "token", "apikey"].contains {
            key.hasSuffix($0)
        }
        // What names the key of a Secret, or the Secret, holds no secret.
        guard isCalledSo, !key.hasSuffix("clustertoken"), SecretNames.isSecret(path.last ?? "")
        else { return false }
        return !path.contains { key in
            let key = key.lowercased()
            return key.contains("existing") || key.contains("keys") || key.contains("keymap")
        }
    }

    private var holdsComment: Bool {
        let whole = key.range.union(value.range)
        return key.tree.comments.contains { whole.contains($0) }
    }

    private var isFollowedByComment: Bool {
        var cursor = Cursor(key.tree.bytes)
        cursor.offset = max(key.range.end, value.range.end)
        // A text of several lines ends where the next line begins.
        if cursor.byte(after: -1) != 0x0A { cursor.skip { $0 != 0x0A } }
        _ = cursor.skip(0x0A)
        cursor.skip(while: \.isBlank)
        return cursor.byte == UInt8(ascii: "#")
    }

    private var holdsAnchor: Bool {
        var open = [key, value]
        while let next = open.popLast() {
            if next.anchor != nil { return true }
            switch next.kind {
            case .mapping: open += next.entries.flatMap { [$0.key, $0.value] }
            case .sequence: open += next.items
            case .scalar, .alias: break
            }
        }
        return false
    }

    private func isRead(_ path: [String]) -> Bool {
        source.family.reads.covers(path, of: source.chart)
    }

    /// All keys, tables before what is in them.
    static func all(of source: ChartSource) -> [SettingFacts] {
        guard let tree = source.values else { return [] }
        var lines = LineCount(tree.bytes)
        let comments = Set(tree.comments.map { lines.number(of: $0.start) })
        var found: [SettingFacts] = []
        var open: [(YAMLValue, [String])] = tree.documents.reversed().map { ($0, []) }
        while let (table, path) = open.popLast() {
            var inner: [(YAMLValue, [String])] = []
            // A table that comes by an alias is judged where it is written.
            for (key, value) in table.entries where table.kind == .mapping {
                guard let name = key.string, key.tree === tree else { continue }
                let line = lines.number(of: key.range.start)
                found.append(
                    SettingFacts(
                        source: source, path: path + [name], key: key, value: value,
                        isDocumented: comments.contains(line) || comments.contains(line - 1)))
                inner.append((value, path + [name]))
            }
            open += inner.reversed()
        }
        return found
    }
}

/// Counts lines from one offset to the next.
private struct LineCount {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The line of an offset, from 0. Quick when offsets come in order.
    mutating func number(of offset: Int) -> Int {
        if offset < self.offset { (self.offset, line) = (0, 0) }
        line += bytes[self.offset..<offset].count { $0 == 0x0A }
        self.offset = offset
        return line
    }
}
