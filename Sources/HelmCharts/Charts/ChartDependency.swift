import GoTemplates
package import SourceText
import YAMLTrees

/// A chart that another chart says it depends on.
package struct ChartDependency: Sendable {
    package var name = ""
    /// A version or a range of versions.
    package var version = ""
    package var repository = ""
    /// Paths of values, separated by commas; the first that is a bool decides.
    package var condition = ""
    package var tags: [String] = []
    /// Whether the chart is to be used, as far as was found out.
    package var isEnabled = false
    package var importValues: [ImportedValues] = []
    /// Whether the values were taken over already.
    var hasImported = false
    package var alias = ""
    /// Where the entry stands in the file that declares it.
    package var range = SourceRange(at: 0)

    /// Values of a subchart that its parent takes over.
    package struct ImportedValues: Sendable, Hashable {
        /// The path of a table in the subchart, and the path of the table in the parent that it
        /// goes into.
        package var child: String
        package var parent: String
        /// Whether it was written as the bare name of something in the subchart's `exports`.
        package var isExport: Bool

        package init(child: String, parent: String, isExport: Bool = false) {
            self.child = child
            self.parent = parent
            self.isExport = isExport
        }
    }

    package init() {}

    /// The name under which templates and values know it.
    package var reference: String { alias.isEmpty ? name : alias }

    /// The folder or archive that a `file://` repository names, from the chart's folder on when it
    /// does not begin with `/`; nil for any other repository.
    package var localPath: String? {
        repository.hasPrefix("file://") ? String(repository.dropFirst("file://".count)) : nil
    }

    /// Whether a version lies in the range that is asked for; no range at all allows none.
    package func allows(_ version: String) -> Bool {
        guard let constraint = try? VersionConstraint(self.version),
            let version = try? LooseVersion(version)
        else { return false }
        return constraint.allows(version)
    }

    init(_ mapping: YAMLValue, _ reader: GoStructReader) throws(GoTypeError) {
        range = mapping.range
        for (key, value) in mapping.entries where !value.isNull {
            switch key.string?.lowercased() {
            case "name": name = try reader.string(value, "name")
            case "version": version = try reader.string(value, "version")
            case "repository": repository = try reader.string(value, "repository")
            case "condition": condition = try reader.string(value, "condition")
            case "tags": tags = try reader.strings(value, "tags")
            case "enabled": isEnabled = try reader.bool(value, "enabled")
            case "alias": alias = try reader.string(value, "alias")
            case "import-values": try readImports(value, reader)
            default: break
            }
        }
    }

    private mutating func readImports(
        _ value: YAMLValue, _ reader: GoStructReader
    ) throws(GoTypeError) {
        for item in try reader.items(value, "import-values", type: "[]interface {}") {
            if item.kind == .mapping {
                importValues.append(
                    ImportedValues(
                        child: GoStructReader.printed(item["child"]),
                        parent: GoStructReader.printed(item["parent"])))
            } else if case .string(let name) = item.scalar {
                importValues.append(
                    ImportedValues(child: "exports.\(name)", parent: ".", isExport: true))
            }
        }
    }

    mutating func clean() {
        name.sanitize()
        version.sanitize()
        repository.sanitize()
        condition.sanitize()
        for index in tags.indices { tags[index].sanitize() }
    }

    var hasUsableAlias: Bool {
        alias.utf8.allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: "-")
        }
    }
}
