import ArgumentParser
import CEL
import Notations
import SourceText

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// `plimsoll eval`: the value of a CEL expression.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "Print the value of a CEL expression.")

    @Argument(help: "The expression, such as 'size([1, 2]) > 1'.")
    var expression: String?

    @Option(name: .customLong("var"), help: "A variable, as name=JSON. May be repeated.")
    var variables: [String] = []

    @Option(help: "A file of conformance cases, one JSON object a line; - reads standard input.")
    var cases: String?

    func validate() throws {
        guard (expression == nil) != (cases == nil) else {
            throw ValidationError("Give either an expression or --cases.")
        }
    }

    func run() throws {
        if let cases {
            try answer(linesOf: cases)
        } else if let expression {
            try printValue(of: expression)
        }
    }

    // MARK: One expression

    private func printValue(of expression: String) throws {
        var environment = CELEnvironment()
        var values: [CELValue] = []
        for variable in variables {
            let parts = variable.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let json = try? JSONValue(Array(parts[1].utf8)) else {
                throw ValidationError("--var takes name=JSON, not '\(variable)'.")
            }
            guard environment.variables.allSatisfy({ $0.name != parts[0] }) else {
                throw ValidationError("--var gives '\(parts[0])' twice.")
            }
            environment.declare(String(parts[0]), .dyn)
            values.append(CELValue(json))
        }
        do {
            print(try environment.compile(expression).evaluate(values))
        } catch {
            complain(error, in: expression)
            throw ExitCode(2)
        }
    }

    private func complain(_ error: CELError, in expression: String) {
        let bytes = Array(expression.utf8)
        let table = LineTable(bytes)
        let position = table.position(at: error.range.start)
        let line = table.range(ofLine: position.line)
        let marked = error.range.clamped(to: line)
        let width = max(1, bytes.text(marked).unicodeScalars.count)
        var lines = [
            "error: \(error.message)",
            "  | " + bytes.text(line),
            "  | " + String(repeating: " ", count: position.column - 1)
                + String(repeating: "^", count: width),
        ]
        if let help = error.help { lines.append("  = " + help) }
        write(lines.joined(separator: "\n") + "\n", to: 2)
    }

    // MARK: Cases

    private func answer(linesOf path: String) throws {
        guard let bytes = read(path) else {
            write("error: `\(path)` cannot be read\n", to: 2)
            throw ExitCode(2)
        }
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            write(answer(line).description + "\n", to: 1)
        }
    }

    private func answer(_ line: ArraySlice<UInt8>) -> JSONValue {
        let message: String
        do {
            return try ConformanceCase(try JSONValue(Array(line))).answer()
        } catch let error as JSONError {
            message = "\(error.message) at byte \(error.offset)"
        } catch let error as ConformanceCase.Unreadable {
            message = error.message
        } catch {
            message = "\(error)"
        }
        return .object([JSONMember("error", .string(message))])
    }

    // MARK: Files

    private func read(_ path: String) -> [UInt8]? {
        let file = path == "-" ? 0 : open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { if file > 0 { close(file) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(file, &chunk, chunk.count)
            #else
                let count = Glibc.read(file, &chunk, chunk.count)
            #endif
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    private func write(_ text: String, to file: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { buffer in
                #if canImport(Darwin)
                    Darwin.write(file, buffer.baseAddress, buffer.count)
                #else
                    Glibc.write(file, buffer.baseAddress, buffer.count)
                #endif
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
