import CEL
package import Findings
import SourceText
import Synchronization
import YAMLTrees

/// All rules that are switched on, compiled when a subject of theirs first occurs.
///
/// A class because threads share what one of them has compiled.
package final class RuleBook: Sendable {
    private let texts: [RuleText]
    /// The heads of the texts that came without a subject, by id.
    private let readHeads: [String: RuleHead]
    private let schemas: [any SubjectSchema]
    private let selection: RuleSelection
    private let parameters: ParameterSettings
    private let base: CELEnvironment
    private let types: [String: CELObjectType]
    private let compiled = Mutex<[String: [Rule]]>([:])
    private let failures = Mutex<[RuleError]>([])
    /// Tool → its id → our rules; built when a foreign suppression first asks.
    private let peers = Mutex<[String: [String: Set<String>]]?>(nil)

    /// Texts that tell their subject stay unread until `rules(for:)` asks for them; the others are
    /// read whole, and what is wrong with them is in `errors` at once.
    package init(
        _ texts: [RuleText], schemas: [any SubjectSchema],
        selection: RuleSelection = RuleSelection(),
        parameters: ParameterSettings = ParameterSettings()
    ) {
        var texts = texts
        var heads: [String: RuleHead] = [:]
        var errors: [RuleError] = []
        for index in texts.indices where texts[index].subject == nil {
            do {
                let root = try Self.root(of: texts[index].head, path: texts[index].path)
                let head = try RuleHead(root, path: texts[index].path)
                _ = try RuleTail(root, path: texts[index].path)
                heads[texts[index].id] = head
                texts[index].subject = head.subject.text
            } catch {
                errors.append(error)
            }
        }
        self.texts = texts.filter { $0.subject != nil }
        readHeads = heads
        self.schemas = schemas
        self.selection = selection
        self.parameters = parameters
        base = RuleExpressions.base(schemas)
        types = Dictionary(
            schemas.map { ($0.name, $0.objectType) }, uniquingKeysWith: { first, _ in first })
        failures.withLock { $0 = errors }
    }

    /// Why rules could not be loaded so far: each is a rule that judges nothing.
    package var errors: [RuleError] { failures.withLock { $0 } }

    /// The ids of all rules, switched on or not.
    package var ids: Set<String> { Set(texts.map(\.id)) }

    /// The ids of the rules that are switched on.
    package var activeIDs: Set<String> {
        Set(schemas.flatMap { rules(for: $0.name) }.map(\.id))
    }

    /// The names of the subjects that rules judge, in the order of the schemas.
    package var subjects: [String] {
        let named = Set(texts.compactMap(\.subject))
        return schemas.map(\.name).filter(named.contains)
    }

    /// The rules that judge a subject, sorted by id.
    package func rules(for subject: String) -> [Rule] {
        compiled.withLock { compiled in
            if let rules = compiled[subject] { return rules }
            let rules = load(subject)
            compiled[subject] = rules
            return rules
        }
    }

    /// Compiles every rule, so that `errors` is complete.
    package func loadAll() {
        for schema in schemas { _ = rules(for: schema.name) }
        let names = Set(schemas.map(\.name))
        for text in texts where !names.contains(text.subject ?? "") {
            note { () throws(RuleError) in _ = try compile(text, head: try head(text)) }
        }
    }

    private func load(_ subject: String) -> [Rule] {
        var rules: [Rule] = []
        for text in texts where text.subject == subject {
            note { () throws(RuleError) in
                let head = try head(text)
                guard
                    selection.contains(id: text.id, folder: text.folder, isOpinion: head.isOpinion)
                else { return }
                rules.append(try compile(text, head: head))
            }
        }
        return rules.sorted { $0.id < $1.id }
    }

    private func note(_ work: () throws(RuleError) -> Void) {
        do { try work() } catch { failures.withLock { $0.append(error) } }
    }

    private func head(_ text: RuleText) throws(RuleError) -> RuleHead {
        if let head = readHeads[text.id] { return head }
        return try RuleHead(Self.root(of: text.head, path: text.path), path: text.path)
    }

    private func compile(_ text: RuleText, head: RuleHead) throws(RuleError) -> Rule {
        guard let schema = schemas.first(where: { $0.name == head.subject.text }) else {
            let names = schemas.map(\.name)
            let near = Spelling.nearest(to: head.subject.text, in: names)
            throw RuleError(
                path: text.path, range: head.subject.value.range,
                message: "there is no subject `\(head.subject.text)`",
                help: near.map { "did you mean `\($0)`?" }
                    ?? "`plimsoll rules subjects` lists them", text: text.head)
        }
        return try Rule(
            text, head, schema: schema, base: base, types: types, parameters: parameters)
    }

    private static func root(of bytes: [UInt8], path: String) throws(RuleError) -> YAMLValue {
        let tree = YAMLTree(parsing: bytes)
        if let problem = tree.problems.first {
            throw RuleError(
                path: path, range: problem.range, message: problem.message, text: bytes)
        }
        guard let root = tree.firstDocument else {
            throw RuleError(
                path: path, range: SourceRange(at: 0), message: "the file is empty", text: bytes)
        }
        return root
    }
}

/// What listings and reports need: they read every head and tail.
extension RuleBook {
    /// A rule as it is written, without being compiled.
    package struct Entry: Sendable {
        package var text: RuleText
        package var head: RuleHead
        package var tail: RuleTail
    }

    /// All rules, switched on or not, sorted by id.
    package func entries() throws(RuleError) -> [Entry] {
        var entries: [Entry] = []
        for text in texts {
            let head = try head(text)
            let tail = try RuleTail(
                try Self.root(of: text.tail ?? text.head, path: text.path), path: text.path)
            entries.append(Entry(text: text, head: head, tail: tail))
        }
        return entries.sorted { $0.text.id < $1.text.id }
    }

    /// The cards of the rules that are switched on, sorted by id.
    package func cards() throws(RuleError) -> [RuleCard] {
        try entries()
            .filter {
                selection.contains(
                    id: $0.text.id, folder: $0.text.folder, isOpinion: $0.head.isOpinion)
            }
            .map(\.card)
    }

    /// The ids of the rules that decide what another tool knows under `id`.
    package func rules(tool: String, id: String) -> Set<String> {
        peerIndex[tool]?[id] ?? []
    }

    /// The ids of the rules that decide anything another tool knows.
    package func rules(tool: String) -> Set<String> {
        Set((peerIndex[tool] ?? [:]).values.joined())
    }

    private var peerIndex: [String: [String: Set<String>]] {
        peers.withLock { peers in
            if let peers { return peers }
            var index: [String: [String: Set<String>]] = [:]
            for entry in (try? entries()) ?? [] {
                for (tool, ids) in entry.tail.peers {
                    for id in ids {
                        index[tool, default: [:]][id, default: []].insert(entry.text.id)
                    }
                }
            }
            peers = index
            return index
        }
    }
}

extension RuleBook.Entry {
    package var card: RuleCard {
        RuleCard(
            id: text.id, folder: text.folder, summary: head.summary, severity: head.severity,
            message: HoleText(head.message.text)?.template ?? MessageTemplate(head.summary),
            why: tail.why, references: tail.references, standards: tail.standards,
            peers: tail.peers,
            effort: tail.effort, precision: tail.precision, securitySeverity: tail.securitySeverity,
            example: tail.bad.first.map {
                (
                    String(decoding: $0.mainFile.text, as: UTF8.self),
                    $0.fixed.map { String(decoding: $0, as: UTF8.self) }
                )
            })
    }
}
