/// Executing nodes: what `{{if}}`, `{{range}}` and the others do.
extension Evaluator {
    /// How a node ended: as usual, or by leaving a turn or the whole of the nearest `range`.
    enum Ending {
        case usual, `break`, `continue`
    }

    var tree: TemplateTree { current.unsafelyUnwrapped.tree.tree }

    func walk(_ index: Int32, _ dot: Value) throws(TemplateFailure) -> Ending {
        let tree = tree
        steps += 1
        let current = tree.nodes[Int(index)]
        // What a list holds tells the place better.
        guard steps <= limits.steps || current.kind == .list && current.first >= 0 else {
            node = index
            throw limitFailure(tooManySteps.message)
        }
        switch current.kind {
        case .list:
            entered?.note(index, of: self.current.unsafelyUnwrapped.tree)
            var child = current.first
            while child >= 0 {
                let ending = try walk(child, dot)
                if ending != .usual { return ending }
                child = tree.nodes[Int(child)].next
            }
        case .text:
            node = index
            write(text: current)
        case .action:
            node = index
            let pipe = current.first
            let value = try evaluate(pipe: pipe, dot)
            if tree.nodes[Int(pipe)].declared == 0 {
                node = index
                try write(value)
            }
        case .if, .with: return try walkBranch(index, dot)
        case .range: return try walkRange(index, dot)
        case .template: try walkTemplate(index, dot)
        case .break: return .break
        case .continue: return .continue
        default: break
        }
        return .usual
    }

    private func walkBranch(_ index: Int32, _ dot: Value) throws(TemplateFailure) -> Ending {
        let tree = tree
        let mark = variables.count
        defer { variables.removeLast(variables.count - mark) }
        node = index
        let branch = tree.nodes[Int(index)]
        let linked = current.unsafelyUnwrapped.tree
        let pipe = branch.first
        let value = try evaluate(pipe: pipe, dot)
        let list = tree.nodes[Int(pipe)].next
        let otherwise = tree.nodes[Int(list)].next
        let outer = condition
        if origins.isTracking {
            condition = origins.decided(condition, by: origins.shallow(value))
        }
        defer {
            leave(branch: index, dot)
            // What comes behind a `break` or `continue` is there because that was not reached.
            if !linked.changes.endsTurns(index) { condition = outer }
        }
        if value.isTrue {
            return try walk(list, branch.kind == .with ? value : dot)
        }
        writeNothing(at: index)
        return otherwise >= 0 ? try walk(otherwise, dot) : .usual
    }

    private func walkTemplate(_ index: Int32, _ dot: Value) throws(TemplateFailure) {
        node = index
        let current = tree.nodes[Int(index)]
        let name = tree.names[Int(current.value)]
        guard let template = templates[name] else {
            throw failure("template \(quoted(name)) not defined")
        }
        let data = current.first >= 0 ? try evaluate(pipe: current.first, dot) : .invalid
        node = index
        try call(template, data)
    }

    private func walkRange(_ index: Int32, _ dot: Value) throws(TemplateFailure) -> Ending {
        let tree = tree
        let mark = variables.count
        defer { variables.removeLast(variables.count - mark) }
        node = index
        let range = tree.nodes[Int(index)]
        let value = try evaluate(pipe: range.first, dot)
        let list = tree.nodes[Int(range.first)].next
        let otherwise = tree.nodes[Int(list)].next
        let outer = condition
        if origins.isTracking {
            condition = origins.decided(condition, by: origins.shallow(value))
        }
        defer {
            leave(branch: index, dot)
            condition = outer
        }
        var turns = Turns(pipe: range.first, list: list, mark: variables.count)
        switch value.payload {
        case .list(let items) where !items.items.isEmpty:
            for place in items.items.indices {
                var item = origins.item(of: items, at: place, value.origin)
                item.isInterface = items.kind == .any
                if try !turn(&turns, .int(place), item) { return turns.ending }
            }
        case .map(let map) where !map.isEmpty:
            try walk(map, value, &turns)
        case .object(let object) where object.members.map { !$0.isEmpty } ?? false:
            try walk(object.members ?? MapValue(), value, &turns)
        case .integer(let count, let kind) where !kind.hasMethods && count > 0:
            if tree.nodes[Int(range.first)].declared > 1 {
                throw failure("can't use \(count) to iterate over more than one variable")
            }
            for number in 0..<count {
                let item = Value(.integer(number, kind), origin: value.origin)
                if try !turn(&turns, .invalid, item) { return turns.ending }
            }
        case .list, .map, .invalid, .null, .integer: break
        case .object(let object) where object.members != nil: break
        default:
            let text = String(decoding: GoFormat.text(value), as: UTF8.self)
            throw failure("range can't iterate over \(text)")
        }
        if turns.count > 0 { return .usual }
        writeNothing(at: index)
        return otherwise >= 0 ? try walk(otherwise, dot) : .usual
    }

    /// The turns of one `range`.
    struct Turns {
        let pipe: Int32
        let list: Int32
        let mark: Int
        var count = 0
        var ending = Ending.usual
    }

    private func walk(
        _ map: MapValue, _ value: Value, _ turns: inout Turns
    ) throws(TemplateFailure) {
        // A copy: the body may change the map.
        for entry in map.entries {
            let key = Value(.string(entry.key), origin: origins.shallow(value))
            var member = origins.member(entry.value, of: map, value.origin)
            member.isInterface = map.kind.isInterface
            if try !turn(&turns, key, member) { return }
        }
    }

    /// One turn; false when it was the last one.
    private func turn(
        _ turns: inout Turns, _ index: Value, _ item: Value
    ) throws(TemplateFailure) -> Bool {
        turns.count += 1
        let pipe = tree.nodes[Int(turns.pipe)]
        if pipe.declared > 0 {
            if pipe.flag {
                let first = pipe.first
                assign(variableName(first), pipe.declared > 1 ? index : item)
                if pipe.declared > 1 { assign(variableName(tree.nodes[Int(first)].next), item) }
            } else {
                variables[turns.mark - 1].value = item
                if pipe.declared > 1 { variables[turns.mark - 2].value = index }
            }
        }
        let ending = try walk(turns.list, item)
        variables.removeLast(variables.count - turns.mark)
        return ending != .break
    }

    func variableName(_ node: Int32) -> Int32 { tree.chains[Int(tree.nodes[Int(node)].value)][0] }
}

extension MapValue.Kind {
    /// Whether the values' static type is `interface {}`.
    var isInterface: Bool {
        switch self {
        case .any, .values, .anyKeys: true
        case .string, .strings: false
        }
    }
}
