/// Writing what execution gives, with its origins.
extension Evaluator {
    /// The literal text of a node.
    func write(text node: TemplateNode) {
        let range = Int(node.start)..<Int(node.end)
        guard origins.isTracking else {
            output.append(literal: tree.bytes[range])
            return
        }
        if let source = frames[Int(frame)].text {
            output.append(source, range, decidedBy: condition)
        } else {
            output.append(
                literal: tree.bytes[range], source: range.lowerBound, site: site, origin: condition)
        }
    }

    /// A value as an action prints it.
    func write(_ value: Value) throws(TemplateFailure) {
        if case .object(let object) = value.payload, object.kindName == "func" {
            let text = String(decoding: tree.printed(node), as: UTF8.self)
            throw failure("can't print \(text) of type \(value.typeName)")
        }
        output.site = site
        switch value.payload {
        case .string(let bytes) where bytes.isEmpty:
            output.appendNothing(origin: origins.decided(value.origin, by: condition))
        case .string(let bytes):
            output.append(bytes, origin: origins.decided(value.origin, by: condition))
        case .text(let text):
            let deciding = origins.decided(condition, by: value.origin)
            if text.bytes.isEmpty, text.runs.isEmpty { output.appendNothing(origin: deciding) }
            output.append(text, 0..<text.bytes.count, decidedBy: deciding)
        default:
            var printed = TextBuilder(origins, site)
            do {
                try GoFormat.print(value: value, origins, into: &printed)
            } catch {
                throw error.isLimit ? limitFailure(error.message) : failure(error.message)
            }
            output.append(printed.value(), decidedBy: condition)
        }
        guard output.bytes.count <= limits.bytes else {
            throw limitFailure("a text of more than \(limits.bytes) bytes")
        }
    }

    /// That a branch wrote nothing here.
    func writeNothing(at branch: Int32) {
        guard origins.isTracking else { return }
        output.site = TextBuilder.Site(frame: frame, node: branch)
        output.appendNothing(origin: condition)
    }

    /// What a branch may have changed is decided by its condition, whichever way it went.
    func leave(branch: Int32, _ dot: Value) {
        guard origins.isTracking, let changes = current?.tree.changes[branch] else { return }
        for index in variables.indices.dropFirst(base)
        where changes.variables.contains(variables[index].name) {
            variables[index].value.origin = origins.decided(
                variables[index].value.origin, by: condition)
        }
        for operand in changes.maps {
            guard let value = try? evaluate(argument: operand, .any, dot), let map = value.map
            else { continue }
            map.spread = origins.decided(map.spread, by: condition)
        }
    }
}
