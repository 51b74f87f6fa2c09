/// Finds where a JSON value ends in a text that goes on.
enum JSONExtent {
    /// How many characters the first value has; all of them when it does not end.
    static func length(of text: ArraySlice<Unicode.Scalar>) -> Int {
        guard let first = text.first else { return 0 }
        switch first {
        case "{", "[", "\"": return bracketed(text)
        case "t", "n": return min(4, text.count)
        case "f": return min(5, text.count)
        case "-", "0"..."9": return number(text)
        default: return text.count
        }
    }

    /// A zero is followed by no digit.
    private static func number(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
        var rest = text
        if rest.first == "-" { rest = rest.dropFirst() }
        rest = rest.first == "0" ? rest.dropFirst() : rest.drop(while: isDigit)
        if rest.first == "." { rest = rest.dropFirst().drop(while: isDigit) }
        if rest.first == "e" || rest.first == "E" {
            rest = rest.dropFirst()
            if rest.first == "+" || rest.first == "-" { rest = rest.dropFirst() }
            rest = rest.drop(while: isDigit)
        }
        return rest.startIndex - text.startIndex
    }

    private static func bracketed(_ text: ArraySlice<Unicode.Scalar>) -> Int {
        var depth = 0
        var isInString = false
        var isEscaped = false
        for (index, scalar) in text.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if scalar == "\\" { isEscaped = true }
                if scalar == "\"" { isInString = false }
            } else if scalar == "\"" {
                isInString = true
            } else if scalar == "{" || scalar == "[" {
                depth += 1
            } else if scalar == "}" || scalar == "]" {
                depth -= 1
            }
            if depth == 0 && !isInString { return index + 1 }
        }
        return text.count
    }
}
