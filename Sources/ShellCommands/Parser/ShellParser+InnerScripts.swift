import SourceText

extension ShellParser {
    /// Reads the text a command gives to a shell: `sh -c '…'`, `eval '…'`, `su user -c '…'`.
    mutating func readInnerScript(of index: Int) {
        guard !isAbandoned, scriptDepth < ShellLimits.scripts else { return }
        let words = tree.commands[index].words
        guard let first = words.first, startsScripts(tree.words[first]),
            let script = scriptWord(in: words)
        else { return }
        readInnerScript(tree.words[script])
    }

    /// Reads the body of a here-document if its command is a shell that reads its input.
    mutating func readInnerScript(fromBody body: WordNode) {
        guard !isAbandoned, scriptDepth < ShellLimits.scripts, command >= 0 else { return }
        let words = tree.commands[command].words
        guard let first = words.first, isProgram(tree.words[first], Self.shells),
            words.dropFirst().allSatisfy({ isOption(tree.words[$0]) })
        else { return }
        readInnerScript(body)
    }

    private mutating func readInnerScript(_ word: WordNode) {
        guard word.range.length <= ShellLimits.innerScript else { return }
        let text = UnquotedText(word: word, bytes, tree)
        // `sh -c "$SCRIPT"`: nothing is known of it.
        guard text.opaque != [SourceRange(0, text.bytes.count)] else { return }
        let (range, substitutions) = placeOfInnerScript(word, text)
        let outer = (knownSubstitutions, traits, isQuoted, command)
        (knownSubstitutions, traits, isQuoted) = (substitutions[...], [], false)
        scriptDepth += 1
        let place = open(.script, from: range.start)
        if !isAbandoned { inside(range) { $0.list(until: []) } }
        closeScript(place, range)
        scriptDepth -= 1
        (knownSubstitutions, traits, isQuoted, command) = outer
    }

    private mutating func closeScript(_ place: OpenConstruct, _ range: SourceRange) {
        close(place)
        tree.constructs[place.index].range = range
    }

    /// Where the unquoted text stands: in the word, if taking off quotes left nothing out between,
    /// else in a copy. Also where in it the substitutions stand that are read already.
    private mutating func placeOfInnerScript(
        _ word: WordNode, _ text: UnquotedText
    ) -> (SourceRange, [SourceRange]) {
        guard let first = text.pieces.first else { return (SourceRange(at: word.range.end), []) }
        let shift: Int
        if text.pieces.allSatisfy({ $0.source - $0.start == first.source }) {
            shift = first.source
        } else {
            shift = bytes.count
            copies += text.pieces.map { ($0.start + shift, $0.source) }
            bytes += text.bytes
        }
        let range = SourceRange(shift, shift + text.bytes.count)
        return (range, text.opaque.map { $0.shifted(by: shift) })
    }

    // MARK: Which commands

    private static let shells: [StaticString] = [
        "sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "rbash",
    ]

    /// Programs that run another program, which may be a shell.
    private static let wrappers: [StaticString] = [
        "sudo", "doas", "env", "exec", "command", "su-exec", "gosu", "setpriv", "xargs", "timeout",
        "nice", "ionice", "time", "nohup", "chroot", "tini", "dumb-init", "setsid", "busybox",
        "find", "stdbuf", "unbuffer", "fakeroot", "eatmydata", "catatonit", "chronic",
    ]

    private static let users: [StaticString] = ["su", "runuser", "sg"]

    private func startsScripts(_ word: WordNode) -> Bool {
        isProgram(word, Self.shells) || isProgram(word, ["eval"]) || isProgram(word, Self.users)
            || isProgram(word, Self.wrappers)
    }

    /// Whether a word is the name or the path of one of some programs.
    private func isProgram(_ word: WordNode, _ names: [StaticString]) -> Bool {
        guard word.traits.isDisjoint(with: [.quoting, .expansion]), word.range.length < 64 else {
            return false
        }
        let slash = bytes[word.range].lastIndex(of: UInt8(ascii: "/"))
        let name = SourceRange(slash.map { $0 + 1 } ?? word.range.start, word.range.end)
        return names.contains { bytes.matches(name, $0) }
    }

    private func isOption(_ word: WordNode) -> Bool {
        word.range.length > 1 && bytes[word.range.start] == UInt8(ascii: "-")
    }

    /// The word that holds the script, if the words are those of a command that runs one. A shell
    /// is looked for among the first words alone, behind wrappers and their options.
    private func scriptWord(in words: Range<Int>) -> Int? {
        if isProgram(tree.words[words.lowerBound], ["eval"]) {
            return words.count == 2 ? words.lowerBound + 1 : nil
        }
        for index in words.prefix(16) {
            let word = tree.words[index]
            if isProgram(word, Self.users) {
                return userScriptWord(in: index + 1..<words.upperBound)
            }
            if isProgram(word, Self.shells) {
                return shellScriptWord(in: index + 1..<words.upperBound)
            }
        }
        return nil
    }

    /// The text behind `-c` of a shell, whose options come first: `-euo pipefail -c text`.
    private func shellScriptWord(in words: Range<Int>) -> Int? {
        var takesText = false
        var index = words.lowerBound
        while index < words.upperBound {
            let word = tree.words[index]
            let isPlus = !word.range.isEmpty && bytes[word.range.start] == UInt8(ascii: "+")
            guard word.traits.isDisjoint(with: .quoting), isOption(word) || isPlus else { break }
            if bytes[word.range.start + 1] != UInt8(ascii: "-") {
                let letters = bytes[word.range].dropFirst()
                takesText = takesText || letters.contains(UInt8(ascii: "c"))
                if letters.contains(UInt8(ascii: "o")) || letters.contains(UInt8(ascii: "O")) {
                    index += 1
                }
            } else if word.range.length == 2 {
                index += 1
                break
            }
            index += 1
        }
        return takesText && index < words.upperBound ? index : nil
    }

    /// The text behind `-c` or `--command` of `su`.
    private func userScriptWord(in words: Range<Int>) -> Int? {
        for index in words.dropLast() {
            let range = tree.words[index].range
            if bytes.matches(range, "-c") || bytes.matches(range, "--command")
                || bytes.matches(range, "-lc")
            {
                return index + 1
            }
        }
        return nil
    }
}
