import CEL
package import Dockerfiles
import Rules
import ShellCommands
import SourceText

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
        var listing = ""
        for schema in DockerfileModel.schemas {
            for subject in model.subjects(named: schema.name) {
                let place = model.lineTable.position(at: subject.range.start)
                listing += "\(schema.name) \(place.line):\(place.column)\n"
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
