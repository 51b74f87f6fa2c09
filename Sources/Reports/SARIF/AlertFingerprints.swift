import Findings
import SourceText

/// Gives each finding the line hash by which GitHub recognises it, hashing each file once.
///
/// Two results with the same rule, path and hash are one alert to GitHub, and all but one are lost.
/// So the second finding of a rule in a line gets `-2` after its hash; GitHub's upload then warns
/// that it computed another, and keeps ours.
struct AlertFingerprints {
    private var path: String?
    private var hashes: LineHashes?
    private var line = 0
    private var countsInLine: [String: Int] = [:]
    /// Larger files are not hashed: GitHub's upload does it when the hash is missing.
    private static let byteLimit = 5_000_000

    /// The hash of the line in which a finding starts; nil when the file is missing or too large.
    mutating func lineHash(of finding: Finding, in file: SourceFile) -> String? {
        if path != file.path {
            path = file.path
            let isHashed = file.isReadable && file.bytes.count <= Self.byteLimit
            hashes = isHashed ? LineHashes(file.bytes) : nil
            line = 0
        }
        let start = file.position(at: finding.place.range.start).line
        if start != line {
            line = start
            countsInLine = [:]
        }
        countsInLine[finding.rule, default: 0] += 1
        guard let hash = hashes?.text(ofLine: start) else { return nil }
        let count = countsInLine[finding.rule, default: 1]
        return count == 1 ? hash : "\(hash)-\(count)"
    }
}
