import GoTemplates
package import YAMLTrees

/// What `Chart.yaml` tells of a chart (`chart.Metadata` of API versions 1 and 2).
package struct ChartMetadata: Sendable {
    package var apiVersion = ""
    package var name = ""
    package var version = ""
    package var appVersion = ""
    package var description = ""
    package var type = ""
    package var home = ""
    package var icon = ""
    package var condition = ""
    package var tags = ""
    package var kubeVersion = ""
    package var isDeprecated = false
    package var sources: [String] = []
    package var keywords: [String] = []
    package var maintainers: [Maintainer] = []
    /// In the order of their keys; nil when there are none at all.
    package var annotations: [(key: String, value: String)]?
    package var dependencies: [ChartDependency] = []
    /// Whether a list entry that must be a mapping is null.
    private var hasNullMaintainer = false
    private var hasNullDependency = false

    /// Who looks after a chart.
    package struct Maintainer: Sendable, Hashable {
        package var name = ""
        package var email = ""
        package var url = ""

        package init() {}
    }

    package init() {}

    package var isLibrary: Bool { type.lowercased() == "library" }

    /// Takes over what a document says, as `yaml.Unmarshal` does into a struct that may hold
    /// something already. A value of the wrong type is an error in Go's words.
    package mutating func read(_ document: YAMLValue?) throws(GoTypeError) {
        let reader = GoStructReader("Metadata")
        guard let document, let mapping = try reader.mapping(document, type: "v2.Metadata") else {
            return
        }
        for (key, value) in mapping.entries where !value.isNull {
            guard let name = key.string?.lowercased() else { continue }
            if try readText(name, value, reader) { continue }
            switch name {
            case "deprecated": isDeprecated = try reader.bool(value, "deprecated")
            case "sources": sources = try reader.strings(value, "sources")
            case "keywords": keywords = try reader.strings(value, "keywords")
            case "annotations": annotations = try reader.stringMap(value, "annotations")
            case "maintainers": try readMaintainers(value, reader)
            case "dependencies": try readDependencies(value, reader)
            default: break
            }
        }
    }

    private mutating func readText(
        _ name: String, _ value: YAMLValue, _ reader: GoStructReader
    ) throws(GoTypeError) -> Bool {
        switch name {
        case "apiversion": apiVersion = try reader.string(value, "apiVersion")
        case "name": self.name = try reader.string(value, "name")
        case "version": version = try reader.string(value, "version")
        case "appversion": appVersion = try reader.string(value, "appVersion")
        case "description": description = try reader.string(value, "description")
        case "type": type = try reader.string(value, "type")
        case "home": home = try reader.string(value, "home")
        case "icon": icon = try reader.string(value, "icon")
        case "condition": condition = try reader.string(value, "condition")
        case "tags": tags = try reader.string(value, "tags")
        case "kubeversion": kubeVersion = try reader.string(value, "kubeVersion")
        default: return false
        }
        return true
    }

    private mutating func readMaintainers(
        _ value: YAMLValue, _ reader: GoStructReader
    ) throws(GoTypeError) {
        let inner = GoStructReader("Maintainer", within: "maintainers")
        maintainers = []
        hasNullMaintainer = false
        for item in try reader.items(value, "maintainers", type: "[]*v2.Maintainer") {
            guard let mapping = try reader.member(item, "maintainers", type: "v2.Maintainer") else {
                hasNullMaintainer = true
                continue
            }
            var maintainer = Maintainer()
            for (key, value) in mapping.entries where !value.isNull {
                switch key.string?.lowercased() {
                case "name": maintainer.name = try inner.string(value, "name")
                case "email": maintainer.email = try inner.string(value, "email")
                case "url": maintainer.url = try inner.string(value, "url")
                default: break
                }
            }
            maintainers.append(maintainer)
        }
    }

    private mutating func readDependencies(
        _ value: YAMLValue, _ reader: GoStructReader
    ) throws(GoTypeError) {
        let inner = GoStructReader("Dependency", within: "dependencies")
        dependencies = []
        hasNullDependency = false
        for item in try reader.items(value, "dependencies", type: "[]*v2.Dependency") {
            guard let mapping = try reader.member(item, "dependencies", type: "v2.Dependency")
            else {
                hasNullDependency = true
                continue
            }
            dependencies.append(try ChartDependency(mapping, inner))
        }
    }

    /// Cleans texts, then says what Helm refuses in this, or nil.
    package mutating func validate() -> String? {
        clean()
        if apiVersion.isEmpty { return "chart.metadata.apiVersion is required" }
        if name.isEmpty { return "chart.metadata.name is required" }
        if name == "." || name == ".." {
            return "chart.metadata.name \(name.goQuoted) is not allowed"
        }
        if !isBaseName(name) { return "chart.metadata.name \(name.goQuoted) is invalid" }
        if version.isEmpty { return "chart.metadata.version is required" }
        if (try? LooseVersion(version)) == nil {
            return "chart.metadata.version \(version.goQuoted) is invalid"
        }
        if !["", "application", "library"].contains(type) {
            return "chart.metadata.type must be application or library"
        }
        if hasNullMaintainer { return "maintainers must not contain empty or null nodes" }
        if hasNullDependency { return "dependencies must not contain empty or null nodes" }
        return dependencyComplaint()
    }

    private func dependencyComplaint() -> String? {
        var known: Set<String> = []
        for dependency in dependencies {
            if !dependency.hasUsableAlias {
                let name = dependency.name.goQuoted
                return "dependency \(name) has disallowed characters in the alias"
            }
            guard known.insert(dependency.reference).inserted else {
                return
                    "more than one dependency with name or alias \(dependency.reference.goQuoted)"
            }
        }
        return nil
    }

    private mutating func clean() {
        name.sanitize()
        description.sanitize()
        home.sanitize()
        icon.sanitize()
        condition.sanitize()
        tags.sanitize()
        appVersion.sanitize()
        kubeVersion.sanitize()
        for index in sources.indices { sources[index].sanitize() }
        for index in keywords.indices { keywords[index].sanitize() }
        for index in maintainers.indices {
            maintainers[index].name.sanitize()
            maintainers[index].email.sanitize()
            maintainers[index].url.sanitize()
        }
        for index in dependencies.indices { dependencies[index].clean() }
    }

    /// Whether Go's `filepath.Base` leaves a name as it is.
    private func isBaseName(_ name: String) -> Bool { name == "/" || !name.contains("/") }
}
