import CEL
import Testing

/// Expressions cut short or with a byte changed give a value or an error, never a crash.
@Suite struct MutationTests {
    private static let examples: [String] = [
        "image.tag != 'latest' && size(image.digest) > 0",
        "[1, 2, 3].map(x, x > 1, x).all(y, y % 2 == 0) ? {'a': 1u, ?'b': optional.of(2.5)} : {}",
        #"'a\u00e9\x41\101'.matches(r'^[a-z]+$') || b'\xff' == br"\x" || '''t''' in ["a", "é"]"#,
        "cel.bind(v, image.?tag.optMap(t, t.split('.')), v.orValue([])[?0].hasValue())",
        "image.layers.transformMap(i, l, l.size > -0x1F, string(l.size)).`0-a` == null",
        "timestamp('2024-02-29T12:00:00.5Z').getHours('+01:00') + duration('1h').getMinutes()",
        "math.greatest(1, 2.0, 3u) >= 1e3 || '%s %.3f'.format([dyn(1), 2.5]) == \"x\" // done",
        "cidr('10.0.0.0/8').containsIP(ip('10.0.0.1')) && .image.digest.endsWith('ab')",
        "google.protobuf.Timestamp == type(timestamp(0)) && Foo{a: 1, ?b: 2}.c",
        "{'k': [1, 2]}.k[1] - -9223372036854775808 / 0 < int('7') ? !true : !!false",
    ]

    private func run(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let image = CELValue.object(
            FixedObject(Subjects.image, [.string("1.2"), .string("sha256:ab"), .list([])]))
        for isChecked in [true, false] {
            let found = outcome(text, Subjects.environment, [image], isChecked: isChecked)
            #expect(!found.isEmpty)
        }
    }

    @Test func `every example compiles or says why`() {
        for example in MutationTests.examples { run(Array(example.utf8)) }
    }

    @Test func `an example cut at any byte does not crash`() {
        for example in MutationTests.examples {
            let bytes = Array(example.utf8)
            for end in bytes.indices {
                run(Array(bytes[..<end]))
                run(Array(bytes[end...]))
            }
        }
    }

    @Test func `an example with a byte changed does not crash`() {
        var random = Generator(state: 1)
        let bytes = Array("()[]{}.,:?!&|=<>+-*/%\"'`\\ \nabrux019_é\u{0}".utf8)
        for example in MutationTests.examples {
            for _ in 0..<400 {
                var mutated = Array(example.utf8)
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let place = mutated.indices.randomElement(using: &random) ?? 0
                    let byte = bytes.randomElement(using: &random) ?? 0
                    switch Int.random(in: 0..<3, using: &random) {
                    case 0: mutated[place] = byte
                    case 1: mutated.insert(byte, at: place)
                    default: mutated.remove(at: place)
                    }
                }
                run(mutated)
            }
        }
    }

    /// The same numbers in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 33
        }
    }
}
