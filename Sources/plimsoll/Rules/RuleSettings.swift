import Analysis
import ArgumentParser
import Rules
import SourceText

/// Which rules a run works with.
struct RuleSettings: Sendable {
    /// Folders with a user's own rules.
    var folders: [String] = []
    var selected: [String] = []
    var ignored: [String] = []
    /// A YAML file with parameters of rules.
    var parametersPath: String?
    /// Parameters that were read already; those in the file go before them.
    var parameters: ParameterSettings?

    /// The rules, with every mistake in a user's own rules or settings told.
    func book() throws -> RuleBook {
        let texts = try usage { () throws(RuleLoading.Failure) in
            try RuleLoading.texts(folders: folders)
        }
        let selection = RuleSelection(selected: selected, ignored: ignored)
        try check(selection, against: texts)
        let parameters = try readParameters()
        // A user's rules are checked at load; the program's own by its tests.
        let isChecked = !folders.isEmpty || parametersPath != nil || self.parameters != nil
        let book = RuleBook(
            texts, languages: Analyzer.languages, selection: selection, parameters: parameters,
            checksPatterns: isChecked)
        if isChecked { book.loadAll() }
        if !book.errors.isEmpty { throw RuleFailure(errors: book.errors) }
        return book
    }

    private func usage<Value>(
        _ work: () throws(RuleLoading.Failure) -> Value
    ) throws(ValidationError) -> Value {
        do { return try work() } catch { throw ValidationError(error.message) }
    }

    private func check(_ selection: RuleSelection, against texts: [RuleText]) throws {
        guard !selection.names.isEmpty else { return }
        let known = Set(texts.map(\.id)).union(texts.map(\.folder)).union(RuleSelection.groups)
        for name in selection.names where !known.contains(name) {
            let near = Spelling.nearest(to: name, in: known.sorted())
            let hint = near.map { "; did you mean `\($0)`?" } ?? "; `plimsoll rules` lists them"
            throw ValidationError("there is no rule or folder `\(name)`\(hint)")
        }
    }

    private func readParameters() throws -> ParameterSettings {
        guard let parameters = parametersPath else {
            return self.parameters ?? ParameterSettings()
        }
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
    /// How many errors are shown whole.
    private static let mostShown = 10

    var errors: [RuleError]

    var description: String {
        let shown = errors.prefix(Self.mostShown).map(RuleErrorText.text).joined(separator: "\n")
        let more = errors.count - Self.mostShown
        return more > 0 ? shown + "\nand \(more) more\n" : shown
    }
}
