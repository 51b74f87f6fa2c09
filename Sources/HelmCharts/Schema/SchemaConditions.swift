import GoTemplates

// Schemas made of others.
extension SchemaValidator {
    mutating func checkConditions(_ work: inout Work) {
        let node = work.node
        if let not = node.not, allows(&work, not) {
            work.violations.append(violation("'not' failed"))
        }
        checkAll(&work)
        checkAny(&work)
        checkOne(&work)
        if let condition = node.condition {
            let next = allows(&work, condition) ? node.then : node.otherwise
            if let next, let cause = checkSame(&work, next) { work.violations.append(cause) }
        }
    }

    private mutating func checkAll(_ work: inout Work) {
        var causes: [SchemaViolation] = []
        for schema in work.node.allOf {
            if let cause = checkSame(&work, schema) { causes.append(cause) }
        }
        if !causes.isEmpty { work.violations.append(violation("'allOf' failed", causes: causes)) }
    }

    private mutating func checkAny(_ work: inout Work) {
        var causes: [SchemaViolation] = []
        var matches = work.node.anyOf.isEmpty
        for schema in work.node.anyOf {
            if let cause = checkSame(&work, schema) {
                causes.append(cause)
            } else {
                matches = true
                // What is looked at depends on all of them.
                if !work.unevaluated.isTracking { break }
            }
        }
        if !matches { work.violations.append(violation("'anyOf' failed", causes: causes)) }
    }

    private mutating func checkOne(_ work: inout Work) {
        var causes: [SchemaViolation] = []
        var match: Int?
        for (index, schema) in work.node.oneOf.enumerated() {
            if let match {
                if allows(&work, schema) {
                    work.violations.append(
                        violation("'oneOf' failed, subschemas \(match), \(index) matched"))
                    return
                }
            } else if let cause = checkSame(&work, schema) {
                causes.append(cause)
            } else {
                match = index
            }
        }
        if match == nil, !work.node.oneOf.isEmpty {
            work.violations.append(violation("'oneOf' failed, none matched", causes: causes))
        }
    }

    /// What no schema looked at, in the order of names and items.
    mutating func checkUnevaluated(_ work: inout Work) {
        if let schema = work.node.unevaluatedProperties, let map = work.value.map,
            let names = work.unevaluated.names
        {
            for entry in map.entries where names.contains(entry.key) {
                let violation = check(entry.value, at: entry.key, schema)
                if let violation { work.violations.append(violation) }
            }
            work.unevaluated.names = []
        }
        if let schema = work.node.unevaluatedItems, let list = work.value.list,
            let items = work.unevaluated.items
        {
            for index in items.sorted() {
                let step = Bytes(String(index).utf8)
                let violation = check(list.items[index], at: step, schema)
                if let violation { work.violations.append(violation) }
            }
            work.unevaluated.items = []
        }
    }
}
