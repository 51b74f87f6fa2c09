/// What a text says about the cloud it counts on.
package enum CloudText {
    /// Longer texts are files, and what they name is not what a setting names.
    private static let longest = 100_000

    /// The provider whose service a text names by its host or resource name.
    package static func provider(in text: String) -> String? {
        guard mayName(text) else { return nil }
        return first(of: services, in: text)?.provider
    }

    /// The address of a cloud's metadata service that a text names.
    package static func metadataEndpoint(in text: String) -> String? {
        guard mayName(text) else { return nil }
        return first(of: endpoints, in: text)?.part
    }

    private typealias Row = (part: String, provider: String)

    private static let services: [Row] = [
        ("arn:aws", "aws"), (".amazonaws.com", "aws"), (".compute.internal", "aws"),
        (".core.windows.net", "azure"), (".database.windows.net", "azure"),
        (".vault.azure.net", "azure"), (".cloudapp.azure.com", "azure"),
        (".servicebus.windows.net", "azure"), (".database.azure.com", "azure"),
        (".redis.cache.windows.net", "azure"), (".googleapis.com", "gcp"),
    ]

    private static let endpoints: [Row] = [
        ("169.254.169.254", ""), ("169.254.170.2", ""), ("metadata.google.internal", ""),
        ("fd00:ec2::254", ""), ("168.63.129.16", ""),
    ]

    /// Whether it is worth a search: most settings are a word or a number.
    private static func mayName(_ text: String) -> Bool {
        (12...longest).contains(text.utf8.count)
            && text.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    }

    private static func first(of rows: [Row], in text: String) -> Row? {
        let bytes = Array(text.utf8)
        return rows.first { holds(bytes, Array($0.part.utf8)) }
    }

    private static func holds(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard bytes.count >= part.count else { return false }
        return (0...(bytes.count - part.count)).contains { start in
            bytes[start] == part[0] && bytes[start...].starts(with: part)
        }
    }
}
