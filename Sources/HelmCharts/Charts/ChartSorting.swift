import GoTemplates
import SourceText
import YAMLTrees

/// Sorts the files of one chart by what they are to it.
struct ChartSorting {
    private(set) var metadata: ChartMetadata?
    private(set) var chartFile: ChartFile?
    private(set) var templates: [ChartFile] = []
    private(set) var files: [ChartFile] = []
    private(set) var values: ValuesFile?
    private(set) var schema: ChartFile?
    private(set) var lock: ChartFile?
    private(set) var requirements: ChartFile?
    /// The files below each entry of `charts/`, named from there on, in the order of the entries.
    private(set) var subcharts: [(name: String, files: [ChartFile])] = []
    private var subchartIndex: [String: Int] = [:]

    init(_ files: [ChartFile]) throws(ChartError) {
        // Metadata first: how other files are read depends on it.
        for file in files where file.name == "Chart.yaml" {
            chartFile = file
            try readMetadata(file)
            if metadata?.apiVersion.isEmpty == true { metadata?.apiVersion = "v1" }
        }
        for file in files { try sort(file) }
        subcharts.sort { Array($0.name.utf8).lexicographicallyPrecedes($1.name.utf8) }
    }

    private mutating func sort(_ file: ChartFile) throws(ChartError) {
        switch file.name {
        case "Chart.yaml": break
        case "Chart.lock":
            lock = file
            try check(lock: file)
        case "values.yaml":
            do throws(ChartError) {
                values = try ValuesFile(file)
            } catch {
                throw error.within("cannot load values.yaml")
            }
        case "values.schema.json": schema = file
        case "requirements.yaml":
            requirements = file
            try readMetadata(file)
            if metadata?.apiVersion == "v1" { files.append(file) }
        case "requirements.lock":
            lock = file
            try check(lock: file)
            if metadata?.apiVersion == "v1" { files.append(file) }
        case let name where name.hasPrefix("templates/"): templates.append(file)
        case let name where name.hasPrefix("charts/"):
            if name.fileExtension == ".prov" { files.append(file) } else { addToSubchart(file) }
        default: files.append(file)
        }
    }

    private mutating func addToSubchart(_ file: ChartFile) {
        let name = String(file.name.dropFirst("charts/".count))
        let entry = name.firstIndex(of: "/").map { String(name[..<$0]) } ?? name
        if let index = subchartIndex[entry] {
            subcharts[index].files.append(file.named(name))
        } else {
            subchartIndex[entry] = subcharts.count
            subcharts.append((entry, [file.named(name)]))
        }
    }

    private mutating func readMetadata(_ file: ChartFile) throws(ChartError) {
        var metadata = metadata ?? ChartMetadata()
        let tree = try firstDocument(of: file)
        do throws(GoTypeError) {
            try metadata.read(tree.firstDocument)
        } catch {
            let words = "cannot load \(file.name): error unmarshaling JSON: while decoding JSON"
            throw ChartError(.unreadable, error.message, at: file.path, file.place(error.range))
                .within(words)
        }
        self.metadata = metadata
    }

    /// Says what Helm refuses in the metadata, or nil.
    mutating func validate() -> String? { metadata?.validate() }

    /// A lock is only looked at as far as it can keep a chart from loading.
    private func check(lock file: ChartFile) throws(ChartError) {
        _ = try firstDocument(of: file)
    }

    /// A file up to the end of its first document, behind which Go's parser does not look.
    private func firstDocument(of file: ChartFile) throws(ChartError) -> YAMLTree {
        let tree = YAMLTree(parsing: file.bytes)
        guard let problem = tree.firstSyntaxProblem else { return tree }
        do throws(FunctionError) {
            let end = try YAMLErrorText.endOfFirstDocument(file.bytes)
            return YAMLTree(parsing: Bytes(file.bytes[..<end]))
        } catch {
            throw ChartError(
                .unreadable, "error converting YAML to JSON: \(error.message)", at: file.path,
                file.place(problem.range)
            ).within("cannot load \(file.name)")
        }
    }
}

extension YAMLTree {
    /// The first problem because of which Go's parser would take nothing of the file.
    var firstSyntaxProblem: Problem? { problems.first { $0.isBlinding } }
}
