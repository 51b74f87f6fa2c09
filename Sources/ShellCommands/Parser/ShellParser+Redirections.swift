import SourceText

extension ShellParser {
    /// A redirection, if one stands here.
    mutating func redirection() -> Bool {
        let start = offset
        guard let (symbol, symbolStart) = redirectionSymbol() else { return false }
        spend()
        let descriptor =
            symbolStart == start
            ? -1 : Int(bytes.text(SourceRange(start, symbolStart))) ?? -1
        offset = symbolStart + symbol.rawValue.utf8.count
        let symbolEnd = offset
        skipBlanks()
        var node = RedirectionNode(
            range: SourceRange(start, symbolEnd), symbol: symbol, descriptor: descriptor,
            target: -1, heredoc: -1)
        if isAtWord {
            let target = word()
            node.target = keep(target)
            node.range = SourceRange(start, max(symbolEnd, offset))
            if symbol == .heredoc || symbol == .heredocTabs {
                node.heredoc = awaitHeredoc(target, stripsTabs: symbol == .heredocTabs)
            }
        } else {
            note(.unexpected(symbol.rawValue), SourceRange(symbolStart, symbolEnd))
            offset = symbolEnd
        }
        openRedirections.append(node)
        return true
    }

    /// The symbol of a redirection and where it starts, behind an optional number.
    private func redirectionSymbol() -> (ShellRedirection.Symbol, start: Int)? {
        var distance = 0
        while byte(distance).isASCIIDigit { distance += 1 }
        let rest = (byte(distance + 1), byte(distance + 2))
        switch byte(distance) {
        case UInt8(ascii: "<"):
            if rest.0 == UInt8(ascii: "("), distance == 0 { return nil }
            return (inputSymbol(rest), offset + distance)
        case UInt8(ascii: ">"):
            if rest.0 == UInt8(ascii: "("), distance == 0 { return nil }
            return (outputSymbol(rest.0), offset + distance)
        case UInt8(ascii: "&") where distance == 0 && rest.0 == UInt8(ascii: ">"):
            return (rest.1 == UInt8(ascii: ">") ? .bothAppend : .both, offset)
        default: return nil
        }
    }

    private func inputSymbol(_ rest: (UInt8, UInt8)) -> ShellRedirection.Symbol {
        switch rest {
        case (UInt8(ascii: "<"), UInt8(ascii: "<")): .herestring
        case (UInt8(ascii: "<"), UInt8(ascii: "-")): .heredocTabs
        case (UInt8(ascii: "<"), _): .heredoc
        case (UInt8(ascii: "&"), _): .inputCopy
        case (UInt8(ascii: ">"), _): .readWrite
        default: .input
        }
    }

    private func outputSymbol(_ next: UInt8) -> ShellRedirection.Symbol {
        switch next {
        case UInt8(ascii: ">"): .append
        case UInt8(ascii: "&"): .outputCopy
        case UInt8(ascii: "|"): .clobber
        default: .output
        }
    }

    // MARK: Here-documents

    private mutating func awaitHeredoc(_ target: WordNode, stripsTabs: Bool) -> Int {
        tree.heredocs.append(
            HeredocNode(
                delimiter: UnquotedText(word: target, bytes, tree).bytes, stripsTabs: stripsTabs,
                isQuoted: !target.traits.isDisjoint(with: .quoting), command: command,
                construct: construct, range: target.range))
        awaitedHeredocs.append(tree.heredocs.count - 1)
        return tree.heredocs.count - 1
    }

    /// The line with the `<<` has ended: reads the bodies one after the other.
    mutating func readHeredocs() {
        let awaited = awaitedHeredocs
        awaitedHeredocs = []
        for index in awaited where !isAbandoned {
            let body = heredocLines(of: index)
            read(body, asBodyOf: index)
        }
    }

    /// The text ends: the bodies that never came are missing.
    mutating func closeHeredocs() {
        for index in awaitedHeredocs {
            note(.unterminatedHeredoc, tree.heredocs[index].range)
        }
        awaitedHeredocs = []
    }

    /// The lines up to the delimiter, behind which it goes on.
    private mutating func heredocLines(of index: Int) -> SourceRange {
        let heredoc = tree.heredocs[index]
        let start = offset
        while offset < end {
            let line = offset
            while offset < end, bytes[offset] != 0x0A { offset += 1 }
            let isEnd = isDelimiter(SourceRange(line, offset), heredoc)
            offset = min(offset + 1, end)
            if isEnd { return SourceRange(start, line) }
        }
        note(.unterminatedHeredoc, heredoc.range)
        return SourceRange(start, max(start, end))
    }

    private func isDelimiter(_ line: SourceRange, _ heredoc: HeredocNode) -> Bool {
        var (start, end) = (line.start, line.end)
        if heredoc.stripsTabs {
            while start < end, bytes[start] == 0x09 { start += 1 }
        }
        if start < end, bytes[end - 1] == 0x0D { end -= 1 }
        guard end - start == heredoc.delimiter.count else { return false }
        return bytes[start..<end].elementsEqual(heredoc.delimiter)
    }

    /// Finds the expansions in a body, and the commands if a shell reads it.
    private mutating func read(_ body: SourceRange, asBodyOf index: Int) {
        let heredoc = tree.heredocs[index]
        spend()
        let outer = (traits, isQuoted, command, construct)
        (traits, isQuoted) = ([], true)
        (command, construct) = (heredoc.command, heredoc.construct)
        var node = WordNode(range: body, traits: .verbatim)
        if !heredoc.isQuoted {
            let mark = openExpansions.count
            inside(body) { $0.quotedParts(until: nil) }
            node.traits = traits.union(.heredoc)
            node.expansions = closeExpansions(from: mark)
        }
        tree.heredocs[index].body = keep(node)
        readInnerScript(fromBody: node)
        (traits, isQuoted, command, construct) = outer
    }
}
