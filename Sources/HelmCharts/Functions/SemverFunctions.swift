package import GoTemplates

/// Versions in templates.
package enum SemverFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("semver", [.string]) { (call) throws(FunctionError) in
            let version = try reading { () throws(VersionError) in try LooseVersion(call.bytes(0)) }
            return Value(.object(VersionValue(version)))
        },
        TemplateFunction("semverCompare", [.string, .string], .decides) {
            (call) throws(FunctionError) in
            let isAllowed = try reading { () throws(VersionError) in
                let constraint = try VersionConstraint(call.bytes(0))
                return constraint.allows(try LooseVersion(call.bytes(1)))
            }
            return .bool(isAllowed)
        },
    ]

    static func reading<Result>(
        _ body: () throws(VersionError) -> Result
    ) throws(FunctionError) -> Result {
        do {
            return try body()
        } catch {
            throw FunctionError(error.message)
        }
    }
}
