package import GoTemplates

/// A version as a value of a template: what `semver` gives.
package final class VersionValue: GoJSONWritable {
    package let version: LooseVersion
    /// Whether Go would hold it by a pointer, as `semver` gives it; its own methods give it
    /// without.
    private let isPointer: Bool

    package init(_ version: LooseVersion, isPointer: Bool = true) {
        self.version = version
        self.isPointer = isPointer
    }

    package var typeName: String { isPointer ? "*semver.Version" : "semver.Version" }
    package var kindName: String { isPointer ? "ptr" : "struct" }
    package var printed: Bytes { version.text }
    package var json: GoJSONForm { .value(.string(version.text)) }

    package func method(_ name: Bytes) -> TemplateFunction? {
        let name = String(decoding: name, as: UTF8.self)
        if let method = part(name) ?? successor(name) ?? change(name) { return method }
        return isPointer ? original(name) ?? comparison(name) : nil
    }

    private func part(_ name: String) -> TemplateFunction? {
        let value: Value
        switch name {
        case "Major": value = Value(.integer(Int(truncatingIfNeeded: version.major), .uint64))
        case "Minor": value = Value(.integer(Int(truncatingIfNeeded: version.minor), .uint64))
        case "Patch": value = Value(.integer(Int(truncatingIfNeeded: version.patch), .uint64))
        case "Prerelease": value = .string(version.prerelease)
        case "Metadata": value = .string(version.metadata)
        case "String", "Value": value = .string(version.text)
        case "MarshalText": value = Self.list(version.text)
        case "MarshalJSON": value = Self.list([0x22] + version.text + [0x22])
        default: return nil
        }
        return TemplateFunction(name, []) { (_) throws(FunctionError) in value }
    }

    private func original(_ name: String) -> TemplateFunction? {
        guard name == "Original" else { return nil }
        return TemplateFunction(name, []) { [version] (_) throws(FunctionError) in
            .string(version.original)
        }
    }

    private static func list(_ bytes: Bytes) -> Value {
        .list(bytes.map { Value(.integer(Int($0), .uint8)) }, .byte)
    }

    private func comparison(_ name: String) -> TemplateFunction? {
        let answer: @Sendable (Int) -> Value
        switch name {
        case "Compare": answer = { .int($0) }
        case "Equal": answer = { .bool($0 == 0) }
        case "LessThan": answer = { .bool($0 < 0) }
        case "LessThanEqual": answer = { .bool($0 <= 0) }
        case "GreaterThan": answer = { .bool($0 > 0) }
        case "GreaterThanEqual": answer = { .bool($0 >= 0) }
        default: return nil
        }
        return TemplateFunction(name, [.object], .decides) { [version] call throws(FunctionError) in
            guard case .object(let other as VersionValue) = call[0].payload else {
                throw FunctionError(
                    "runtime error: invalid memory address or nil pointer dereference")
            }
            guard other.isPointer else {
                throw FunctionError(
                    "wrong type for value; expected *semver.Version; got \(other.typeName)")
            }
            return answer(version.order(to: other.version))
        }
    }

    private func successor(_ name: String) -> TemplateFunction? {
        let next: LooseVersion
        switch name {
        case "IncMajor": next = LooseVersion(version.major &+ 1, 0, 0)
        case "IncMinor": next = LooseVersion(version.major, version.minor &+ 1, 0)
        case "IncPatch":
            // The release of a pre-release follows it.
            let patch = version.prerelease.isEmpty ? version.patch &+ 1 : version.patch
            next = LooseVersion(version.major, version.minor, patch)
        default: return nil
        }
        let value = Value(.object(VersionValue(next, isPointer: false)))
        return TemplateFunction(name, []) { (_) throws(FunctionError) in value }
    }

    private func change(_ name: String) -> TemplateFunction? {
        guard name == "SetPrerelease" || name == "SetMetadata" else { return nil }
        let isPrerelease = name == "SetPrerelease"
        return TemplateFunction(name, [.string]) { [version] call throws(FunctionError) in
            let text = call.bytes(0)
            try SemverFunctions.reading { () throws(VersionError) in
                try isPrerelease
                    ? LooseVersion.check(prerelease: text) : LooseVersion.check(metadata: text)
            }
            let changed = LooseVersion(
                version.major, version.minor, version.patch,
                prerelease: isPrerelease ? text : version.prerelease,
                metadata: isPrerelease ? version.metadata : text)
            return Value(.object(VersionValue(changed, isPointer: false)))
        }
    }
}
