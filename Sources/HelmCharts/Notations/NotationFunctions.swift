package import GoTemplates
import YAMLTrees

/// The functions that write and read YAML, JSON and TOML, as Helm 4.2.3 has them.
package enum NotationFunctions {
    package static let all: [TemplateFunction] = yaml + json + toml

    // MARK: YAML

    private static let yaml = [
        TemplateFunction("toYaml", [.any], .keeps) { call throws(FunctionError) in
            try quietly(call) { () throws(FunctionError) in
                try YAMLWriter.text(call[0], call, .compact)
            }
        },
        TemplateFunction("mustToYaml", [.any], .keeps) { call throws(FunctionError) in
            try YAMLWriter.text(call[0], call, .compact)
        },
        TemplateFunction("toYamlPretty", [.any], .keeps) { call throws(FunctionError) in
            try quietly(call) { () throws(FunctionError) in
                try YAMLWriter.text(call[0], call, .pretty)
            }
        },
        TemplateFunction("fromYaml", [.string], .keeps) { call throws(FunctionError) in
            orErrorMap(call) { () throws(FunctionError) in
                try decoder(call).map(of: YAMLTree(parsing: call.bytes(0))) ?? emptyMap(call)
            }
        },
        TemplateFunction("fromYamlArray", [.string], .keeps) { call throws(FunctionError) in
            orErrorList(call) { () throws(FunctionError) in
                try decoder(call).list(of: YAMLTree(parsing: call.bytes(0))) ?? emptyList(call)
            }
        },
    ]

    private static func decoder(_ call: FunctionCall) -> YAMLDecoder {
        if case .text(let text) = call[0].payload {
            return YAMLDecoder(call.origins, .runs(text))
        }
        return YAMLDecoder(call.origins, .whole(call[0].origin))
    }

    // MARK: JSON

    private static let json = [
        TemplateFunction("toJson", [.any], .keeps) { call throws(FunctionError) in
            try quietly(call) { () throws(FunctionError) in
                try GoJSONWriter.text(call[0], call, .html)
            }
        },
        TemplateFunction("mustToJson", [.any], .keeps) { call throws(FunctionError) in
            try GoJSONWriter.text(call[0], call, .html)
        },
        TemplateFunction("toPrettyJson", [.any], .keeps) { call throws(FunctionError) in
            try quietly(call) { () throws(FunctionError) in
                try GoJSONWriter.text(call[0], call, .html, isPretty: true)
            }
        },
        TemplateFunction("mustToPrettyJson", [.any], .keeps) { call throws(FunctionError) in
            try GoJSONWriter.text(call[0], call, .html, isPretty: true)
        },
        TemplateFunction("toRawJson", [.any], .keeps) { call throws(FunctionError) in
            try GoJSONWriter.text(call[0], call, .raw)
        },
        TemplateFunction("mustToRawJson", [.any], .keeps) { call throws(FunctionError) in
            try GoJSONWriter.text(call[0], call, .raw)
        },
        TemplateFunction("fromJson", [.string], .keeps) { call throws(FunctionError) in
            orErrorMap(call) { () throws(FunctionError) in try jsonMap(call) }
        },
        TemplateFunction("mustFromJson", [.string], .keeps) { call throws(FunctionError) in
            let (value, error) = try GoJSONReader.value(of: call.bytes(0), source(call))
            if let error { throw FunctionError(error) }
            return value
        },
        TemplateFunction("fromJsonArray", [.string], .keeps) { call throws(FunctionError) in
            orErrorList(call) { () throws(FunctionError) in
                let (value, error) = try GoJSONReader.value(of: call.bytes(0), source(call))
                let mismatch = GoJSONReader.mismatch(value, "[]interface {}")
                if value.list == nil, let mismatch { throw FunctionError(mismatch) }
                if let error { throw FunctionError(error) }
                return value
            }
        },
    ]

    /// A map, or nothing for null. A number that is too large leaves the rest of the map as it is.
    private static func jsonMap(_ call: FunctionCall) throws(FunctionError) -> Value {
        let (value, error) = try GoJSONReader.value(of: call.bytes(0), source(call))
        if value.map == nil {
            guard let mismatch = GoJSONReader.mismatch(value, "map[string]interface {}") else {
                return value
            }
            throw FunctionError(mismatch)
        }
        if let error { value.map?["Error"] = .string(error) }
        return value
    }

    // MARK: TOML

    private static let toml = [
        TemplateFunction("toToml", [.any], .keeps) { call throws(FunctionError) in
            guard !call[0].isNil else { return try TOMLWriter.text(call[0], call) }
            do throws(FunctionError) { return try TOMLWriter.text(call[0], call) } catch {
                return Value.string(error.message).with(call[0].origin)
            }
        },
        TemplateFunction("mustToToml", [.any], .keeps) { call throws(FunctionError) in
            try TOMLWriter.text(call[0], call)
        },
        TemplateFunction("fromToml", [.string], .keeps) { call throws(FunctionError) in
            orErrorMap(call) { () throws(FunctionError) in
                try TOMLReader.value(of: call.bytes(0), source(call))
            }
        },
    ]

    // MARK: Errors

    private static func source(_ call: FunctionCall) -> TextSource {
        TextSource(call[0], call.origins)
    }

    /// An empty text for a value that cannot be written. Limits of ours are told.
    private static func quietly(
        _ call: FunctionCall, _ write: () throws(FunctionError) -> Value
    ) throws(FunctionError) -> Value {
        do throws(FunctionError) { return try write() } catch {
            if error.isLimit { throw error }
            return Value(.string([]), origin: call.origins.total(call[0]))
        }
    }

    /// A map with the error under `Error` for a text that cannot be read.
    private static func orErrorMap(
        _ call: FunctionCall, _ read: () throws(FunctionError) -> Value
    ) -> Value {
        do throws(FunctionError) { return try read() } catch {
            let whole = wholeOrigin(call)
            let message = Value.string(error.message).with(whole)
            let entry = MapValue.Entry(key: Bytes("Error".utf8), value: message)
            return Value.map(MapValue([entry])).with(whole)
        }
    }

    /// A list with the error for a text that cannot be read.
    private static func orErrorList(
        _ call: FunctionCall, _ read: () throws(FunctionError) -> Value
    ) -> Value {
        do throws(FunctionError) { return try read() } catch {
            let whole = wholeOrigin(call)
            return Value.list([Value.string(error.message).with(whole)]).with(whole)
        }
    }

    private static func emptyMap(_ call: FunctionCall) -> Value {
        Value.map(MapValue()).with(wholeOrigin(call))
    }

    private static func emptyList(_ call: FunctionCall) -> Value {
        Value.list([]).with(wholeOrigin(call))
    }

    /// What flowed into the text that is read.
    private static func wholeOrigin(_ call: FunctionCall) -> Origin {
        guard call.origins.isTracking else { return .none }
        return source(call).origin(in: 0..<call.bytes(0).count)
    }
}
