/// A pattern of `${name#pattern}` and its kin: `*` and `?`, and a backslash that escapes them.
struct ShellPattern {
    private enum Part: Equatable {
        case one
        case many
        case literal(Unicode.Scalar)

        /// Neither wildcard matches a line feed.
        func matches(_ scalar: Unicode.Scalar) -> Bool {
            if case .literal(let expected) = self { return scalar == expected }
            return scalar != "\n"
        }
    }

    private var parts: [Part] = []

    /// The most steps a match may take: the length of the value times that of the pattern.
    private static let mostSteps = 500_000

    /// The steps a match against a value may take.
    func steps(for value: String) -> Int { (parts.count + 1) * (value.utf8.count + 1) }

    init(_ text: String) throws(ExpansionError) {
        var scalars = text.unicodeScalars.makeIterator()
        var waiting = scalars.next()
        while let scalar = waiting {
            waiting = scalars.next()
            switch scalar {
            case "*": parts.append(.many)
            case "?": parts.append(.one)
            case "\\":
                // Only the end of the expansion itself needed these escapes.
                if waiting == "}" || waiting == "/" { continue }
                guard let escaped = waiting, ["*", "?", "\\"].contains(escaped) else {
                    throw .badPattern(text)
                }
                parts.append(.literal(escaped))
                waiting = scalars.next()
            default: parts.append(.literal(scalar))
            }
        }
    }

    // MARK: Trimming

    func trimmingPrefix(of value: String, isGreedy: Bool) throws(ExpansionError) -> String {
        try checkSteps(value)
        let scalars = Array(value.unicodeScalars)
        let end = prefixEnd(in: scalars, isGreedy: isGreedy)
        return String(scalars[end...])
    }

    func trimmingSuffix(of value: String, isGreedy: Bool) throws(ExpansionError) -> String {
        try checkSteps(value)
        let scalars = Array(value.unicodeScalars.reversed())
        var reversed = self
        reversed.parts.reverse()
        let end = reversed.prefixEnd(in: scalars, isGreedy: isGreedy)
        return String(scalars[end...].reversed())
    }

    /// The length of the shortest or longest prefix that matches; 0 when none does.
    private func prefixEnd(in scalars: [Unicode.Scalar], isGreedy: Bool) -> Int {
        var starts = [Int?](repeating: nil, count: parts.count + 1)
        enter(0, from: 0, &starts)
        var end = 0
        for place in 0...scalars.count {
            if starts[parts.count] != nil {
                end = place
                if !isGreedy { break }
            }
            if place == scalars.count || starts.allSatisfy({ $0 == nil }) { break }
            step(scalars[place], &starts)
        }
        return end
    }

    // MARK: Replacing

    func replacing(
        in value: String, with replacement: String, all: Bool
    ) throws(ExpansionError) -> String {
        try checkSteps(value)
        let scalars = Array(value.unicodeScalars)
        var result = String.UnicodeScalarView()
        var copied = 0
        var from = 0
        while let match = match(in: scalars, from: from) {
            // An empty match right behind another match is none.
            if !match.isEmpty || match.lowerBound > copied || match.lowerBound == 0 {
                result.append(contentsOf: scalars[copied..<match.lowerBound])
                result.append(contentsOf: replacement.unicodeScalars)
                copied = match.upperBound
                guard result.count <= ShellLexer.largestResult else { throw .tooLarge }
                if !all { break }
            }
            from = match.isEmpty ? match.upperBound + 1 : match.upperBound
            if from > scalars.count { break }
        }
        result.append(contentsOf: scalars[copied...])
        return String(result)
    }

    /// The leftmost match, and the longest of those.
    private func match(in scalars: [Unicode.Scalar], from first: Int) -> Range<Int>? {
        var starts = [Int?](repeating: nil, count: parts.count + 1)
        var found: Range<Int>?
        for place in first...scalars.count {
            if found == nil { enter(0, from: place, &starts) }
            if let start = starts[parts.count], start <= found?.lowerBound ?? start {
                found = start..<place
            }
            if let found, !starts.contains(where: { ($0 ?? .max) <= found.lowerBound }) { break }
            if place < scalars.count { step(scalars[place], &starts) }
        }
        return found
    }

    // MARK: Steps

    /// Marks that the parts before `part` have matched since `start`; a star may match nothing.
    private func enter(_ part: Int, from start: Int, _ starts: inout [Int?]) {
        var part = part
        while true {
            if let known = starts[part], known <= start { return }
            starts[part] = start
            guard part < parts.count, parts[part] == .many else { return }
            part += 1
        }
    }

    private func step(_ scalar: Unicode.Scalar, _ starts: inout [Int?]) {
        let before = starts
        for part in starts.indices { starts[part] = nil }
        for part in parts.indices {
            guard let start = before[part], parts[part].matches(scalar) else { continue }
            enter(parts[part] == .many ? part : part + 1, from: start, &starts)
        }
    }

    private func checkSteps(_ value: String) throws(ExpansionError) {
        guard steps(for: value) <= ShellPattern.mostSteps else { throw .tooLarge }
    }
}

extension String {
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        var view = UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}
