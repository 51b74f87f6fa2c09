package import GoTemplates
package import SourceText

/// One file of a chart, and where it stands in the tree of files that was read.
package struct ChartFile: Sendable {
    /// The name within its own chart, such as `templates/service.yaml`.
    package let name: String
    /// The name in the tree of files. Of what lies in an archive it is the archive's name, `!/`,
    /// and the name within the archive's chart.
    package let path: String
    /// The content as Helm sees it: without a byte order mark.
    package let bytes: Bytes
    /// How many bytes of the file stand before `bytes`: 3 for a byte order mark, else 0.
    package let skipped: Int
    /// Whether it lies in an archive, so that nobody can edit it where it is.
    package let isPacked: Bool

    package init(name: String, path: String, bytes: Bytes, isPacked: Bool = false) {
        self.name = name
        self.path = path
        self.isPacked = isPacked
        skipped = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        self.bytes = skipped == 0 ? bytes : Bytes(bytes.dropFirst(3))
    }

    private init(name: String, as file: ChartFile) {
        self.name = name
        path = file.path
        bytes = file.bytes
        skipped = file.skipped
        isPacked = file.isPacked
    }

    /// The same file under the name that it has in another chart around or within its own.
    func named(_ name: String) -> ChartFile { ChartFile(name: name, as: self) }

    /// A range of `bytes` as a range of the file.
    package func place(_ range: SourceRange) -> SourceRange { range.shifted(by: skipped) }
}

extension String {
    /// What follows the last `/`.
    var lastStep: Substring { self[(lastIndex(of: "/").map { index(after: $0) } ?? startIndex)...] }

    /// Go's `filepath.Ext`: from the last `.` of the last step on, or nothing.
    var fileExtension: Substring {
        let step = lastStep
        return step.lastIndex(of: ".").map { step[$0...] } ?? ""
    }
}
