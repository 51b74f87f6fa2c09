import CXML2
import Findings
import Foundation
import Reports
import SourceText
import Testing

@Suite struct JUnitTests {
    @Test func `a file is a suite and a finding a failed test`() {
        var sample = Sample()
        sample.add("a/b.yaml", "x: «1»\n", rule: "root-user")
        sample.report.analysedPaths = ["a/b.yaml", "c.yaml"]
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="plimsoll" tests="2" failures="1" errors="0">
             <testsuite name="a/b.yaml" file="a/b.yaml" tests="1" failures="1" errors="0">
              <testcase name="root-user: stage 0 › FROM, line 1" classname="a/b_yaml">
               <failure message="The container runs as root" type="root-user">a/b.yaml:1:4: error

            The container runs as root

            Why: Root in a container is one mistake away from root on the node.
            </failure>
              </testcase>
             </testsuite>
             <testsuite name="c.yaml" file="c.yaml" tests="1" failures="0" errors="0">
              <testcase name="analysed" classname="c_yaml"/>
             </testsuite>
            </testsuites>

            """
        #expect(sample.written(by: JUnitWriter()) == expected)
    }

    @Test func `names are unique`() {
        var sample = Sample()
        for path in ["a.b", "a.b", "a_b"] { sample.add(path, "«x»\n") }
        let text = sample.written(by: JUnitWriter())
        #expect(text.contains("line 1\" classname=\"a_b\""))
        #expect(text.contains("line 1 #2\" classname=\"a_b\""))
        #expect(text.contains("line 1\" classname=\"a_b #2\""))
    }

    @Test func `what XML forbids is made visible`() throws {
        var sample = Sample()
        sample.add("f\u{1}\u{FFFF}", "«x»\n", arguments: ["\u{0}\u{B}\u{1B}\u{FFFE}]]><&\"é🚢"])
        let text = sample.written(by: JUnitWriter())
        #expect(text.contains("␀␋␛\u{FFFD}]]&gt;&lt;&amp;&quot;é🚢"))
        #expect(isWellFormed(text))
    }

    @Test func `problems that blind are errors`() {
        let text = Sample.full.written(by: JUnitWriter(dialect: .gitlab))
        #expect(
            text.contains(
                "<error message=\"`FORM` is no instruction\" type=\"unknown-instruction\">"))
        #expect(text.contains("classname=\"c/Dockerfile\" file=\"c/Dockerfile\">"))
    }

    @Test func `too many findings are left out, and that is said`() {
        var sample = Sample()
        for index in 0..<5 { sample.add("f\(index)", "«x»\n") }
        sample.add("z", "«x»\n", rule: "root-user")
        let text = sample.written(by: JUnitWriter(limit: 2))
        #expect(text.contains("tests=\"2\" failures=\"2\""))
        #expect(text.contains("type=\"root-user\""))
        #expect(text.contains("<system-out>4 less severe findings left out"))
    }

    private func isWellFormed(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil,
                nil, 0)
        }
        defer { xmlFreeDoc(document) }
        return document != nil
    }

    // MARK: Schemas of the readers, which lie beside the project

    private static let schemas = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/corpora/suites/schemas/junit").standardizedFileURL
    private static var hasSchemas: Bool {
        FileManager.default.fileExists(atPath: schemas.path(percentEncoded: false))
    }

    @Test(
        .enabled(if: hasSchemas, "the JUnit schemas are not beside the project"),
        arguments: [
            (JUnitWriter.Dialect.jenkins, "jenkins-junit-10.xsd"), (.ant, "JUnit.xsd"),
        ] as [(JUnitWriter.Dialect, String)])
    func `reports follow the schema of their dialect`(dialect: JUnitWriter.Dialect, schema: String)
    {
        var many = Sample.full
        for index in 0..<5 { many.add("  f \(index)\t", "«x»\n", arguments: [" a \n b "]) }
        for (sample, limit) in [(Sample(), 10), (.full, 10), (many, 2)] {
            let text = sample.written(by: JUnitWriter(dialect: dialect, limit: limit))
            #expect(errors(of: text, schema) == 0, "\(text)")
        }
        #expect(errors(of: "<testsuites><nonsense/></testsuites>", schema) != 0)
    }

    /// libxml2's answer: 0 for a valid document, else its number of an error.
    private func errors(of text: String, _ schema: String) -> Int32 {
        let path = Self.schemas.appending(path: schema).path(percentEncoded: false)
        let parser = xmlSchemaNewParserCtxt(path)
        defer { xmlSchemaFreeParserCtxt(parser) }
        guard let compiled = xmlSchemaParse(parser) else { return -1 }
        defer { xmlSchemaFree(compiled) }
        let validator = xmlSchemaNewValidCtxt(compiled)
        defer { xmlSchemaFreeValidCtxt(validator) }
        let bytes = Array(text.utf8)
        let document = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil,
                nil, 0)
        }
        defer { xmlFreeDoc(document) }
        return xmlSchemaValidateDoc(validator, document)
    }
}
