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
        let manifests: RenderedManifests
        do {
            manifests = try RenderedManifests(files)
        } catch {
            guard command.debug else {
                return error.message + "\n\nUse --debug flag to render out invalid YAML"
            }
            let broken = files.filter { $0.text.contains { $0 > 0x20 } }
            StandardStreams.write(
                broken.flatMap { Self.document($0.name, $0.text[...]) })
            return error.message
        }
        let documents = self.documents(manifests)
        if !command.showOnly.isEmpty { return printChosen(documents) }
        StandardStreams.write(documents.flatMap { Self.document($0.name, $0.content) })
        return nil
    }

    private typealias Document = (name: Bytes, content: ArraySlice<UInt8>)

    private func documents(_ manifests: RenderedManifests) -> [Document] {
        var documents: [Document] = []
        if command.includesCRDs {
            addCustomResources(of: rendered.scope, at: rendered.scope.name, to: &documents)
        }
        documents += manifests.resources.map { ($0.template, $0.content) }
        // All that is installed is printed as one text without spaces at its ends.
        if let last = documents.indices.last {
            documents[last].content = Self.trimmed(documents[last].content)
        }
        for hook in manifests.hooks where !command.skipsTests || !hook.isTestHook {
            documents.append((hook.template, hook.content))
        }
        return documents
    }

    private func addCustomResources(
        of scope: ChartScope, at place: String, to documents: inout [Document]
    ) {
        for file in scope.chart.customResources {
            documents.append((Bytes("\(place)/\(file.name)".utf8), file.bytes[...]))
        }
        for subchart in scope.subcharts {
            addCustomResources(of: subchart, at: "\(place)/charts/\(subchart.name)", to: &documents)
        }
    }

    private func printChosen(_ documents: [Document]) -> String? {
        var output: Bytes = []
        for pattern in command.showOnly {
            let glob = Bytes(pattern.utf8)
            let chosen = documents.filter { document in
                guard let slash = document.name.firstIndex(of: UInt8(ascii: "/")) else {
                    return false
                }
                return FileGlob.matches(glob[...], document.name[(slash + 1)...])
            }
            guard !chosen.isEmpty else { return "could not find template \(pattern) in chart" }
            for document in chosen { output += Self.document(document.name, document.content) }
        }
        StandardStreams.write(output)
        return nil
    }

    private static func document(_ name: Bytes, _ content: ArraySlice<UInt8>) -> Bytes {
        Bytes("---\n# Source: ".utf8) + name + [0x0A] + content + [0x0A]
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text
    }

    private static func isNotes(_ name: Bytes) -> Bool {
        name.suffix(9).elementsEqual("NOTES.txt".utf8)
    }
}
