import GoTemplates
import HelmCharts

/// What `helm template` prints of a rendered chart.
struct RenderText {
    private let command: RenderCommand
    private let rendered: RenderedScenario

    init(_ command: RenderCommand, _ rendered: RenderedScenario) {
        self.command = command
        self.rendered = rendered
    }

    /// Prints; gives what is wrong when a document is no YAML.
    func print() -> String? {
        let files = rendered.rendering.files.compactMap { file -> (name: Bytes, text: Bytes)? in
            guard !Self.isNotes(file.name), let text = file.text.bytes else { return nil }
            return (file.name, text)
        }
        do throws(ManifestError) {
            return write(text(try RenderedManifests(files)))
        } catch {
            guard command.debug else {
                return error.message + "\n\nUse --debug flag to render out invalid YAML"
            }
            let shown = files.filter { $0.text.contains { $0 > 0x20 } }
            let text = shown.flatMap { Self.document($0.name, $0.text[...]) }
            return write(Self.trimmed(text[...]) + [0x0A]) ?? error.message
        }
    }

    /// All that is installed, as one text without spaces at its ends, and the hooks behind it.
    private func text(_ manifests: RenderedManifests) -> Bytes {
        var text: Bytes = []
        if command.includesCRDs {
            addCustomResources(of: rendered.scope, at: rendered.scope.name, to: &text)
        }
        for resource in manifests.resources {
            text += Self.document(resource.template, resource.content)
        }
        text = Self.trimmed(text[...]) + [0x0A]
        for hook in manifests.hooks where !command.skipsTests || !hook.isTestHook {
            text += Self.document(hook.template, hook.content)
        }
        return text
    }

    private func addCustomResources(
        of scope: ChartScope, at place: String, to text: inout Bytes
    ) {
        for file in scope.chart.customResources {
            text += Self.document(Bytes("\(place)/\(file.name)".utf8), file.bytes[...])
        }
        for subchart in scope.subcharts {
            addCustomResources(of: subchart, at: "\(place)/charts/\(subchart.name)", to: &text)
        }
    }

    /// Prints the documents that were asked for; gives what is wrong when there are none.
    private func write(_ text: Bytes) -> String? {
        guard !command.showOnly.isEmpty else {
            StandardStreams.write(text)
            return nil
        }
        let documents = RenderedManifests.documents(in: text).map { ($0, Self.name(in: $0)) }
        var output: Bytes = []
        for pattern in command.showOnly {
            let glob = Bytes(pattern.utf8)
            let chosen = documents.filter { _, name in
                name.map { FileGlob.matches(glob[...], $0) } ?? false
            }
            guard !chosen.isEmpty else { return "could not find template \(pattern) in chart" }
            for (content, _) in chosen { output += Bytes("---\n".utf8) + content + [0x0A] }
        }
        StandardStreams.write(output)
        return nil
    }

    /// The name within the chart that a document has in a comment.
    private static func name(in document: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let mark = Bytes("# Source: ".utf8)
        for line in document.split(separator: 0x0A) where line.starts(with: mark) {
            guard let slash = line.firstIndex(of: UInt8(ascii: "/")) else { continue }
            return line[(slash + 1)...]
        }
        return nil
    }

    private static func document(_ name: Bytes, _ content: ArraySlice<UInt8>) -> Bytes {
        Bytes("---\n# Source: ".utf8) + name + [0x0A] + content + [0x0A]
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> Bytes {
        var text = text
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return Bytes(text)
    }

    private static func isNotes(_ name: Bytes) -> Bool {
        name.suffix(9).elementsEqual("NOTES.txt".utf8)
    }
}
