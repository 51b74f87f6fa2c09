import Testing

@testable import CEL

/// A program that knows a variable says what it would say when it is told.
@Suite struct Knowing {
    private static let expressions = [
        "p.list.size() == 0", "p.list.size() == 0 || o in p.list", "o in p.list || p.flag",
        "p.list.all(e, e == o)", "p.list.exists(e, e == o) && !p.flag",
        "o == 'a' && (p.flag ? o in p.list : o.size() < p.number)",
        "p.flag ? p.list.exists(e, o.startsWith(e)) : p.missing == o",
        "p.missing == o || p.flag", "p.flag || p.missing == o", "p.missing == o",
        "p.number / 0 == 1 || o == 'a'", "1 / (p.number - p.number) == 1 && p.flag",
        "[p.number, o.size()].exists(n, n == p.number + 1)", "p.list.map(e, e + o) == ['aa']",
        "p.list.filter(e, e != o).size() == 0", "p.?missing.orValue('a') == o",
        "p.?number.orValue(1) > 2", "{'k': p.number, 'o': o}.o == o", "o.matches('a' + 'b')",
        "has(p.missing) || has(p.flag) && o != ''", "(o == 'a' || p.flag) && !(o == 'b' && p.flag)",
        "p.list + ['x'] == [o] || p.list.exists_one(e, e == o)", "!p.flag && o == 'a' || p.flag",
        "p.list.map(e, e.size()).all(s, s < p.number || o == 'a')", "-p.number < 0 && o < 'b'",
        "optional.of(p.number).optMap(n, n + o.size()).orValue(0) > 2",
        "o + p.missing == 'a1' || p.flag",
        "p.list.exists(e, p.flag && e == o) ? p.list[0] == o : p.list[7] == o",
    ]

    private static let parameters: [CELValue] = [[], ["a"], ["b", "a"]].flatMap { list in
        [true, false].map { flag in
            .map(
                CELMap([
                    ("list", .list(list.map(CELValue.string))), ("flag", .bool(flag)),
                    ("number", .int(3)),
                ]))
        }
    }

    @Test(arguments: expressions)
    func `it evaluates to the same`(expression: String) throws {
        var environment = CELEnvironment()
        environment.declare("o", .string)
        environment.declare("p", .map(.string, .dyn))
        let program = try environment.compile(expression)
        for parameters in Self.parameters {
            let knowing = program.knowing(parameters, at: 1)
            for text in ["a", "b", "ab", ""] {
                let told = Self.outcome(of: program, [.string(text), parameters])
                #expect(Self.outcome(of: knowing, [.string(text), .null]) == told)
                if let constant = knowing.constantValue { #expect("\(constant)" == told) }
            }
        }
    }

    private static func outcome(of program: CELProgram, _ values: [CELValue]) -> String {
        do { return "\(try program.evaluate(values))" } catch { return "fails: \(error.message)" }
    }

    @Test func `what parameters alone decide is decided`() throws {
        var environment = CELEnvironment()
        environment.declare("o", .string)
        environment.declare("p", .map(.string, .dyn))
        func constant(_ expression: String) throws -> Bool? {
            try environment.compile(expression).knowing(Self.parameters[0], at: 1)
                .constantValue?.boolValue
        }
        #expect(try constant("p.list.size() == 0 || o in p.list") == true)
        #expect(try constant("o == 'a' || p.list.all(e, e == o)") == true)
        #expect(try constant("p.flag ? p.list.exists(e, e == o) : o == ''") == false)
        #expect(try constant("o in p.list") == nil)
        #expect(try constant("p.missing == 1") == nil)
    }
}
