/// Writes JSON text (RFC 8259) piece by piece: members in the order they are given, so the same
/// calls always give the same bytes.
///
/// The bytes pile up until `takeBytes` is called; a caller that takes them now and then writes a
/// text of any size in bounded memory. That every `begin` has its `end`, and that names stand only
/// in objects, is the caller's part.
package struct JSONWriter: Sendable {
    /// What was written since bytes were last taken.
    package private(set) var bytes: [UInt8] = []
    private var containers: [Container] = []
    private let linesToDepth: Int
    private var isAfterName = false

    private struct Container {
        var isEmpty = true
    }

    /// `linesToDepth` is how many levels of nesting get a line for each member; deeper ones stand
    /// in one line, and 0 writes no white space at all.
    package init(linesToDepth: Int = 0) {
        self.linesToDepth = linesToDepth
    }

    /// Gives what was written so far and forgets it.
    package mutating func takeBytes() -> [UInt8] {
        let taken = bytes
        bytes = []
        return taken
    }

    /// Opens an object as the next value.
    package mutating func beginObject() { begin("{") }
    /// Closes the innermost container, which is an object.
    package mutating func endObject() { end("}") }
    /// Opens an array as the next value.
    package mutating func beginArray() { begin("[") }
    /// Closes the innermost container, which is an array.
    package mutating func endArray() { end("]") }

    /// Opens an object as a member.
    package mutating func beginObject(_ name: String) {
        self.name(name)
        beginObject()
    }

    /// Opens an array as a member.
    package mutating func beginArray(_ name: String) {
        self.name(name)
        beginArray()
    }

    /// The name of the next value, which is a member of an object.
    package mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if linesToDepth > 0 { bytes.append(UInt8(ascii: " ")) }
        isAfterName = true
    }

    /// A string.
    package mutating func value(_ text: String) {
        separate()
        quote(text)
    }

    /// A whole number.
    package mutating func value(_ number: Int) {
        separate()
        append(String(number))
    }

    /// A number; JSON has no infinity and no NaN, so those become null.
    package mutating func value(_ number: Double) {
        separate()
        append(number.isFinite ? "\(number)" : "null")
    }

    /// `true` or `false`.
    package mutating func value(_ truth: Bool) {
        separate()
        append(truth ? "true" : "false")
    }

    /// `null`.
    package mutating func null() {
        separate()
        append("null")
    }

    /// A member that is a string.
    package mutating func member(_ name: String, _ text: String) {
        self.name(name)
        value(text)
    }

    /// A member that is a whole number.
    package mutating func member(_ name: String, _ number: Int) {
        self.name(name)
        value(number)
    }

    /// A member that is `true` or `false`.
    package mutating func member(_ name: String, _ truth: Bool) {
        self.name(name)
        value(truth)
    }

    /// A member that is an array of strings.
    package mutating func member(_ name: String, _ texts: [String]) {
        beginArray(name)
        for text in texts { value(text) }
        endArray()
    }

    /// A line end, for after the outermost value.
    package mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }
}

// MARK: - White space and separators

extension JSONWriter {
    private mutating func begin(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        containers.append(Container())
    }

    private mutating func end(_ bracket: Unicode.Scalar) {
        let isBroken = containers.count <= linesToDepth
        let closed = containers.popLast()
        if let closed, !closed.isEmpty, isBroken { startLine() }
        bytes.append(UInt8(ascii: bracket))
    }

    /// Writes what stands between the last value and the next name or value.
    private mutating func separate() {
        guard !isAfterName else {
            isAfterName = false
            return
        }
        guard let last = containers.indices.last else { return }
        let isFirst = containers[last].isEmpty
        containers[last].isEmpty = false
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        if containers.count <= linesToDepth {
            startLine()
        } else if !isFirst, linesToDepth > 0 {
            bytes.append(UInt8(ascii: " "))
        }
    }

    private mutating func startLine() {
        bytes.append(UInt8(ascii: "\n"))
        for _ in containers {
            bytes.append(UInt8(ascii: " "))
            bytes.append(UInt8(ascii: " "))
        }
    }

    private mutating func append(_ text: String) { bytes += text.utf8 }
}

// MARK: - Strings

extension JSONWriter {
    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { quote($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Copies runs of plain bytes at once, since most text needs no escape.
    private mutating func quote(_ text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        var offset = 0
        while offset < text.count {
            let length = escapedLength(text, at: offset)
            if length > 0 {
                bytes.append(contentsOf: text[runStart..<offset])
                escape(text, at: offset)
                runStart = offset + length
            }
            offset += max(length, 1)
        }
        bytes.append(contentsOf: text[runStart...])
    }

    /// How many bytes of the character at `offset` need an escape: 0 if it is plain. Beyond what
    /// JSON asks, DEL and the C1 controls are escaped, since a terminal may obey them.
    private func escapedLength(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int {
        switch text[offset] {
        case 0x00..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: 1
        case 0xC2 where offset + 1 < text.count && text[offset + 1] < 0xA0: 2
        default: 0
        }
    }

    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>, at offset: Int) {
        switch text[offset] {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\t"): append("\\t")
        // The second byte of a C1 control in UTF-8 is its code point.
        case 0xC2: escape(codePoint: text[offset + 1])
        default: escape(codePoint: text[offset])
        }
    }

    private mutating func escape(codePoint: UInt8) {
        let digits = String(codePoint, radix: 16)
        append(digits.utf8.count == 1 ? "\\u000" : "\\u00")
        append(digits)
    }
}
