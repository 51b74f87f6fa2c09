import Foundation
import PackagePlugin

/// Puts the rule files of a target's `rules` folder into the program, as one generated Swift file.
@main
struct EmbedRules: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = target.directoryURL.appending(path: "rules").resolvingSymlinksInPath()
        let files = try ruleFiles(below: folder)
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedRules.swift")
        return [
            .buildCommand(
                displayName: "Embedding \(files.count) rules",
                executable: try context.tool(named: "embed-rules").url,
                arguments: [output.path(), folder.path()] + files.map { $0.path() },
                inputFiles: files,
                outputFiles: [output])
        ]
    }

    private func ruleFiles(below folder: URL) throws -> [URL] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".yaml") }
            .sorted()
            .map { folder.appending(path: $0) }
    }
}
