package import GoTemplates

/// Sprig's functions on URLs.
package enum URLFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("urlParse", [.string]) { (call) throws(FunctionError) in
            let url: GoURL
            do throws(FunctionError) {
                url = try GoURL(call.bytes(0))
            } catch {
                throw FunctionError("unable to parse url: \(error.message)")
            }
            let parts: [(key: String, value: Bytes)] = [
                ("fragment", url.fragment), ("host", url.host), ("hostname", url.hostname),
                ("opaque", url.opaque), ("path", url.path), ("query", url.query),
                ("scheme", url.scheme), ("userinfo", url.user?.text ?? []),
            ]
            let entries = parts.map { part in
                MapValue.Entry(key: Bytes(part.key.utf8), value: .string(part.value))
            }
            return .map(MapValue(entries))
        },
        TemplateFunction("urlJoin", [.map], .blends, joined),
    ]

    private static func joined(_ call: inout FunctionCall) throws(FunctionError) -> Value {
        let parts = call[0].map ?? MapValue()
        var url = GoURL()
        url.scheme = try part("scheme", of: parts)
        url.host = try part("host", of: parts)
        url.path = try part("path", of: parts)
        url.query = try part("query", of: parts)
        url.opaque = try part("opaque", of: parts)
        url.fragment = try part("fragment", of: parts)
        let userinfo = try part("userinfo", of: parts)
        if !userinfo.isEmpty {
            do throws(FunctionError) {
                url.user = try GoURL(Bytes("proto://".utf8) + userinfo + "@host".utf8).user
            } catch {
                throw FunctionError("unable to parse userinfo in dict: \(error.message)")
            }
        }
        return .string(url.text)
    }

    private static func part(
        _ key: String, of parts: MapValue
    ) throws(FunctionError) -> Bytes {
        guard let value = parts[key] else { return [] }
        if let bytes = value.bytes { return bytes }
        if value.isNil { throw .nilDereference }
        throw FunctionError(
            "unable to parse \(key) key, must be of type string, but \(value.kindName) found")
    }
}
