import SourceText

/// A token of an expression: what it is and which bytes it takes.
struct CELToken {
    enum Kind: UInt8 {
        case end
        case identifier, quotedIdentifier, reserved
        case integer, unsigned, double, string, bytes
        case trueWord, falseWord, nullWord, inWord
        case leftParenthesis, rightParenthesis, leftBracket, rightBracket, leftBrace, rightBrace
        case dot, comma, colon, question
        case plus, minus, star, slash, percent, not
        case equal, notEqual, less, lessEqual, greater, greaterEqual, and, or
    }

    var kind: Kind
    var start: Int32
    var end: Int32

    var range: SourceRange { SourceRange(Int(start), Int(end)) }
}
