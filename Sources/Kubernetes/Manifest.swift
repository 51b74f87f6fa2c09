package import SourceText
package import YAMLTrees

/// A YAML or JSON file read as Kubernetes reads it: its resources, and what else stands in it.
package struct Manifest: Sendable {
    package let tree: YAMLTree
    /// What YAML or Kubernetes cannot read in it.
    package let problems: [Problem]
    /// The resources in the order of the file, the items of lists included.
    package private(set) var resources: [Resource] = []
    /// Documents and items of lists that are no resources: no `apiVersion`, or no `kind`.
    package private(set) var otherDocuments: [YAMLValue] = []
    /// Whether a kustomization adds labels to its selectors and pods.
    package var gainsLabels = false

    package init(bytes: [UInt8]) {
        let tree = YAMLTree(parsing: bytes)
        self.tree = tree
        problems = tree.problems + (tree.collectionKey.map { [Self.invalidKey($0)] } ?? [])
        for document in tree.documents where !document.isNothing {
            guard let resource = Resource(document) else {
                otherDocuments.append(document)
                continue
            }
            add(resource)
        }
    }

    /// YAML allows it and Kubernetes refuses it; mostly it is `{{ … }}` of a template.
    private static func invalidKey(_ key: YAMLValue) -> Problem {
        Problem(
            "invalid-key", key.range, "a map or list stands where a key must be a text",
            help: "render the file first if it is a template", isBlinding: true)
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
