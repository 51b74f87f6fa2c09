/// Operands: constants, names, fields, variables, and the fields of these and of parentheses.
extension TemplateParser {
    /// A term with the fields that follow it.
    mutating func withFields(_ term: Int32) throws(TemplateSyntaxError) -> Int32 {
        let position = peek().start
        var fields: [Int32] = []
        var end = Int(builder[term].end)
        while peek().kind == .field {
            let field = next()
            fields.append(fieldName(field))
            end = field.end
        }
        return fields.isEmpty ? term : try chain(fields, after: term, position..<end)
    }

    private mutating func chain(
        _ fields: [Int32], after term: Int32, _ range: Range<Int>
    ) throws(TemplateSyntaxError) -> Int32 {
        let node = builder[term]
        switch node.kind {
        case .field, .variable:
            builder[term].value = builder.chain(builder.chains[Int(node.value)] + fields)
            builder[term].position = Int32(range.lowerBound)
            builder.end(term, at: range.upperBound)
            return term
        case .bool, .string, .number, .nil, .dot:
            let text = QuotedText.quoted(bytes[Int(node.start)..<Int(node.end)])
            throw error("unexpected . after term \(text)")
        default:
            let own = Int(node.start)..<range.upperBound
            let chain = builder.add(.chain, own, position: range.lowerBound)
            builder[chain].value = builder.chain(fields)
            builder.append(term, to: chain)
            return chain
        }
    }

    /// The name of a field, without its dot.
    private mutating func fieldName(_ token: TemplateToken) -> Int32 {
        builder.name(Bytes(bytes[(token.start + 1)..<token.end]))
    }

    /// A term that is one token. Nothing if the token, which is put back then, begins no term.
    mutating func term(_ token: TemplateToken) throws(TemplateSyntaxError) -> Int32? {
        let text = bytes[token.range]
        switch token.kind {
        case .identifier: return try function(token)
        case .dot: return builder.add(.dot, token)
        case .nil: return builder.add(.nil, token)
        case .variable: return try variable(token)
        case .field:
            return builder.add(.field, token, value: builder.chain([fieldName(token)]))
        case .bool:
            return builder.add(.bool, token, value: text.first == UInt8(ascii: "t") ? 1 : 0)
        case .characterConstant, .complex, .number: return try number(token)
        case .string, .rawString:
            guard let string = QuotedText.unquoted(text) else { throw error("invalid syntax") }
            return builder.add(.string, token, value: builder.string(string))
        default:
            putBack(token)
            return nil
        }
    }

    private mutating func function(_ token: TemplateToken) throws(TemplateSyntaxError) -> Int32 {
        let name = Bytes(bytes[token.range])
        guard knows(name) else {
            throw error("function \(QuotedText.quoted(name[...])) not defined")
        }
        return builder.add(.identifier, token, value: builder.name(name))
    }

    private mutating func variable(_ token: TemplateToken) throws(TemplateSyntaxError) -> Int32 {
        let name = builder.name(Bytes(bytes[token.range]))
        guard token.range.count == 1 || scope.knows(name) else {
            throw error("undefined variable \(QuotedText.quoted(bytes[token.range]))")
        }
        return builder.add(.variable, token, value: builder.chain([name]))
    }

    private mutating func number(_ token: TemplateToken) throws(TemplateSyntaxError) -> Int32 {
        let number: NumberConstant
        do throws(NumberError) {
            number = try NumberConstant.parse(bytes[token.range], token.kind)
        } catch {
            throw self.error(error.message)
        }
        return builder.add(.number, token, value: builder.number(number))
    }
}
