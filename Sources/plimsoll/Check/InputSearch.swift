import Analysis
import Kubernetes

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file to analyse.
struct Input: Sendable {
    var path: String
    var kind: FileKind
    /// Whether it was given by name, so that it must be analysed.
    var isNamed: Bool
    /// The folder that was searched, which a fix may not leave; nil for files given by name.
    var root: String?

    /// What it is, when its bytes tell more than its name: standard input has none.
    func kind(of bytes: [UInt8]) -> FileKind {
        path == InputSearch.standardInput && ManifestMarks.areIn(bytes) ? .manifest : kind
    }
}

/// Finds what is to be analysed: files as given, and in folders those whose names promise
/// something.
struct InputSearch {
    /// The path that stands for standard input.
    static let standardInput = "-"

    private(set) var inputs: [Input] = []
    /// Paths that could not be looked at, with the reason.
    private(set) var refused: [(path: String, reason: String)] = []
    private var seen: Set<String> = []
    private let respectsIgnoreFiles: Bool
    /// Whether files given by name may turn out to be something else.
    private let skipsOther: Bool

    init(respectsIgnoreFiles: Bool, skipsOther: Bool = false) {
        self.respectsIgnoreFiles = respectsIgnoreFiles
        self.skipsOther = skipsOther
    }

    /// Adds what a path of the command line stands for.
    mutating func add(_ path: String, standardInputName: String?) {
        if path == Self.standardInput {
            let kind = standardInputName.flatMap { FileKind(name: $0) } ?? .dockerfile
            return add(Input(path: path, kind: kind, isNamed: true))
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            return refused.append((path, FileReading.reason(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            // What a chart is made of is analysed with the chart.
            if let chart = ChartInput.chartFile(of: path) {
                return add(Input(path: chart, kind: .chart, isNamed: true))
            }
            // A file given by name is taken for what its name says, and else for a Dockerfile.
            let kind = FileKind(name: path) ?? .dockerfile
            return add(Input(path: path, kind: kind, isNamed: !skipsOther))
        }
        search(path)
    }

    private mutating func search(_ root: String) {
        var walk = FolderWalk(respectsIgnoreFiles: respectsIgnoreFiles) {
            FileKind(name: $0) != nil
        }
        walk.enter(root)
        refused += walk.refused
        for path in walk.found {
            guard let kind = FileKind(name: path) else { continue }
            // An archive may be anything, so it is a chart only when somebody says so.
            if kind == .chart, !"/\(path)".hasSuffix("/Chart.yaml") { continue }
            add(Input(path: path, kind: kind, isNamed: false, root: root))
        }
    }

    private mutating func add(_ input: Input) {
        guard seen.insert(input.path).inserted else { return }
        inputs.append(input)
    }

    /// The inputs in the order of their names.
    var sorted: [Input] {
        inputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
