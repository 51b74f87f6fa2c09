import CXML2

/// XML text written by libxml2's text writer into memory, which is emptied now and then.
///
/// A class, since it owns libxml2's buffer and writer and frees them once.
final class XMLPage {
    private let buffer: xmlBufferPtr
    private let writer: xmlTextWriterPtr

    init() {
        guard let buffer = xmlBufferCreate(), let writer = xmlNewTextWriterMemory(buffer, 0) else {
            preconditionFailure("libxml2 has memory for a writer")
        }
        self.buffer = buffer
        self.writer = writer
        xmlTextWriterSetIndent(writer, 1)
        xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil)
    }

    deinit {
        xmlFreeTextWriter(writer)
        xmlBufferFree(buffer)
    }

    func begin(_ element: String) { xmlTextWriterStartElement(writer, element) }

    func end() { xmlTextWriterEndElement(writer) }

    func attribute(_ name: String, _ value: String) {
        xmlTextWriterWriteAttribute(writer, name, value.allowedInXML)
    }

    func attribute(_ name: String, _ value: Int) { attribute(name, String(value)) }

    func text(_ text: String) { xmlTextWriterWriteString(writer, text.allowedInXML) }

    /// Closes all that is open.
    func endDocument() { xmlTextWriterEndDocument(writer) }

    /// Gives what was written so far and forgets it.
    func takeBytes() -> [UInt8] {
        xmlTextWriterFlush(writer)
        guard let content = xmlBufferContent(buffer) else { return [] }
        let bytes = Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
        xmlBufferEmpty(buffer)
        return bytes
    }
}

extension String {
    /// The text without what XML 1.0 forbids even as a reference (2.2): control characters are
    /// made visible, the two noncharacters become U+FFFD.
    var allowedInXML: String {
        guard utf8.contains(where: Self.mayBeginForbidden) else { return self }
        var result = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A: result.unicodeScalars.append(scalar)
            case 0..<0x20, 0x7F..<0xA0: result += VisibleScalar.substitute(for: scalar.value) ?? ""
            case 0xFFFE, 0xFFFF: result.unicodeScalars.append("\u{FFFD}")
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a byte is a control character or may begin one of two bytes, or a noncharacter.
    private static func mayBeginForbidden(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F, 0xC2, 0xEF: true
        default: false
        }
    }
}
