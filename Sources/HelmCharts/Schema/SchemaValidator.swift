import GoTemplates
import Patterns

/// Holds a value against a schema.
struct SchemaValidator {
    let nodes: [SchemaNode]
    /// Keys and indexes that lead to the value that is being looked at.
    var path: [Bytes] = []
    /// The schemas that are at work on that same value, to notice those that refer in a circle.
    private var active: [Int] = []
    private var steps = 0
    /// How many schemas are at work inside one another, on this value and those around it.
    private var depth = 0
    /// How deep in subschemas: where only the verdict matters, no messages are written.
    private(set) var quietness = 0

    private static let mostSteps = 500_000
    private static let deepest = 500

    /// What no other schema of the same value has looked at yet, where someone asks for it.
    struct Unevaluated {
        var names: Set<Bytes>?
        var items: Set<Int>?
        var isTracking: Bool { names != nil || items != nil }

        mutating func formIntersection(_ other: Unevaluated) {
            if let others = other.names { names?.formIntersection(others) }
            if let others = other.items { items?.formIntersection(others) }
        }
    }

    /// A schema at work on a value: what it found so far.
    struct Work {
        let node: SchemaNode
        let value: Value
        var violations: [SchemaViolation] = []
        var unevaluated: Unevaluated
    }

    init(_ nodes: [SchemaNode]) {
        self.nodes = nodes
    }

    mutating func violation(of value: Value) -> SchemaViolation? {
        var unevaluated = Unevaluated()
        return check(value, 0, &unevaluated)
    }

    var location: String { quietness > 0 ? "" : SchemaLocation.pointer(path) }

    /// A violation here; its message is only made when someone will read it.
    func violation(
        _ message: @autoclosure () -> String, causes: [SchemaViolation] = []
    ) -> SchemaViolation {
        quietness > 0
            ? SchemaViolation("", "") : SchemaViolation(location, message(), causes: causes)
    }

    /// Another schema on the same value.
    mutating func checkSame(_ work: inout Work, _ schema: Int) -> SchemaViolation? {
        var unevaluated = work.unevaluated
        let violation = check(work.value, schema, &unevaluated)
        if violation == nil { work.unevaluated.formIntersection(unevaluated) }
        return violation
    }

    /// The same, but only whether the value is right.
    mutating func allows(_ work: inout Work, _ schema: Int) -> Bool {
        quietness += 1
        defer { quietness -= 1 }
        return checkSame(&work, schema) == nil
    }

    /// A schema on a part of the value.
    mutating func check(_ value: Value, at step: Bytes, _ schema: Int) -> SchemaViolation? {
        let outer = active
        active = []
        path.append(step)
        defer {
            path.removeLast()
            active = outer
        }
        var unevaluated = Unevaluated()
        return check(value, schema, &unevaluated)
    }

    /// A schema on the name of a property, which has no place of its own.
    mutating func check(name: Bytes, _ schema: Int) -> SchemaViolation? {
        let outer = (active, path)
        (active, path) = ([], [])
        defer { (active, path) = outer }
        var unevaluated = Unevaluated()
        return check(.string(name), schema, &unevaluated)
    }

    private mutating func check(
        _ value: Value, _ index: Int, _ unevaluated: inout Unevaluated
    ) -> SchemaViolation? {
        let node = nodes[index]
        if let verdict = node.verdict { return verdict ? nil : violation("false schema") }
        steps += 1
        guard steps < Self.mostSteps, depth < Self.deepest else {
            return violation("the schema asks for too much work on this value")
        }
        if active.contains(index) { return violation(cycle(index)) }
        active.append(index)
        depth += 1
        defer {
            active.removeLast()
            depth -= 1
        }
        var work = Work(node: node, value: value, unevaluated: unevaluated)
        prepare(&work)
        if let violation = first(&work) { return violation }
        rest(&work)
        if !work.violations.isEmpty {
            return SchemaViolation(all: work.violations, at: location)
        }
        unevaluated = work.unevaluated
        return nil
    }

    private func cycle(_ index: Int) -> String {
        let location = nodes[index].location.pointer
        let url = GoQuoting.quoted(Bytes((JSONSchema.location + "#" + location).utf8))
        let from = active.last.map { nodes[$0].location.pointer } ?? ""
        return "both \(from)/$ref and \(location) resolve to \(url) causing reference cycle"
    }

