package import YAMLTrees

/// A YAML or JSON file read as Kubernetes reads it: its resources, and what else stands in it.
package struct Manifest: Sendable {
    package let tree: YAMLTree
    /// The resources in the order of the file, the items of lists included.
    package private(set) var resources: [Resource] = []
    /// Documents and items of lists that are no resources: no `apiVersion`, or no `kind`.
    package private(set) var otherDocuments: [YAMLValue] = []

    package init(bytes: [UInt8]) {
        tree = YAMLTree(parsing: bytes)
        for document in tree.documents where !document.isNothing {
            guard let resource = Resource(document) else {
                otherDocuments.append(document)
                continue
            }
            add(resource)
        }
    }

    /// Lists may hold lists, but nobody nests them deeper than this.
    private static let listDepth = 8

    private mutating func add(_ resource: Resource, depth: Int = 0) {
        guard let items = Self.items(of: resource), depth < Self.listDepth else {
            return resources.append(resource)
        }
        for item in items {
            guard let resource = Resource(item) else {
                otherDocuments.append(item)
                continue
            }
            add(resource, depth: depth + 1)
        }
    }

    /// The items of a `List`, or nil for anything else.
    private static func items(of resource: Resource) -> [YAMLValue]? {
        guard resource.kind.utf8.count >= 4, resource.kind.hasSuffix("List"),
            let items = resource.root["items"], items.kind == .sequence,
            resource.root["spec"] == nil
        else { return nil }
        return Array(items.items)
    }
}

extension YAMLValue {
    /// Whether a document says nothing, as one does between two `---`.
    fileprivate var isNothing: Bool { kind == .scalar && isNull }
}
