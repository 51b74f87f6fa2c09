import Analysis
import ArgumentParser
import Reports
import Rules
import SourceText

/// Which rules a command works with.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"), help: "Add the rules in a folder to those of the program.")
    var folders: [String] = []

    @Option(
        help: "Judge only by these: rule or folder names, `all`, or `opinions` to add those.")
    var select: [String] = []

    @Option(help: "Leave these out: rule or folder names.")
    var ignore: [String] = []

    @Option(help: "Set parameters of rules from a YAML file (rule, then parameter).")
    var parameters: String?

    /// The rules, with every mistake in a user's own rules or settings told.
    func book() throws -> RuleBook {
        let texts = try usage { () throws(RuleLoading.Failure) in
            try RuleLoading.texts(folders: folders)
        }
        let selection = RuleSelection(selected: words(select), ignored: words(ignore))
        try check(selection, against: texts)
        let settings = try settings()
        let book = RuleBook(
            texts, schemas: Analyzer.schemas, selection: selection, parameters: settings)
        // A user's rules are checked at load; the program's own by its tests.
        if !folders.isEmpty || parameters != nil { book.loadAll() }
        if !book.errors.isEmpty { throw RuleFailure(errors: book.errors) }
        return book
    }

    private func words(_ options: [String]) -> [String] {
        options.flatMap { $0.split(separator: ",").map(String.init) }
    }

    private func usage<Value>(
        _ work: () throws(RuleLoading.Failure) -> Value
    ) throws(ValidationError) -> Value {
        do { return try work() } catch { throw ValidationError(error.message) }
    }

    private func check(_ selection: RuleSelection, against texts: [RuleText]) throws {
        let known = Set(texts.map(\.id)).union(texts.map(\.folder)).union(RuleSelection.groups)
        for name in selection.names where !known.contains(name) {
            let near = Spelling.nearest(to: name, in: known.sorted())
            let hint = near.map { "; did you mean `\($0)`?" } ?? "; `plimsoll rules` lists them"
            throw ValidationError("there is no rule or folder `\(name)`\(hint)")
        }
    }

    private func settings() throws -> ParameterSettings {
        guard let parameters else { return ParameterSettings() }
        do {
            let bytes = try FileReading.bytes(ofFile: parameters, limit: 1 << 20)
            return try ParameterSettings(yaml: bytes, path: parameters)
        } catch let error as UnreadableFile {
            throw ValidationError("the parameters `\(parameters)` cannot be read: \(error.reason)")
        } catch let error as RuleError {
            throw RuleFailure(errors: [error])
        }
    }
}

/// Rule files that are wrong: shown like findings in them, and the run ends with exit code 2.
struct RuleFailure: Error, CustomStringConvertible {
    var errors: [RuleError]

    var description: String {
        errors.map { error in
            RuleErrorText.text(of: error)
        }.joined(separator: "\n")
    }
}
