import GoTemplates
import HelmCharts
import SourceText
import YAMLTrees

/// One chart that people edit, its files parsed as they stand, so that places in the trees are
/// places in the files.
final class ChartSource: Sendable {
    let chart: Chart
    /// The path of its `Chart.yaml`.
    let path: String
    /// The document of `Chart.yaml`.
    let root: YAMLValue
    /// The file that declares dependencies, read; `Chart.yaml` or `requirements.yaml`.
    let declaring: YAMLTree
    let lock: YAMLTree?
    let values: YAMLTree?
    let templates: [TemplateSource]
    let family: ChartFamily
    let declared: DeclaredValues
    let isSubchart: Bool

    /// `overlays` are the tables of values that its parents have for it.
    init?(
        _ chart: Chart, path: String, family: ChartFamily, isSubchart: Bool, overlays: [YAMLValue]
    ) {
        let metadata = YAMLTree(parsing: chart.chartFile.wholeBytes)
        guard let root = metadata.firstDocument, root.target.kind == .mapping else { return nil }
        self.chart = chart
        self.path = path
        self.root = root
        self.family = family
        self.isSubchart = isSubchart
        declaring = chart.requirements.map { YAMLTree(parsing: $0.wholeBytes) } ?? metadata
        lock = chart.lock.map { YAMLTree(parsing: $0.wholeBytes) }
        values = chart.defaults.file.map { YAMLTree(parsing: $0.wholeBytes) }
        templates = family.templates[ObjectIdentifier(chart)] ?? []
        declared = DeclaredValues(chart, values: values, overlays: overlays)
    }

    var logicalPlace: [String] { ["chart \(chart.name)"] }

    /// The declared dependencies as they are written.
    var dependencies: [YAMLValue] {
        let items = declaring.firstDocument?["dependencies"]?.items.map { $0.target } ?? []
        return items.filter { $0.kind == .mapping }
    }

    /// What the lock says of a dependency.
    func locked(_ name: String, repository: String) -> YAMLValue? {
        let entries = lock?.firstDocument?["dependencies"]?.items.filter {
            $0["name"]?.string == name
        }
        return entries?.first { $0["repository"]?.string == repository } ?? entries?.first
    }

    /// The tables of values that it has for a subchart.
    func overlays(for subchart: Chart) -> [YAMLValue] {
        let declared = chart.metadata.dependencies.filter { $0.name == subchart.name }
        return Set(declared.map(\.reference) + [subchart.name]).sorted()
            .flatMap { self.declared.tables($0) }
    }
}

extension Chart {
    /// The subchart of a name or alias.
    func subchart(reference: String) -> Chart? {
        let name = metadata.dependencies.first { $0.reference == reference }?.name ?? reference
        return subcharts.first { $0.name == name }
    }

    /// Whether a key of the values is meant for a subchart, loaded or not.
    func belongsToSubchart(_ key: String) -> Bool {
        subchart(reference: key) != nil
            || metadata.dependencies.contains { $0.reference == key || $0.name == key }
    }

    /// Whether a subchart was fetched from somewhere, so that nobody edits it here.
    func isVendored(_ subchart: Chart) -> Bool {
        subchart.chartFile.isPacked
            || metadata.dependencies.contains {
                $0.name == subchart.name && !$0.repository.isEmpty
                    && !$0.repository.hasPrefix("file://")
            }
    }

    /// Everything it holds, subcharts included, itself first.
    var family: [Chart] { [self] + subcharts.flatMap(\.family) }

    /// A chart whose files people edit here.
    struct Own {
        var chart: Chart
        var isSubchart: Bool
        /// Whether it is, or belongs to, a chart that stands in for a dependency: its files are
        /// judged when that is analysed by itself.
        var isElsewhere: Bool
    }

    /// Itself and the subcharts that people edit here.
    func own(isSubchart: Bool = false, isElsewhere: Bool = false) -> [Own] {
        let isElsewhere = isElsewhere || isStandIn
        return [Own(chart: self, isSubchart: isSubchart, isElsewhere: isElsewhere)]
            + subcharts.filter { !isVendored($0) }.flatMap {
                $0.own(isSubchart: true, isElsewhere: isElsewhere)
            }
    }
}

extension ChartFile {
    /// The file as it stands, its byte order mark included.
    var wholeBytes: Bytes { skipped == 0 ? bytes : [0xEF, 0xBB, 0xBF] + bytes }
}

/// A template file, parsed.
struct TemplateSource: Sendable {
    let file: ChartFile
    /// Nil when it cannot be parsed, which is a problem by itself.
    let tree: TemplateTree?
    /// The lines `key: value` in it.
    let fields: [TemplateField]

    init(_ file: ChartFile) {
        self.file = file
        fields =
            file.isPacked || file.name.hasSuffix(".txt")
            ? [] : TemplateFieldReader.fields(of: file.bytes)
        let functions = HelmFunctions.table
        tree = try? TemplateTree.parse(
            name: Bytes(file.name.utf8), bytes: file.bytes, knows: { functions.knows($0) })
    }

    /// The part of the name below `templates/`.
    var name: String { String(file.name.dropFirst("templates/".utf8.count)) }
    /// The name in its folder.
    var baseName: String { String(name.split(separator: "/").last ?? "") }
    /// Whether it only holds helpers, and renders nothing.
    var isPartial: Bool { baseName.hasPrefix("_") }
    var isNotes: Bool { baseName == "NOTES.txt" }

