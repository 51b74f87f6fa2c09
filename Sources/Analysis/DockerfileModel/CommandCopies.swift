import Dockerfiles
import Rules
import ShellCommands
import SourceText

/// What rules ask about commands and the files that earlier instructions copied.
extension CommandFacts {
    static let copyFields: [SubjectModel<CommandFacts>.Field] = [
        .place(
            "removedCopy",
            "An archive or installer it removes that a `COPY` or `ADD` above put into a layer.",
            text: { $0.model.text($1) }
        ) { facts in
            facts.removedCopies.first { Self.isBulky($0.path) }.map { $0.place }
        },
        .place(
            "removedSecret",
            "A key or credentials it removes that a `COPY` or `ADD` above put into a layer.",
            text: { $0.model.text($1) }
        ) { facts in
            facts.removedCopies.first { SecretFiles.meaning(of: $0.path) != nil }.map { $0.place }
        },
        .place(
            "unpackedCopy", "The archive it unpacks that a `COPY` above took from the context.",
            text: { $0.model.text($1) }
        ) { $0.unpackedCopy },
        .optionalText(
            "wholeCopyBefore",
            "The `COPY` above it that takes the whole context, with nothing installed before."
        ) { $0.wholeCopyBefore },
    ]

    /// How many instructions above are looked at.
    private static let neighbourhood = 128

    /// The nearest instructions above it in its stage, from the top.
    private var instructionsAbove: Range<Int> {
        guard let stage = owner.stage, !owner.isTrigger else { return 0..<0 }
        let first = max(model.file.stages[stage].from + 1, owner.index - Self.neighbourhood)
        return min(first, owner.index)..<owner.index
    }

    private var copiesAbove: [Instruction] {
        instructionsAbove.compactMap { index in
            let kind = model.file.instructions[index].kind
            return kind == .copy || kind == .add ? model.file.instructions[index] : nil
        }
    }

    private var removedCopies: [(path: String, place: SourceRange)] {
        let removed = use.removedPaths.prefix(64)
        guard !removed.isEmpty, owner.kind == .run else { return [] }
        let targets = Set(copiesAbove.suffix(32).flatMap { Self.targets(of: $0) })
        return removed.compactMap { word in
            let path = Self.normal(word.unquoted.string)
            return targets.contains(path) ? (path, fileRange(word.range)) : nil
        }
    }

    private var unpackedCopy: SourceRange? {
        guard let unpacking = use.unpacking, let archive = unpacking.archive,
            let range = unpacking.archiveRange, use.program != "unzip"
        else { return nil }
        let copies = copiesAbove.filter { $0.kind == .copy && $0.flag("from") == nil }
        let isCopied = copies.contains { Self.targets(of: $0).contains(Self.normal(archive)) }
        return isCopied ? fileRange(range) : nil
    }

    /// Where the sources of a copy end up, as far as the text says.
    private static func targets(of copy: Instruction) -> [String] {
        guard let destination = copy.destination?.text else { return [] }
        let isFolder =
            destination.hasSuffix("/") || copy.sources.count > 1 || destination == "."
        return copy.sources.prefix(16).flatMap { source -> [String] in
            let name =
                source.text.utf8.split(separator: UInt8(ascii: "/")).last
                .map { String(Substring($0)) } ?? ""
            let inside = normal(destination + "/" + name)
            return isFolder ? [inside] : [normal(destination), inside]
        }
    }

    private static let bulkyEndings = [
        ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".zip", ".7z", ".rar", ".deb", ".rpm", ".apk",
        ".run", ".bin", ".jar", ".war", ".ear", ".whl", ".iso", ".exe", ".msi", ".dmg", ".sql",
        ".dump", ".pkg",
    ]

    private static func isBulky(_ path: String) -> Bool {
        bulkyEndings.contains(where: path.hasSuffix)
    }

    /// A path without `./` before, a slash behind and doubled slashes.
    private static func normal(_ path: String) -> String {
        var parts = path.utf8.split(separator: UInt8(ascii: "/"))
        parts.removeAll { $0.elementsEqual(".".utf8) }
        let home = path.hasPrefix("~/") || path.hasPrefix("$HOME/")
        let rest = home ? parts.dropFirst() : parts[...]
        let text = String(decoding: Array(rest.joined(separator: "/".utf8)), as: UTF8.self)
        return home ? "root/" + text : text
    }

    private var wholeCopyBefore: String? {
        guard let manager = use.packageManager?.name ?? buildTool, isRestore else { return nil }
        var copy: Instruction?
        for index in instructionsAbove {
            let instruction = model.file.instructions[index]
            if instruction.kind == .run, copy == nil,
                let script = model.scriptIndex(ofInstruction: index),
                model.commands(ofScript: script).contains(where: {
                    ($0.use.packageManager?.name ?? $0.buildTool) == manager
                })
            {
                return nil
            }
            if instruction.kind == .copy || instruction.kind == .add,
                instruction.flag("from") == nil,
                instruction.sources.contains(where: { [".", "./", "*"].contains($0.text) })
            {
                copy = copy ?? instruction
            }
        }
        return copy.map { model.text($0.range) }
    }

    private var buildTool: String? {
        ["mvn", "mvnw", "gradle", "gradlew"].contains(use.program) ? use.program : nil
    }

    /// Whether it fetches what the project lists and needs no more than the list.
    private var isRestore: Bool {
        if buildTool != nil {
            return use.operands.contains {
                $0.raw.contains("dependency:") || $0.raw == "dependencies"
            }
        }
        return use.isRestore && !use.packages.contains { $0.kind == .file }
    }
}
