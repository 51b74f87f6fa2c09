package import Findings
import SourceText
import Synchronization
import YAMLTrees

/// All rules that are switched on, made ready when a subject of theirs first occurs.
///
/// A class because all who judge with it share what was compiled.
package final class RuleBook: Sendable {
    /// By subject, then by id.
    private let texts: [RuleText]
    /// The rules about each subject, which are next to each other.
    private let rows: [String: Row]

    /// Where some texts begin and end.
    private struct Row {
        var start: Int
        var end: Int
    }
    /// The names of the subjects of all languages.
    private let names: [String]
    private let languages: [SubjectLanguage]
    private let parameters: ParameterSettings
    private let selection: RuleSelection
    private let checksPatterns: Bool
    private let sets = Mutex<[String: RuleSet]>([:])
    /// What the rules of each language are compiled against, once one of them is.
    private let contexts: Mutex<[RuleContext?]>
    private let common: RuleMemory
    /// The names of the subjects that rules judge, in the order of the schemas.
    package let subjects: [String]

    /// Texts with a digest stay unread until `rules(for:)` asks for them; the others are read
    /// whole, and what is wrong with them is in `errors` at once. Where rules are known to be
    /// right, their patterns need no check and are compiled when they are first needed.
    package init(
        _ texts: [RuleText], languages: [SubjectLanguage],
        selection: RuleSelection = RuleSelection(),
        parameters: ParameterSettings = ParameterSettings(), checksPatterns: Bool = true
    ) {
        var errors: [RuleError] = []
        var readable: [RuleText] = []
        readable.reserveCapacity(texts.count)
        for text in texts {
            do throws(RuleError) {
                readable.append(text.digest == nil ? try RuleText(digesting: text) : text)
            } catch {
                errors.append(error)
            }
        }
        let texts = readable.sorted()
        self.texts = texts
        self.selection = selection
        self.checksPatterns = checksPatterns
        self.languages = languages
        self.parameters = parameters
        common = RuleMemory(errors)
        let rows = Self.rows(of: texts)
        self.rows = rows
        contexts = Mutex(Array(repeating: nil, count: languages.count))
        names = languages.flatMap(\.names)
        subjects = names.filter { rows[$0] != nil }
    }

    /// The same for subjects of one language whose tables are there already.
    package convenience init(
        _ texts: [RuleText], schemas: [any SubjectSchema],
        selection: RuleSelection = RuleSelection(),
        parameters: ParameterSettings = ParameterSettings()
    ) {
        self.init(
            texts, languages: [SubjectLanguage(schemas)], selection: selection,
            parameters: parameters)
    }

    /// Where the rules about each subject are.
    private static func rows(of texts: [RuleText]) -> [String: Row] {
        var rows: [String: Row] = [:]
        var start = 0
        for place in texts.indices {
            let subject = texts[place].subject
            guard place + 1 == texts.count || texts[place + 1].subject != subject else { continue }
            rows[subject] = Row(start: start, end: place + 1)
            start = place + 1
        }
        return rows
    }

    private init(compilingAnew other: RuleBook) {
        texts = other.texts
        rows = other.rows
        names = other.names
        languages = other.languages
        contexts = Mutex(Array(repeating: nil, count: other.languages.count))
        parameters = other.parameters
        selection = other.selection
        checksPatterns = other.checksPatterns
        subjects = other.subjects
        common = other.common
    }

    /// The same rules, compiled anew.
    ///
    /// Every look at a compiled rule counts references to it. Threads that do so to the same rules
    /// wait for each other most of the time, so each of many gets its own.
    package func compilingAnew() -> RuleBook { RuleBook(compilingAnew: self) }

    /// Why rules could not be loaded so far: each is a rule that judges nothing.
    package var errors: [RuleError] { common.errors.withLock { $0 } }

    /// The ids of all rules, switched on or not.
    package var ids: Set<String> { Set(texts.map(\.id)) }

    /// The ids of the rules that are switched on.
    package var activeIDs: Set<String> { Set(texts.filter(isActive).map(\.id)) }

    /// The rules that judge a subject; nil when there are none.
    package func rules(for subject: String) -> RuleSet? {
        sets.withLock { sets in
            if let rules = sets[subject] { return rules }
            let rules = load(subject)
            sets[subject] = rules
            return rules
        }
    }

    /// Compiles all of every rule, so that `errors` is complete.
    package func loadAll() {
        for subject in rows.keys.sorted() {
            for rule in rules(for: subject)?.rules ?? [] {
                note { () throws(RuleError) in try rule.compileAll() }
            }
        }
    }

    private func isActive(_ text: RuleText) -> Bool {
        selection.contains(
            id: text.id, folder: text.folder, isOpinion: text.digest?.isOpinion ?? false)
    }

    /// What rules about a subject are compiled against. A subject that no language has is told by
    /// the context of the first.
    private func context(for subject: String) -> RuleContext {
        let language = languages.firstIndex { $0.names.contains(subject) } ?? 0
        return contexts.withLock { contexts in
            if let context = contexts[language] { return context }
            let context = RuleContext(
                languages[language], subjects: names,
                parameters: parameters, memory: common, checksPatterns: checksPatterns)
            contexts[language] = context
            return context
        }
    }

    private func load(_ subject: String) -> RuleSet? {
        guard let row = rows[subject] else { return nil }
        let context = context(for: subject)
        let active = texts[row.start..<row.end].filter(isActive)
        guard let type = context.type(named: subject) else {
            for text in active { context.note(context.unknownSubject(subject, in: text)) }
            return nil
        }
        let rules = active.compactMap { text in
            text.digest.map { Rule(text, $0, in: context) }
        }
        return RuleSet(
            rules, about: type,
            open: rules.filter {
                !$0.digest.waitsForParameters || parameters.setsAny(of: $0.id)
            })
    }

    private func note(_ work: () throws(RuleError) -> Void) {
        do { try work() } catch { common.note(error) }
    }
}

