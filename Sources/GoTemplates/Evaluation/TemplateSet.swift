/// Templates that may execute each other, by name: one `template.Template` with its associates.
package struct TemplateSet: Sendable {
    package let functions: FunctionTable
    private var templates: [Bytes: LinkedTemplate] = [:]

    package init(functions: FunctionTable) {
        self.functions = functions
    }

    /// Adds what a text defines. As in the engine, a template that holds nothing does not replace
    /// one of its name.
    package mutating func add(_ tree: TemplateTree) {
        add(LinkedTree(tree, functions))
    }

    package mutating func add(_ linked: LinkedTree) {
        for definition in linked.tree.definitions
        where !definition.isEmpty || templates[definition.name] == nil {
            templates[definition.name] = LinkedTemplate(linked, definition)
        }
    }

    package subscript(name: Bytes) -> LinkedTemplate? { templates[name] }

    package var names: [Bytes] { Array(templates.keys) }
}

/// One template, ready to be executed.
package struct LinkedTemplate: Sendable {
    package let tree: LinkedTree
    package let definition: TemplateTree.Definition

    package init(_ tree: LinkedTree, _ definition: TemplateTree.Definition) {
        self.tree = tree
        self.definition = definition
    }
}

/// A parsed text whose names of functions have been looked up.
package final class LinkedTree: Sendable {
    package let tree: TemplateTree
    /// By the index of the name.
    let functions: [TemplateFunction?]
    let forms: [SpecialForm?]
    /// The index of the name `$`, or -1 when the text does not use it.
    let dollar: Int32
    /// What may be assigned or changed inside each branch, by its node.
    let changes: BranchChanges
    /// Where its marks in `EnteredLists` begin; -1 when nobody asks what of it was executed.
    let firstMark: Int

    package init(_ tree: TemplateTree, _ functions: FunctionTable, firstMark: Int = -1) {
        self.tree = tree
        self.firstMark = firstMark
        self.functions = tree.names.map { functions[$0] }
        forms = tree.names.map { SpecialForm($0) }
        dollar = Int32(tree.names.firstIndex(of: [UInt8(ascii: "$")]) ?? -1)
        changes = BranchChanges(tree)
    }
}
