import Foundation
import Testing

/// Holds the sources to the table at the top of Package.swift, because SwiftPM does not.
@Suite struct Floors {
    /// Modules of the toolchain that any floor may use.
    private static let toolchain: Set<String> = ["Synchronization"]

    /// The C library, by platform.
    private static let platform: Set<String> = ["Glibc", "Darwin"]

    /// The files below the executable that need the C library: for printing doubles.
    private static let platformFiles: Set<String> = ["Sources/CEL/DoubleText.swift"]

    private func table() throws -> [(module: String, imports: [String])] {
        let text = try House.text("Package.swift")
        let start = try #require(text.range(of: "= [\n"))
        let end = try #require(text.range(of: "\n]\n", range: start.upperBound..<text.endIndex))
        let body = String(text[start.upperBound..<end.lowerBound])
            .split(separator: "\n").filter { !$0.contains("//") }.joined()
        let row = /"(\w+)":\s*\[([^\]]*)\]/
        return body.matches(of: row).map { match in
            let imports = match.2.split(separator: ",").compactMap { part in
                part.split(separator: "\"").first { $0.contains(where: \.isLetter) }
                    .map(String.init)
            }
            return (String(match.1), imports)
        }
    }

    /// What modules use of other packages, as `Package.swift` says.
    private static let products = ["HelmCharts": ["Crypto", "CryptoExtras"]]

    private func imports(of file: String) throws -> [String] {
        try House.text(file).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 2,
                words[..<index].allSatisfy({ ["package", "public", "internal"].contains($0) })
            else { return nil }
            return words.last.map(String.init)
        }
    }

    @Test func `each row imports only rows above it`() throws {
        var above: Set<String> = ["CYAML", "CXML2", "CZlib"]
        let table = try table()
        #expect(table.count > 10)
        for (module, imports) in table {
            #expect(Set(imports).isSubset(of: above), "\(module) imports what stands below it")
            above.insert(module)
        }
    }

    @Test func `each source imports only what its row names`() throws {
        for (module, allowed) in try table() {
            for file in try House.files(below: "Sources/\(module)", suffix: ".swift") {
                for name in try imports(of: file) where !allowed.contains(name) {
                    let isAllowed =
                        Self.products[module, default: []].contains(name)
                        || Self.toolchain.contains(name)
                        || Self.platform.contains(name) && Self.platformFiles.contains(file)
                    #expect(isAllowed, "\(file) imports \(name)")
                }
            }
        }
    }

    @Test func `only the executable imports ArgumentParser and Foundation`() throws {
        for file in try House.files(below: "Sources", suffix: ".swift")
        where !file.hasPrefix("Sources/plimsoll/") && !file.hasPrefix("Sources/embed-rules/") {
            let names = try imports(of: file)
            #expect(
                !names.contains { $0.hasPrefix("Foundation") || $0 == "ArgumentParser" }, "\(file)")
        }
    }
}
