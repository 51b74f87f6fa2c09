import GoTemplates
import Patterns

// Objects and arrays.
extension SchemaValidator {
    mutating func checkMap(_ map: MapValue, _ work: inout Work) {
        let node = work.node
        checkCount("minProperties", map.count, node.minProperties, &work) { $0 >= $1 }
        checkCount("maxProperties", map.count, node.maxProperties, &work) { $0 <= $1 }
        let missing = node.required.filter { map[$0] == nil }
        if !missing.isEmpty {
            let noun = missing.count == 1 ? "property " : "properties "
            work.violations.append(violation("missing " + noun + SchemaViolation.quoted(missing)))
        }
        checkDependencies(map, &work)
        checkProperties(map, &work)
        guard let names = node.propertyNames else { return }
        for entry in map.entries {
            guard let cause = check(name: entry.key, names) else { continue }
            work.violations.append(
                SchemaViolation(
                    "", "invalid propertyName " + SchemaViolation.quoted(entry.key),
                    causes: cause.ungrouped))
        }
    }

    private mutating func checkDependencies(_ map: MapValue, _ work: inout Work) {
        for (name, schema, required) in work.node.dependencies where map[name] != nil {
            if let schema {
                if let cause = checkSame(&work, schema) { work.violations.append(cause) }
                continue
            }
            let missing = required.filter { map[$0] == nil }
            if missing.isEmpty { continue }
            work.violations.append(
                violation(
                    "properties \(SchemaViolation.quoted(missing)) required, if "
                        + SchemaViolation.quoted(name) + " exists"))
        }
    }

    private mutating func checkProperties(_ map: MapValue, _ work: inout Work) {
        let node = work.node
        var refused: [Bytes] = []
        for entry in map.entries {
            if quietness > 0, !work.violations.isEmpty { return }
            var schemas: [Int] = []
            if let schema = node.properties[entry.key] { schemas.append(schema) }
            for (pattern, schema) in node.patternProperties where pattern.matches(entry.key) {
                schemas.append(schema)
            }
            if schemas.isEmpty, let additional = node.additionalProperties {
                if nodes[additional].verdict == false {
                    refused.append(entry.key)
                    continue
                }
                schemas.append(additional)
            }
            for schema in schemas {
                let violation = check(entry.value, at: entry.key, schema)
                if let violation { work.violations.append(violation) }
            }
            if !schemas.isEmpty { work.unevaluated.names?.remove(entry.key) }
        }
        if !refused.isEmpty {
            let names = SchemaViolation.quoted(refused)
            work.violations.append(violation("additional properties \(names) not allowed"))
        }
    }

    mutating func checkList(_ items: [Value], _ work: inout Work) {
        let node = work.node
        checkCount("minItems", items.count, node.minItems, &work) { $0 >= $1 }
        checkCount("maxItems", items.count, node.maxItems, &work) { $0 <= $1 }
        if node.hasUniqueItems, let (one, other) = duplicates(items) {
            work.violations.append(violation("items at \(one) and \(other) are equal"))
        }
        for (index, item) in items.enumerated() {
            let isPrefix = index < node.prefixItems.count
            guard let schema = isPrefix ? node.prefixItems[index] : node.items else { break }
            if !isPrefix, node.itemsAreAdditional, nodes[schema].verdict == false {
                let count = JSONNumber.printed(items.count - index)
                work.violations.append(violation("last \(count) additionalItem(s) not allowed"))
                break
            }
            work.unevaluated.items?.remove(index)
            let violation = check(item, at: Self.step(index), schema)
            if let violation { work.violations.append(violation) }
        }
        checkContains(items, &work)
    }

    private static func step(_ index: Int) -> Bytes { Bytes(String(index).utf8) }

    /// The first two items that are equal, the later one being the first that has an equal.
    private func duplicates(_ items: [Value]) -> (Int, Int)? {
        var seen: [Bytes: Int] = [:]
        for (index, item) in items.enumerated() {
            let text = CanonicalJSON.text(item)
            if let first = seen[text] { return (first, index) }
            seen[text] = index
        }
        return nil
    }

    private mutating func checkContains(_ items: [Value], _ work: inout Work) {
        guard let schema = work.node.contains else { return }
        var matched: [Int] = []
        var causes: [SchemaViolation] = []
        for (index, item) in items.enumerated() {
            if let cause = check(item, at: Self.step(index), schema) {
                causes.append(cause)
            } else {
                matched.append(index)
                if work.node.draft >= .draft2020 { work.unevaluated.items?.remove(index) }
            }
        }
        let places = matched.map(String.init).joined(separator: " ")
        func message(_ bound: String, _ want: Int) -> String {
            "\(bound) \(want) items required to match contains schema, but "
                + (matched.isEmpty ? "none matched" : "matched \(matched.count) items at \(places)")
        }
        if let least = work.node.minContains {
            if matched.count < least {
                work.violations.append(violation(message("min", least), causes: causes))
            }
        } else if matched.isEmpty {
            work.violations.append(violation("no items match contains schema", causes: causes))
        }
        if let most = work.node.maxContains, matched.count > most {
            work.violations.append(violation(message("max", most)))
        }
    }
}
