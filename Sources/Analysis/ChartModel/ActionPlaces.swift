import GoTemplates
import HelmCharts
import SourceText

/// Where an action of a template can be edited. All places are places in the file.
extension TemplateContext {
    private var bytes: [UInt8] { tree.bytes }

    /// The `{{` of an action with the blanks behind it, where a `-` in it would take nothing but
    /// one line break and the blanks before the action; nil where it would take more, or less.
    func opening(of action: Int32) -> SourceRange? {
        let start = Int(node(action).start)
        guard let lineBreak = bytes[..<start].lastIndex(where: { !$0.isBlank }),
            bytes[lineBreak] == 0x0A
        else { return nil }
        var before = bytes[..<lineBreak]
        if before.last == 0x0D { before.removeLast() }
        guard let last = before.last, last > 0x20 else { return nil }
        var cursor = Cursor(bytes)
        cursor.offset = start
        guard cursor.skip("{{"), cursor.byte != UInt8(ascii: "-") else { return nil }
        cursor.skip { $0 <= 0x20 }
        return template.file.place(cursor.range(from: start))
    }

    /// The pipeline of an action, from its first command to its last.
    func pipeline(of action: Int32) -> SourceRange? {
        firstChild(of: action).map { template.place($0) }
    }

    /// The word `indent` of an action that ends in `indent` with a number.
    func indentWord(of action: Int32, by width: Int) -> SourceRange? {
        guard let pipe = firstChild(of: action),
            let last = tree.children(of: pipe).reversed().first,
            tree.function(of: last) == "indent"
        else { return nil }
        let operands = Array(tree.children(of: last))
        guard operands.count > 1, node(operands[1]).kind == .number,
            tree.numbers[Int(node(operands[1]).value)].int == width,
            canStand(at: width, before: Int(node(action).start))
        else { return nil }
        return template.place(operands[0])
    }

    /// Whether YAML can stand at a column below the lines above an offset: deeper than a key that
    /// is open there, else no deeper than the last line.
    private func canStand(at column: Int, before offset: Int) -> Bool {
        for line in bytes[..<offset].split(separator: 0x0A).dropLast().reversed() {
            var text = line.drop { $0 == 0x20 }
            while let last = text.last, last <= 0x20 { text.removeLast() }
            guard let first = text.first, first != UInt8(ascii: "#"),
                !text.starts(with: "{{".utf8)
            else { continue }
            while text.starts(with: "- ".utf8) { text = text.dropFirst().drop { $0 == 0x20 } }
            let above = text.startIndex - line.startIndex
            let isOpen = text.last.map { ":|>".utf8.contains($0) } ?? false
            return isOpen ? above < column : above >= column
        }
        return false
    }

    /// The word `template` of the action of that name.
    func keyword(of node: Int32) -> SourceRange? { parts(of: node)?.keyword }

    /// The name of the helper that `template` calls, with its quotes.
    func nameOfHelper(of node: Int32) -> SourceRange? { parts(of: node)?.name }

    private func parts(of index: Int32) -> (keyword: SourceRange, name: SourceRange)? {
        guard node(index).kind == .template else { return nil }
        var cursor = Cursor(bytes)
        cursor.offset = Int(node(index).start)
        guard cursor.skip("{{") else { return nil }
        _ = cursor.skip(UInt8(ascii: "-"))
        cursor.skip { $0 <= 0x20 }
        let keyword = cursor.skip(while: \.isWordByte)
        // What `block` is to the tree is a call, too, and cannot be written as another.
        guard bytes.text(keyword) == "template" else { return nil }
        cursor.skip { $0 <= 0x20 }
        let start = cursor.offset
        guard let quote = cursor.byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "`")
        else { return nil }
        cursor.advance()
        cursor.skip { $0 != quote && $0 != UInt8(ascii: "\\") }
        guard cursor.skip(quote) else { return nil }
        let file = template.file
        return (file.place(keyword), file.place(cursor.range(from: start)))
    }

    // MARK: The dot

    /// Whether the dot is still what the file is rendered with: no helper, `with` or `range` is
    /// around.
    func isDotRoot(at index: Int32) -> Bool {
        helper(around: index) == nil
            && !ancestors(of: index).dropFirst().contains {
                [.with, .range].contains(node($0).kind)
            }
    }

    /// What leads to `.Release` and its like from an offset of the file's text: nothing, or `$`
    /// where the dot may be something else. Nil in a helper, which may be called with anything.
    func root(at offset: Int) -> String? {
        let text = tree.nodes.firstIndex {
            $0.kind == .text && Int($0.start) <= offset && offset < Int($0.end)
        }
        guard let text = text.map({ Int32($0) }), helper(around: text) == nil else { return nil }
        return isDotRoot(at: text) ? "" : "$"
    }
}
