/// The classes of `\p{…}`: general categories, scripts, and `Any`, `Assigned` and `ASCII`.
///
/// Names are those of Go's regexp: case, spaces, `_` and `-` do not matter.
enum UnicodeClasses {
    /// The class of that name, nil if there is none.
    static func named(_ name: String) -> ScalarSet? {
        let name = plainName(name)
        switch name {
        case "any": return .all
        case "ascii": return ScalarSet([0...0x7F])
        case "assigned": return members(of: "Cn").inverted
        default: break
        }
        if let category = categoryName(name) { return members(of: category) }
        return UnicodeScripts.named(name)
    }

    /// Lower case, without spaces, `_` and `-`.
    static func plainName(_ name: String) -> String {
        let bytes = name.utf8.filter { $0 != 0x20 && $0 != 0x5F && $0 != 0x2D }
        return String(
            decoding: bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    /// The code points whose category is or begins with `name`.
    private static func members(of name: String) -> ScalarSet {
        var ranges: [ClosedRange<UInt32>] = []
        for (index, run) in runs.enumerated() {
            let isMember =
                name == "LC"
                ? ["Lu", "Ll", "Lt"].contains(run.category) : run.category.hasPrefix(name)
            guard isMember else { continue }
            let end = index + 1 < runs.count ? runs[index + 1].start - 1 : ScalarSet.maximum
            ranges.append(run.start...end)
        }
        return ScalarSet(ranges)
    }

    private struct Run {
        let start: UInt32
        let category: String
    }

    /// All code points in order, as runs of one category each. Built once, when first asked for.
    private static let runs: [Run] = {
        var runs: [Run] = []
        var last: Unicode.GeneralCategory?
        func add(_ value: UInt32) {
            let category = Unicode.Scalar(value)?.properties.generalCategory ?? .surrogate
            if category != last { runs.append(Run(start: value, category: shortName(category))) }
            last = category
        }
        // Planes 4 to 13 are unassigned, and the two last planes are one run each.
        for value in UInt32(0)..<0x40000 { add(value) }
        for value in UInt32(0xE0000)..<0xE1000 { add(value) }
        for value in [0xF0000, 0xFFFFE, 0x100000, 0x10FFFE] as [UInt32] { add(value) }
        return runs
    }()

    private static func shortName(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }

    /// The short name of a category given by its short or long plain name.
    private static func categoryName(_ name: String) -> String? {
        for line in categoryNames.split(separator: "\n") {
            let names = line.split(separator: " ")
            if names.contains(where: { plainName(String($0)) == name }) { return String(names[0]) }
        }
        return nil
    }

    private static let categoryNames = """
        C Other
        Cc Control cntrl
        Cf Format
        Cn Unassigned
        Co Private_Use
        Cs Surrogate
        L Letter
        LC Cased_Letter
        Ll Lowercase_Letter
        Lm Modifier_Letter
        Lo Other_Letter
        Lt Titlecase_Letter
        Lu Uppercase_Letter
        M Mark Combining_Mark
        Mc Spacing_Mark
        Me Enclosing_Mark
        Mn Nonspacing_Mark
        N Number
        Nd Decimal_Number digit
        Nl Letter_Number
        No Other_Number
        P Punctuation punct
        Pc Connector_Punctuation
        Pd Dash_Punctuation
        Pe Close_Punctuation
        Pf Final_Punctuation
        Pi Initial_Punctuation
        Po Other_Punctuation
        Ps Open_Punctuation
        S Symbol
        Sc Currency_Symbol
        Sk Modifier_Symbol
        Sm Math_Symbol
        So Other_Symbol
        Z Separator
        Zl Line_Separator
        Zp Paragraph_Separator
        Zs Space_Separator
        """
}
