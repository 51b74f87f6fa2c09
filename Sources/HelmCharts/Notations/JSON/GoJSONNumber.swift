import GoTemplates

/// Numbers as encoding/json writes them.
enum GoJSONNumber {
    static func text(_ number: Int, _ kind: Value.IntegerKind) -> Bytes {
        kind.isUnsigned
            ? Bytes(String(UInt(bitPattern: number)).utf8) : Bytes(String(number).utf8)
    }

    static func unsupported(_ number: Double) -> FunctionError {
        let name = number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf"
        return FunctionError("json: unsupported value: " + name)
    }

    /// The bytes of a `[]byte`.
    static func bytes(_ list: ListValue) -> Bytes {
        list.items.map { item in
            guard case .integer(let byte, _) = item.payload else { return 0 }
            return UInt8(truncatingIfNeeded: byte)
        }
    }
}
