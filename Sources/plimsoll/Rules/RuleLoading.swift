import BundledRules
import Rules
import SourceText

/// Gathers the rules that ship with the program and a user's own.
enum RuleLoading {
    struct Failure: Error {
        var message: String
    }

    /// The rules inside the program.
    static var bundled: [RuleText] {
        BundledRule.all.map { rule in
            RuleText(
                id: rule.id, folder: rule.folder,
                digest: RuleDigest(
                    subject: rule.subject, severity: rule.severity, require: rule.require,
                    guards: rule.guards, waitsForParameters: rule.waitsForParameters,
                    isOpinion: rule.isOpinion, parameters: rule.parameters),
                head: rule.head, tail: rule.tail, examples: rule.examples)
        }
    }

    /// All rules: a user's rule replaces the bundled one of the same name.
    static func texts(folders: [String]) throws(Failure) -> [RuleText] {
        var texts = bundled
        for folder in folders {
            for text in try own(in: folder) {
                texts.removeAll { $0.id == text.id }
                texts.append(text)
            }
        }
        return texts
    }

    /// The rules in a folder and the folders in it; the innermost folder's name is the rule's
    /// folder.
    static func own(in folder: String) throws(Failure) -> [RuleText] {
        var walk = FolderWalk(respectsIgnoreFiles: false) { $0.hasSuffix(".yaml") }
        walk.enter(folder)
        if let (path, reason) = walk.refused.first {
            throw Failure(message: "the rules in `\(path)` cannot be read: \(reason)")
        }
        guard !walk.found.isEmpty else {
            throw Failure(message: "there is no rule (*.yaml) in `\(folder)`")
        }
        var texts: [RuleText] = []
        for path in walk.found { texts.append(try text(of: path)) }
        return texts
    }

    private static func text(of path: String) throws(Failure) -> RuleText {
        let parts = path.split(separator: "/")
        do {
            return RuleText(
                id: String((parts.last ?? "").dropLast(".yaml".count)),
                folder: parts.dropLast().last.map(String.init) ?? "own", path: path,
                head: try FileReading.bytes(ofFile: path, limit: 1 << 20))
        } catch {
            throw Failure(message: "the rule `\(path)` cannot be read: \(error.reason)")
        }
    }
}
