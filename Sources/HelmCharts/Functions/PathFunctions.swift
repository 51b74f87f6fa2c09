package import GoTemplates

/// Sprig's functions on paths with slashes. On the systems that Helm renders for, the paths of
/// files (`osBase` and so on) are the same.
package enum PathFunctions {
    package static let all: [TemplateFunction] =
        functions
        + functions.map { function in
            let name = String(decoding: function.name, as: UTF8.self)
            return function.named("os" + name.prefix(1).uppercased() + name.dropFirst())
        }

    private static let functions = [
        TemplateFunction("base", [.string], .keeps, base),
        TemplateFunction("ext", [.string], .keeps) { call in
            let bytes = call.bytes(0)
            let name = bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0
            let start = bytes[name...].lastIndex(of: UInt8(ascii: ".")) ?? bytes.count
            return call.part(0, start..<bytes.count)
        },
        TemplateFunction("dir", [.string]) { call in
            let bytes = call.bytes(0)
            let end = bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0
            return .string(clean(bytes[..<end]))
        },
        TemplateFunction("clean", [.string]) { call in .string(clean(call.bytes(0)[...])) },
        TemplateFunction("isAbs", [.string], .decides) { call in
            .bool(call.bytes(0).first == slash)
        },
    ]

    private static let slash = UInt8(ascii: "/")

    /// The last name; a dot for an empty path and a slash for one of slashes alone.
    private static func base(_ call: inout FunctionCall) -> Value {
        let bytes = call.bytes(0)
        guard let last = bytes.lastIndex(where: { $0 != slash }) else {
            let name = bytes.isEmpty ? UInt8(ascii: ".") : slash
            return Value(.string([name]), origin: call.origins.shallow(call[0]))
        }
        let start = bytes[...last].lastIndex(of: slash).map { $0 + 1 } ?? 0
        return call.part(0, start..<last + 1)
    }

    /// The shortest path to the same place, without looking at any file.
    private static func clean(_ path: ArraySlice<UInt8>) -> Bytes {
        let isRooted = path.first == slash
        let parent = Bytes("..".utf8)
        var names: [ArraySlice<UInt8>] = []
        for name in path.split(separator: slash) where !name.elementsEqual(".".utf8) {
            if !name.elementsEqual(parent) {
                names.append(name)
            } else if let last = names.last, !last.elementsEqual(parent) {
                names.removeLast()
            } else if !isRooted {
                names.append(name)
            }
        }
        let joined = Bytes(names.joined(separator: [slash]))
        if isRooted { return [slash] + joined }
        return joined.isEmpty ? [UInt8(ascii: ".")] : joined
    }
}