/// What a book has found out about its rules. A class because books compiled anew share it.
final class RuleMemory: Sendable {
    let errors: Mutex<[RuleError]>
    /// Tool → its id → our rules; built when a foreign suppression first asks.
    let peers = Mutex<[String: [String: Set<String>]]?>(nil)

    init(_ errors: [RuleError]) {
        self.errors = Mutex(errors)
    }

    /// Adds an error, unless another book has met it already.
    func note(_ error: RuleError) {
        errors.withLock { errors in
            let isKnown = errors.contains {
                ($0.path, $0.range, $0.message) == (error.path, error.range, error.message)
            }
            if !isKnown { errors.append(error) }
        }
    }
}

extension RuleText {
    /// The tail as it is written, which may stand in the same text.
    func parsedTail() throws(RuleError) -> RuleTail {
        try RuleTail(root(of: tail.map { $0 + [0x0A] + (examples ?? []) } ?? head), path: path)
    }

    /// The tail without the examples, where these are kept apart.
    func parsedExplanation() throws(RuleError) -> RuleTail {
        guard let tail, examples != nil else { return try parsedTail() }
        return try RuleTail(root(of: tail), path: path, isWhole: false)
    }

    /// The digest of a text that is not split; its examples and explanations are checked on the
    /// way.
    func parsedDigest() throws(RuleError) -> RuleDigest {
        _ = try parsedTail()
        return RuleDigest(try parsedHead())
    }

    /// The parameters with their defaults, which need not the whole head.
    func parsedParameters() throws(RuleError) -> [(name: String, value: YAMLValue)] {
        guard let text = digest?.parameters, !text.isEmpty else { return [] }
        return RuleHead.parameters(try root(of: Array(text.utf8)))
    }

    func parsedRoot() throws(RuleError) -> YAMLValue { try root(of: head) }

    private func root(of bytes: [UInt8]) throws(RuleError) -> YAMLValue {
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
            entries.append(
                Entry(text: text, head: try text.parsedHead(), tail: try text.parsedTail()))
        }
        return entries.sorted { $0.text.id < $1.text.id }
    }

    /// The cards of the rules that are switched on, sorted by id.
    package func cards() throws(RuleError) -> [RuleCard] {
        try entries()
            .filter { isActive($0.text) }
            .map(\.card)
    }

    /// The cards of some rules, without examples, sorted by id.
    package func cards(of ids: Set<String>) throws(RuleError) -> [RuleCard] {
        var cards: [RuleCard] = []
        for text in texts where ids.contains(text.id) {
            let tail = try text.parsedExplanation()
            cards.append(Entry(text: text, head: try text.parsedHead(), tail: tail).card)
        }
        return cards.sorted { $0.id < $1.id }
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
        common.peers.withLock { peers in
            if let peers { return peers }
            var index: [String: [String: Set<String>]] = [:]
            for text in texts {
                for (tool, ids) in (try? text.parsedExplanation())?.peers ?? [] {
                    for id in ids { index[tool, default: [:]][id, default: []].insert(text.id) }
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
                ($0.listing, $0.fixedListing)
            })
    }
}
