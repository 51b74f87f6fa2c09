package import GoTemplates

/// Base64 and Base32 in templates. What cannot be decoded gives the text of the error.
package enum EncodingFunctions {
    package static let all: [TemplateFunction] = [
        TemplateFunction("b64enc", [.string]) { (call) throws(FunctionError) in
            .string(Base64.encoded(call.bytes(0)))
        },
        TemplateFunction("b64dec", [.string]) { (call) throws(FunctionError) in
            let result = Base64.decoded(call.bytes(0))
            return result.error.map { .string(fault("base64", at: $0)) } ?? .string(result.bytes)
        },
        TemplateFunction("b32enc", [.string]) { (call) throws(FunctionError) in
            .string(Base32.encoded(call.bytes(0)))
        },
        TemplateFunction("b32dec", [.string]) { (call) throws(FunctionError) in
            let result = Base32.decoded(call.bytes(0))
            return result.error.map { .string(fault("base32", at: $0)) } ?? .string(result.bytes)
        },
    ]

    static func fault(_ code: String, at offset: Int) -> String {
        "illegal \(code) data at input byte \(offset)"
    }
}
