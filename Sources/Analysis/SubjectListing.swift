import CEL
package import Dockerfiles
package import Kubernetes
import Rules
import ShellCommands
import SourceText
import YAMLTrees

/// What rules see of a file, as text for people.
package enum SubjectListing {
    /// The commands of all instructions, with the lines they start on.
    package static func scripts(of file: Dockerfile) -> String {
        let model = DockerfileModel(file)
        return model.scripts.map { script in
            let line = file.instructions[script.instruction].lines.lowerBound
            let listing = script.script.listing
            return "line \(line), \(script.shell.program)\n"
                + listing.split(separator: "\n").map { "  \($0)\n" }.joined()
        }.joined()
    }

    /// Every subject with the fields that are plain values.
    package static func subjects(of file: Dockerfile) -> String {
        let model = DockerfileModel(file)
        return subjects(
            Analyzer.dockerfiles.schemas, lines: model.lineTable, model.subjects(named:))
    }

    /// Every subject of a manifest that is a world of its own.
    package static func subjects(of manifest: Manifest) -> String {
        let world = World([manifest])
        let batch = ResourceBatch(world, world.members(ofManifest: 0))
        return subjects(
            Analyzer.manifests.schemas, lines: LineTable(manifest.tree.bytes),
            batch.subjects(named:))
    }

    static func subjects(
        _ schemas: [any SubjectSchema], lines: LineTable, in path: String? = nil,
        _ subjects: (String) -> [any Subject]
    ) -> String {
        var listing = ""
        for schema in schemas {
            for subject in subjects(schema.name) {
                let place = lines.position(at: subject.range.start)
                let file = path.map { $0 + ":" } ?? ""
                listing += "\(schema.name) \(file)\(place.line):\(place.column)\n"
                for (index, field) in schema.fieldCards.enumerated() {
                    guard let value = subject.field(index), let text = text(of: value) else {
                        continue
                    }
                    listing += "  \(field.name) = \(text)\n"
                }
            }
        }
        return listing
    }

    /// The resources of a manifest, a line each: where it starts, group and version, identity.
    package static func resources(of manifest: Manifest) -> String {
        let lines = LineTable(manifest.tree.bytes)
        return manifest.resources.map { resource in
            let line = lines.position(at: resource.root.range.start).line
            return "line \(line): \(resource.apiVersion) \(resource.identity)\n"
        }.joined()
    }

    /// A value on one line; nil for other subjects, which are listed by themselves, and for
    /// `false`.
    private static func text(of value: CELValue) -> String? {
        switch value {
        case .object, .bool(false): return nil
        case .list(let elements):
            if elements.isEmpty { return nil }
            if case .object = elements[0] { return nil }
        default: break
        }
        return value.description
    }
}
