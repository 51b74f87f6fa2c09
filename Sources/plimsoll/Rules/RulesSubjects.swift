import Analysis
import ArgumentParser
import CEL
import Rules

/// Documents what rules can judge and ask.
struct RulesSubjects: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subjects", abstract: "List what rules can judge, with all fields and methods."
    )

    @Argument(help: "One subject; all when left out.")
    var name: String?

    func run() throws {
        let schemas = Analyzer.schemas.filter { name == nil || $0.name == name }
        guard !schemas.isEmpty else {
            let names = Analyzer.schemas.map(\.name).joined(separator: ", ")
            throw ValidationError("there is no subject `\(name ?? "")`; there are \(names)")
        }
        StandardStreams.write(schemas.map(Self.page).joined(separator: "\n"))
    }

    private static func page(of schema: any SubjectSchema) -> String {
        var page = "\(schema.name)\n  \(schema.documentation)\n"
        let rows =
            schema.fieldCards.map { field in
                let marks = (field.isOptional ? "?" : "") + (field.isPlaced ? " ◂" : "")
                return ("\(field.name): \(field.type)\(marks)", field.documentation)
            }
            + schema.methodCards.map { method in
                let parameters = method.parameters.map(\.description).joined(separator: ", ")
                return ("\(method.name)(\(parameters)): \(method.result)", method.documentation)
            }
        let width = min(44, rows.map { $0.0.count }.max() ?? 0)
        for (name, text) in rows {
            page +=
                "    \(name)\(String(repeating: " ", count: max(1, width + 2 - name.count)))\(text)\n"
        }
        return page
    }
}
