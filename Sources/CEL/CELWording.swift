import SourceText

// Every sentence for people that more than one place needs.

extension CELFailure {
    static let tooManySteps = CELFailure("the expression takes too many steps")
    static let tooLarge = CELFailure("the expression builds a value that is too large")
    static let overflow = CELFailure("the result does not fit its number type (overflow)")
    static let divisionByZero = CELFailure("division by zero")
    static let remainderByZero = CELFailure("remainder of a division by zero")
    static let notBoolean = CELFailure("no such overload: a condition must be true or false")
    static let absentOptional = CELFailure("optional.none() has no value")

    static func noOverload(_ name: String, _ arguments: CELValue...) -> CELFailure {
        let types = arguments.map(\.typeName).joined(separator: ", ")
        return CELFailure("no such overload: `\(name)` does not apply to (\(types))")
    }

    static func noKey(_ key: CELValue) -> CELFailure { CELFailure("no such key: \(key)") }

    static func noField(_ name: String, of value: CELValue) -> CELFailure {
        CELFailure("no such field: `\(value.typeName)` has no `\(name)`")
    }

    static func absentField(_ name: String) -> CELFailure {
        CELFailure("no such key: the field `\(name)` is absent")
    }

    static func indexOutside(_ index: Int64) -> CELFailure {
        CELFailure("index out of range: \(index)")
    }

    static func conversion(_ value: CELValue, to type: String) -> CELFailure {
        CELFailure("\(value.shortDescription) cannot be converted to \(type)")
    }

    static func outside(_ type: String, _ value: CELValue) -> CELFailure {
        CELFailure("\(value.shortDescription) is outside the range of \(type)")
    }
}

extension CELError {
    static func syntax(_ range: SourceRange, _ message: String, help: String? = nil) -> CELError {
        CELError(.syntax, range, message, help: help)
    }

    static func tooDeep(_ range: SourceRange, limit: Int) -> CELError {
        .syntax(range, "the expression is nested too deeply (more than \(limit) levels)")
    }

    static func tooLong(_ count: Int, limit: Int) -> CELError {
        .syntax(
            SourceRange(0, count), "the expression is too long (\(count) bytes, at most \(limit))")
    }

    static func check(_ range: SourceRange, _ message: String, help: String? = nil) -> CELError {
        CELError(.check, range, message, help: help)
    }

    static func undeclared(
        _ name: String, _ range: SourceRange, candidates: [String]
    ) -> CELError {
        .check(
            range, "`\(name)` is not declared", help: Suggestion.sentence(name, among: candidates))
    }

    static func noField(
        _ name: String, of type: CELType, _ range: SourceRange, candidates: [String]
    ) -> CELError {
        let names = candidates.prefix(12).joined(separator: ", ")
        let known =
            candidates.isEmpty ? nil : "it has " + names + (candidates.count > 12 ? ", …" : "")
        return .check(
            range, "`\(type)` has no field `\(name)`",
            help: Suggestion.sentence(name, among: candidates) ?? known)
    }

    static func noSelection(
        _ name: String, from type: CELType, _ range: SourceRange
    ) -> CELError {
        .check(range, "`\(type)` has no fields, so `.\(name)` cannot be selected")
    }

    static func mismatch(
        _ range: SourceRange, expected: CELType, found: CELType, role: String
    ) -> CELError {
        .check(range, "\(role) must be `\(expected)`, not `\(found)`")
    }
}