    private func prepare(_ work: inout Work) {
        if work.node.unevaluatedProperties != nil, work.unevaluated.names == nil {
            work.unevaluated.names = work.value.map.map { Set($0.entries.map(\.key)) }
        }
        if work.node.unevaluatedItems != nil, work.unevaluated.items == nil {
            work.unevaluated.items = work.value.list.map { Set($0.items.indices) }
        }
    }

    /// What makes all other questions idle when it is wrong.
    private mutating func first(_ work: inout Work) -> SchemaViolation? {
        let (node, value) = (work.node, work.value)
        if let types = node.types, !types.isEmpty, !types.allow(value) {
            let got = SchemaTypes(of: value).names[0]
            return violation("got \(got), want \(types.names.joined(separator: " or "))")
        }
        if let const = node.const, CanonicalJSON.text(value) != const.canonical {
            return violation(const.printed.map { "value must be " + $0 } ?? "'const' failed")
        }
        if let wanted = node.enumeration, let violation = enumeration(value, wanted) {
            return violation
        }
        if let format = node.format, let fault = SchemaFormats.fault(of: value, format) {
            let got = SchemaViolation.quoted(value.bytes ?? [])
            return violation("\(got) is not valid \(format): \(fault)")
        }
        if let reference = node.reference, let cause = checkSame(&work, reference) {
            let violation = SchemaViolation(
                location, "validation failed", kind: .reference, causes: cause.ungrouped)
            if node.draft < .draft2019 { return violation }
            work.violations.append(violation)
        }
        return nil
    }

    private func enumeration(_ value: Value, _ wanted: [SchemaNode.Wanted]) -> SchemaViolation? {
        let canonical = CanonicalJSON.text(value)
        if wanted.contains(where: { $0.canonical == canonical }) { return nil }
        let printed = wanted.compactMap(\.printed)
        if printed.count < wanted.count { return violation("'enum' failed") }
        if printed.count == 1 { return violation("value must be " + printed[0]) }
        return violation("value must be one of " + printed.joined(separator: ", "))
    }

    private mutating func rest(_ work: inout Work) {
        switch work.value.payload {
        case .map(let map): checkMap(map, &work)
        case .object(let object): if let map = object.members { checkMap(map, &work) }
        case .list(let list): checkList(list.items, &work)
        case .string, .text: checkString(work.value.bytes ?? [], &work)
        case .integer, .float: checkNumber(&work)
        default: break
        }
        if quietness > 0, !work.violations.isEmpty { return }
        checkConditions(&work)
        checkUnevaluated(&work)
    }

    private func checkString(_ text: Bytes, _ work: inout Work) {
        let node = work.node
        if node.minLength != nil || node.maxLength != nil {
            let count = String(decoding: text, as: UTF8.self).unicodeScalars.count
            checkCount("minLength", count, node.minLength, &work) { $0 >= $1 }
            checkCount("maxLength", count, node.maxLength, &work) { $0 <= $1 }
        }
        if let pattern = node.pattern, !pattern.matches(text) {
            work.violations.append(
                violation(
                    SchemaViolation.quoted(text) + " does not match pattern "
                        + SchemaViolation.quoted(pattern.text)))
        }
    }

    func checkCount(
        _ keyword: String, _ got: Int, _ want: Int?, _ work: inout Work,
        _ holds: (Int, Int) -> Bool
    ) {
        guard let want, !holds(got, want) else { return }
        work.violations.append(
            violation(
                "\(keyword): got \(JSONNumber.printed(got)), want \(JSONNumber.printed(want))"))
    }

    private func checkNumber(_ work: inout Work) {
        guard let number = JSONNumber.value(work.value) else { return }
        func message(_ keyword: String, _ want: Double) -> String {
            "\(keyword): got \(JSONNumber.printed(number)), want \(JSONNumber.printed(want))"
        }
        for limit in work.node.limits where !limit.holds(number, limit.want) {
            work.violations.append(violation(message(limit.keyword, limit.want)))
        }
        if let divisor = work.node.multipleOf, !JSONNumber.isMultiple(number, of: divisor) {
            work.violations.append(violation(message("multipleOf", divisor)))
        }
    }
}
