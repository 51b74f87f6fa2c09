import SourceText
import Testing

@testable import Dockerfiles

/// Inputs made to hurt: each takes a moment, so a quadratic reader would be noticed.
@Suite struct HostileInput {
    @Test(arguments: [
        ("RUN echo hi\n", 25_000), ("x \\\n", 100_000), ("ONBUILD ", 8_000),
        ("RUN <<E\n", 12_000),
        ("# c\n", 60_000), ("ENV a=$a$a$b\n", 12_000), ("ARG X\n", 25_000), ("FORM a\n", 5_000),
        ("\r", 60_000), ("\\ ", 30_000), ("FROM s AS s\n", 12_000), ("COPY --from=9 a b\n", 12_000),
        ("RUN x \\\n\n# c\n", 25_000), ("ENV a=${a//*a*a*b/x}\n", 5_000), ("\\\n", 60_000),
    ])
    func `repeated text`(unit: String, count: Int) {
        let text = "FROM a\n" + String(repeating: unit, count: count)
        let clock = ContinuousClock()
        let time = clock.measure {
            let file = Dockerfile(bytes: Array(text.utf8))
            #expect(covers(file))
        }
        #expect(time < .seconds(30))
    }

    @Test func `a very long line`() {
        let line = Array("FROM a\nRUN ".utf8) + [UInt8](repeating: 0x78, count: 50_000_000)
        let file = Dockerfile(bytes: line)
        #expect(file.problems.map(\.id) == ["line-too-long"])
        #expect(covers(file))
    }

    @Test func `doubling values stop growing`() {
        let lines = (0..<5_000).map { "ENV a\($0 + 1)=$a\($0)$a\($0)\n" }.joined()
        let file = Dockerfile(bytes: Array(("FROM x\nENV a0=x\n" + lines).utf8))
        #expect(file.instructions.count == 5_002)
    }

    @Test func `bytes that are no text`() {
        var bytes: [UInt8] = []
        var seed: UInt32 = 1
        let alphabet =
            Array("FROM RUN ENV COPY<<E\n\n\n\\\\\"'$${}[],=#--\r\t `".utf8) + [
                0xC3, 0xA9, 0xFF, 0,
            ]
        for _ in 0..<1_000 {
            bytes.removeAll()
            for _ in 0..<200 {
                seed = seed &* 1_664_525 &+ 1_013_904_223
                bytes.append(alphabet[Int(seed >> 8) % alphabet.count])
            }
            let file = Dockerfile(bytes: bytes)
            #expect(covers(file))
            _ = file.treeListing.count + file.buildkitJSON.count
        }
    }
}
