package import GoTemplates

/// An object that encoding/json writes in a way of its own: a time, a version, a struct.
package protocol GoJSONWritable: ObjectValue {
    var json: GoJSONForm { get }
}

/// What an object is to encoding/json.
package enum GoJSONForm {
    /// The same as another value.
    case value(Value)
    /// A struct: its fields in their order.
    case fields([MapValue.Entry])
}

extension GoJSONForm {
    /// As a `GoJSONWritable` tells, else a map of the members, else the printed text.
    init(_ value: Value) throws(FunctionError) {
        guard case .object(let object) = value.payload else {
            self = .value(value)
            return
        }
        if let writable = object as? any GoJSONWritable {
            self = writable.json
        } else if let members = object.members {
            self = .value(.map(members))
        } else if object.kindName == "func" {
            throw FunctionError("json: unsupported type: " + object.typeName)
        } else {
            self = .value(.string(object.printed))
        }
    }
}