    func text(_ node: Int32) -> String {
        guard let node = tree?.nodes[Int(node)] else { return "" }
        return String(decoding: file.bytes[Int(node.start)..<Int(node.end)], as: UTF8.self)
    }

    /// The text at a place in the file.
    func text(at range: SourceRange) -> String { file.bytes.text(range.shifted(by: -file.skipped)) }

    /// Where a node stands in the file.
    func place(_ node: Int32) -> SourceRange {
        guard let node = tree?.nodes[Int(node)] else { return SourceRange(at: 0) }
        return file.place(SourceRange(Int(node.start), Int(node.end)))
    }
}

/// All charts of one release: what their templates define, call and read together.
final class ChartFamily: Sendable {
    /// Every chart's templates, those of fetched ones included.
    let templates: [ObjectIdentifier: [TemplateSource]]
    /// The names of helpers.
    let defined: Set<String>
    private let helpers: [String: Helper]

    /// What callers of a helper need to know.
    struct Helper: Sendable {
        /// Whether it surely writes several lines of YAML.
        var writesLines: Bool
        /// How many templates have its name.
        var count = 1
    }

    func helper(_ name: String) -> Helper? { helpers[name] }
    /// The names of helpers that are called by their names.
    let called: Set<String>
    /// Whether some call has a name that is only known when it is rendered.
    let hasDynamicCalls: Bool
    let reads: ReadValues
    /// Whether no declared dependency is missing.
    let isComplete: Bool
    let isLibrary: Bool

    init(_ root: Chart) {
        let charts = root.family
        var templates: [ObjectIdentifier: [TemplateSource]] = [:]
        var defined: Set<String> = []
        var helpers: [String: Helper] = [:]
        var calls = HelperCalls()
        var reads = ReadValues()
        for chart in charts {
            let own = chart.templates.map(TemplateSource.init)
            templates[ObjectIdentifier(chart)] = own
            for template in own {
                guard let tree = template.tree else { continue }
                for definition in tree.definitions {
                    let name = String(decoding: definition.name, as: UTF8.self)
                    defined.insert(name)
                    let count = (helpers[name]?.count ?? 0) + 1
                    helpers[name] = Helper(
                        writesLines: tree.writesLines(definition), count: count)
                }
                calls.add(tree)
                reads.add(tree)
            }
            reads.add(chart)
            for file in chart.files + [chart.defaults.file].compactMap({ $0 }) {
                calls.add(text: file.bytes)
            }
        }
        self.templates = templates
        self.defined = defined
        self.helpers = helpers
        self.reads = reads
        called = calls.names
        hasDynamicCalls = calls.hasDynamic
        isComplete = charts.allSatisfy { DependencyProcessing.missingDependencies(of: $0) == nil }
        isLibrary = root.metadata.isLibrary
    }
}

/// The helpers that templates call.
struct HelperCalls {
    private(set) var names: Set<String> = []
    private(set) var hasDynamic = false

    mutating func add(_ tree: TemplateTree) {
        // A text between quotes may be the name of a helper wherever it stands.
        for text in tree.strings { names.insert(String(decoding: text, as: UTF8.self)) }
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            if node.kind == .template {
                names.insert(String(decoding: tree.names[Int(node.value)], as: UTF8.self))
            } else if node.kind == .command, tree.function(of: Int32(index)) == "include" {
                let operands = Array(tree.children(of: Int32(index)))
                if operands.count > 1, tree.nodes[Int(operands[1])].kind != .string {
                    hasDynamic = true
                }
            }
        }
    }

    /// Adds what is called in files and values that are rendered by `tpl`.
    mutating func add(text bytes: Bytes) {
        var cursor = Cursor(bytes)
        while !cursor.isAtEnd {
            guard cursor.skip("include \"") || cursor.skip("template \"") else {
                cursor.advance()
                continue
            }
            names.insert(bytes.text(cursor.skip { $0 != UInt8(ascii: "\"") && $0 != 0x0A }))
        }
    }
}

extension TemplateTree {
    /// Whether at least two lines with keys stand in a helper's own text, whatever happens.
    func writesLines(_ definition: Definition) -> Bool {
        var count = 0
        for child in children(of: definition.body) where nodes[Int(child)].kind == .text {
            let text = bytes[Int(nodes[Int(child)].start)..<Int(nodes[Int(child)].end)]
            // Lines that are indented by the helper itself are right as they are.
            count += text.split(separator: 0x0A).count { line in
                line.contains(UInt8(ascii: ":")) && (line.first ?? 0) > 0x20
            }
        }
        return count > 1
    }

    /// The function that a command calls.
    func function(of command: Int32) -> String? {
        guard let first = children(of: command).first(where: { _ in true }) else { return nil }
        let node = nodes[Int(first)]
        guard node.kind == .identifier else { return nil }
        return String(decoding: names[Int(node.value)], as: UTF8.self)
    }

    func string(_ node: Int32) -> String? {
        guard nodes[Int(node)].kind == .string else { return nil }
        return String(decoding: strings[Int(nodes[Int(node)].value)], as: UTF8.self)
    }

    /// The names of a field, variable or chain.
    func chain(_ node: Int32) -> [String] {
        let node = nodes[Int(node)]
        switch node.kind {
        case .field, .variable, .chain:
            return chains[Int(node.value)].map { String(decoding: names[Int($0)], as: UTF8.self) }
        default: return []
        }
    }
}
