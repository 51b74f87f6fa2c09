/// What a text says about the cloud it counts on.
package enum CloudText {
    /// The provider whose service a text names by its host or resource name.
    package static func provider(in text: String) -> String? {
        guard text.utf8.count < 100_000 else { return nil }
        if text.contains("arn:aws") || text.contains(".amazonaws.com") { return "aws" }
        if text.contains(".compute.internal") { return "aws" }
        let azure = [
            ".core.windows.net", ".database.windows.net", ".vault.azure.net", ".cloudapp.azure.com",
            ".servicebus.windows.net", ".database.azure.com", ".redis.cache.windows.net",
        ]
        if azure.contains(where: { text.contains($0) }) { return "azure" }
        return text.contains(".googleapis.com") ? "gcp" : nil
    }

    /// The address of a cloud's metadata service that a text names.
    package static func metadataEndpoint(in text: String) -> String? {
        guard text.utf8.count < 100_000 else { return nil }
        return [
            "169.254.169.254", "169.254.170.2", "metadata.google.internal", "fd00:ec2::254",
            "168.63.129.16",
        ].first { text.contains($0) }
    }
}
