extension GoPrinter {
    /// A slice by any verb: `[1 2]`, and with `%#v` as Go would write it.
    mutating func printList(_ value: Value, _ list: ListValue, _ verb: Verb, _ depth: Int) {
        if verb == "w" { return putBadVerb(verb, value) }
        if list.kind == .byte, printBytes(value, list, verb, depth) { return }
        guard depth < Self.greatestDepth else { return refuseDepth() }
        if list.isNil, flags.sharpV {
            put(list.kind.typeName.utf8, value.origin)
            return put("(nil)", value.origin)
        }
        putStart(list.kind.typeName, "[", value.origin)
        for index in list.items.indices {
            if index > 0 { putSeparator(value.origin) }
            printValue(origins.item(of: list, at: index, value.origin), verb, depth: depth + 1)
            if limit != nil { return }
        }
        put(flags.sharpV ? "}" : "]", value.origin)
    }

    /// A map by any verb: `map[a:1 b:2]`, and with `%#v` as Go would write it.
    mutating func printMap(_ value: Value, _ map: MapValue, _ verb: Verb, _ depth: Int) {
        if verb == "w" { return putBadVerb(verb, value) }
        guard depth < Self.greatestDepth else { return refuseDepth() }
        putStart(value.typeName, "map[", value.origin)
        for (index, entry) in map.entries.enumerated() {
            if index > 0 { putSeparator(value.origin) }
            printValue(Value(.string(entry.key), origin: value.origin), verb, depth: depth + 1)
            put(":", value.origin)
            let member = origins.member(entry.value, of: map, value.origin)
            printValue(member, verb, depth: depth + 1)
            if limit != nil { return }
        }
        put(flags.sharpV ? "}" : "]", value.origin)
    }

    private mutating func putStart(_ typeName: String, _ start: StaticString, _ origin: Origin) {
        if flags.sharpV {
            put(typeName.utf8, origin)
            put("{", origin)
        } else {
            put(start, origin)
        }
    }

    private mutating func putSeparator(_ origin: Origin) {
        put(flags.sharpV ? ", " : " ", origin)
    }

    /// A slice of bytes, which some verbs take for a string; false for the others.
    private mutating func printBytes(
        _ value: Value, _ list: ListValue, _ verb: Verb, _ depth: Int
    ) -> Bool {
        var origin = origins.union(value.origin, list.spread)
        if origins.isTracking {
            for item in list.items { origin = origins.union(origin, item.origin) }
        }
        switch verb {
        case "s", "q", "x", "X":
            let bytes = list.items.map { item in
                if case .integer(let byte, _) = item.payload {
                    UInt8(truncatingIfNeeded: byte)
                } else {
                    0 as UInt8
                }
            }
            printText(Value(.string(bytes), origin: origin), verb)
        case "v" where depth == 0 && flags.sharpV, "d" where depth == 0 && flags.sharpV:
            put("[]byte{", origin)
            for (index, item) in list.items.enumerated() {
                if index > 0 { putSeparator(origin) }
                printValue(item, verb, depth: depth + 1)
            }
            put("}", origin)
        default:
            return false
        }
        return true
    }

    /// A value of a type of its own: by its text, as if it had a `String` method.
    mutating func printObject(_ value: Value, _ object: any ObjectValue, _ verb: Verb, _ depth: Int)
    {
        if verb == "w" { return putBadVerb(verb, value) }
        if let complex = object as? ComplexValue {
            let isPrinted = printComplex(
                real: complex.real, imaginary: complex.imaginary, verb, value.origin)
            if !isPrinted { putBadVerb(verb, value) }
            return
        }
        if object.kindName == "map", let members = object.members, verb != "v" || flags.sharpV {
            return printMap(value, members, verb, depth)
        }
        switch verb {
        case "v": putText(object.printed, value.origin)
        case "s", "q", "x", "X":
            printText(Value(.string(object.printed), origin: value.origin), verb)
        default: putBadVerb(verb, value)
        }
    }

    /// The address of a value, which is another one in each run of Go; here it is always the same.
    mutating func putPointer(_ value: Value, _ verb: Verb) {
        switch value.payload {
        case .list, .map: pad(Bytes("0xc000012345".utf8), value.origin)
        case .object(let object) where ["func", "ptr", "map", "slice"].contains(object.kindName):
            pad(Bytes("0xc000012345".utf8), value.origin)
        default: putBadVerb(verb, value)
        }
    }
}
