import Findings
import Notations
import SourceText

/// A finding as a SARIF `result`.
struct SARIFResult {
    let finding: Finding
    let file: SourceFile
    let sentence: String
    let ruleIndex: Int?
    let lineHash: String?
    let showsSuppressions: Bool

    private static let relatedLimit = 20
    private static let nameLimit = 100
    private static let fixByteLimit = 64_000

    func write(_ shelf: inout SourceShelf, into json: inout JSONWriter) {
        json.beginObject()
        json.member("ruleId", finding.rule)
        if let ruleIndex { json.member("ruleIndex", ruleIndex) }
        json.member("level", finding.severity.sarifLevel)
        json.sarifMessage("message", message)
        writeLocation(into: &json)
        writeRelated(&shelf, into: &json)
        writeFingerprints(into: &json)
        writeFix(&shelf, into: &json)
        writeSuppressions(&shelf, into: &json)
        writeProperties(into: &json)
        json.endObject()
    }

    private var related: ArraySlice<RelatedPlace> { finding.related.prefix(Self.relatedLimit) }

    /// The sentence, and a link to each related place: GitHub shows only those that are linked.
    private var message: String {
        var message = sentence.withoutLinks
        for (index, place) in related.enumerated() {
            message += "\n[\(place.message.clipped(to: 200).escapedAsLinkText)](\(index + 1))"
        }
        return message
    }

    private func writeLocation(into json: inout JSONWriter) {
        json.beginArray("locations")
        json.beginObject()
        json.sarifPhysicalLocation(finding.place.range, in: file)
        if let name = finding.logicalPlace.last {
            json.beginArray("logicalLocations")
            json.beginObject()
            json.member("name", name.clipped(to: 200))
            let path = finding.logicalPlace.joined(separator: "/")
            json.member("fullyQualifiedName", path.clipped(to: 1_000))
            json.endObject()
            json.endArray()
        }
        json.endObject()
        json.endArray()
    }

    private func writeRelated(_ shelf: inout SourceShelf, into json: inout JSONWriter) {
        guard !related.isEmpty else { return }
        json.beginArray("relatedLocations")
        for (index, related) in related.enumerated() {
            json.beginObject()
            json.member("id", index + 1)
            json.sarifPhysicalLocation(related.place.range, in: shelf.file(related.place.path))
            json.sarifMessage("message", related.message.clipped(to: 1_000).withoutLinks)
            json.endObject()
        }
        json.endArray()
    }

    private func writeFingerprints(into json: inout JSONWriter) {
        json.beginObject("partialFingerprints")
        if let lineHash { json.member("primaryLocationLineHash", lineHash) }
        json.member("plimsollFingerprint/v1", finding.fingerprint)
        json.endObject()
    }

    /// A fix that failed its proof is nobody's to apply, and a huge one helps nobody.
    private func writeFix(_ shelf: inout SourceShelf, into json: inout JSONWriter) {
        guard let fix = finding.fix, finding.isFixVerified != false, !fix.edits.isEmpty else {
            return
        }
        let size = fix.edits.reduce(0) { $0 + 300 + $1.replacement.utf8.count }
        guard size <= Self.fixByteLimit else { return }
        json.beginArray("fixes")
        json.beginObject()
        json.sarifMessage("description", fix.title)
        json.beginArray("artifactChanges")
        json.beginObject()
        let edited = fix.path.map { shelf.file($0) } ?? file
        json.sarifArtifactLocation(edited.path)
        json.beginArray("replacements")
        for edit in fix.edits { write(edit, in: edited, into: &json) }
        json.endArray()
        json.endObject()
        json.endArray()
        json.beginObject("properties")
        json.member("safety", fix.applicability.rawValue)
        if let isVerified = finding.isFixVerified { json.member("verified", isVerified) }
        json.endObject()
        json.endObject()
        json.endArray()
    }

    private func write(_ edit: Edit, in file: SourceFile, into json: inout JSONWriter) {
        json.beginObject()
        json.sarifRegion("deletedRegion", edit.range, in: file, hasSnippet: false)
        if !edit.replacement.isEmpty {
            json.beginObject("insertedContent")
            json.member("text", edit.replacement)
            json.endObject()
        }
        json.endObject()
    }

    /// In one run either all results have this or none.
    private func writeSuppressions(_ shelf: inout SourceShelf, into json: inout JSONWriter) {
        guard showsSuppressions else { return }
        json.beginArray("suppressions")
        if let suppression = finding.suppression {
            json.beginObject()
            json.member("kind", "inSource")
            if let reason = suppression.reason { json.member("justification", reason) }
            json.beginObject("location")
            json.sarifPhysicalLocation(
                suppression.place.range, in: shelf.file(suppression.place.path))
            json.endObject()
            json.endObject()
        }
        json.endArray()
    }

    private func writeProperties(into json: inout JSONWriter) {
        guard !finding.objects.isEmpty || !finding.scenarios.isEmpty else { return }
        json.beginObject("properties")
        if !finding.objects.isEmpty {
            json.member("objects", Array(finding.objects.prefix(Self.nameLimit)))
        }
        if !finding.scenarios.isEmpty {
            json.member("scenarios", Array(finding.scenarios.prefix(Self.nameLimit)))
        }
        json.endObject()
    }
}

// MARK: - Places

extension JSONWriter {
    /// How many bytes of a region are quoted.
    private static let snippetLimit = 1_000

    /// An object that only holds a text.
    mutating func sarifMessage(_ name: String, _ text: String) {
        beginObject(name)
        member("text", text)
        endObject()
    }

    mutating func sarifArtifactLocation(_ path: String) {
        beginObject("artifactLocation")
        member("uri", ArtifactURI.text(of: path))
        endObject()
    }

    mutating func sarifPhysicalLocation(_ range: SourceRange, in file: SourceFile) {
        beginObject("physicalLocation")
        sarifArtifactLocation(file.path)
        sarifRegion("region", range, in: file, hasSnippet: true)
        endObject()
    }

    /// A region by lines and columns and by bytes. An empty snippet is left out: some readers
    /// refuse it.
    mutating func sarifRegion(
        _ name: String, _ range: SourceRange, in file: SourceFile, hasSnippet: Bool
    ) {
        let range = range.clamped(to: file.whole)
        let span = file.span(of: range)
        beginObject(name)
        member("startLine", span.start.line)
        member("startColumn", span.start.column)
        member("endLine", span.end.line)
        member("endColumn", span.end.column)
        if file.isReadable {
            member("byteOffset", range.start)
            member("byteLength", range.length)
        }
        if hasSnippet, !range.isEmpty {
            // A snippet is the whole region (SARIF 2.1.0, 3.30.13), so a long one is left out.
            if range.length <= Self.snippetLimit { sarifMessage("snippet", file.bytes.text(range)) }
        }
        endObject()
    }
}

extension String {
    /// The text with nothing in it that SARIF would take for a link (2.1.0, 3.11.6).
    fileprivate var withoutLinks: String {
        guard utf8.contains(UInt8(ascii: "]")) else { return self }
        var result = ""
        var isAfterBracket = false
        for scalar in unicodeScalars {
            if isAfterBracket, scalar == "(" { result += " " }
            isAfterBracket = scalar == "]"
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// The text as what stands between the brackets of a link.
    fileprivate var escapedAsLinkText: String {
        var result = ""
        for scalar in unicodeScalars {
            if scalar == "[" || scalar == "]" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
