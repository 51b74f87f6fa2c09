package import GoTemplates

/// A branch of a template file, and whether any scenario came by.
package struct RenderedBranch: Sendable {
    package let branch: TemplateBranch
    package let isRendered: Bool
}

extension ChartSession {
    /// The branches of a template file in the order of their beginnings, with what became of them
    /// in all renders so far; none when the file is no template.
    ///
    /// The text beside the helpers of a file such as `_helpers.tpl` counts only when it was
    /// included: Helm does not render it.
    package func branches(of file: ChartFile) -> [RenderedBranch] {
        let known = marked[file.path]
        guard let tree = known?.tree ?? (try? parse(file.bytes, name: Bytes(file.name.utf8)))
        else { return [] }
        func isRendered(_ list: Int32) -> Bool {
            known.map { entered.hold(list, firstMark: $0.firstMark) } ?? false
        }
        let isIdle = file.isPartial && !isRendered(tree.definitions[0].body)
        return tree.branches.filter { !isIdle || $0.definition > 0 }
            .map { RenderedBranch(branch: $0, isRendered: isRendered($0.list)) }
            .sorted { $0.branch.range.lowerBound < $1.branch.range.lowerBound }
    }
}

extension ChartFile {
    /// Whether it is a template that is only there to be included.
    package var isPartial: Bool { name.lastStep.hasPrefix("_") }
}
