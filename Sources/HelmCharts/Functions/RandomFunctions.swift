package import GoTemplates

/// What is random in Helm: fixed texts of the right length and alphabet (`ReproducibleValues`).
package enum RandomFunctions {
    package static let all: [TemplateFunction] = [
        text("randAlphaNum", ReproducibleValues.randomLettersAndDigits),
        text("randAlpha", ReproducibleValues.randomText),
        text("randAscii", ReproducibleValues.randomASCII),
        text("randNumeric", ReproducibleValues.randomDigits),
        TemplateFunction("randBytes", [.int]) { (call) throws(FunctionError) in
            guard call.int(0) >= 0 else {
                throw FunctionError("runtime error: makeslice: len out of range")
            }
            let bytes = try repeated(ReproducibleValues.randomText, to: call.int(0))
            return .string(Base64.encoded(bytes))
        },
        TemplateFunction("randInt", [.int, .int]) { (call) throws(FunctionError) in
            guard call.int(1) &- call.int(0) > 0 else {
                throw FunctionError("invalid argument to Intn")
            }
            return .int(call.int(0))
        },
        TemplateFunction("uuidv4", []) { (_) throws(FunctionError) in
            .string(ReproducibleValues.uuid)
        },
    ]

    static let longestText = 64 << 20

    private static func text(_ name: String, _ source: Bytes) -> TemplateFunction {
        TemplateFunction(name, [.int]) { (call) throws(FunctionError) in
            .string(try repeated(source, to: call.int(0)))
        }
    }

    /// So many bytes of a text over and over; none for a negative number.
    private static func repeated(_ text: Bytes, to count: Int) throws(FunctionError) -> Bytes {
        guard count <= longestText else {
            throw FunctionError(
                "a random text of \(count) bytes is longer than 64 MiB", isLimit: true)
        }
        guard count > 0 else { return [] }
        return Bytes(unsafeUninitializedCapacity: count) { output, written in
            for index in 0..<count { output[index] = text[index % text.count] }
            written = count
        }
    }
}
