import SourceText
import Testing

@testable import Dockerfiles

@Suite struct Problems {
    /// The text marks with «» what the problem underlines; `\n` stands for a line feed.
    private static let table = """
        no-instructions          # nothing«»
        unknown-instruction      FROM a\\n«FORM» b
        unknown-instruction      FROM a\\n«RNU» x
        missing-from             «RUN» x
        no-stages                «ARG» a
        repeated-directive       # syntax=a\\n«# syntax=b»\\nFROM a
        bad-escape               # escape=«x»\\nFROM a
        unterminated-heredoc     FROM a\\n«RUN <<E»\\nx
        not-all-strings          FROM a\\nCMD «[1]»
        word-without-equals      FROM a\\nENV a=1 «b»
        definition-without-value FROM a\\nENV «a»
        blank-name               FROM a\\nENV «»=b
        blank-name               FROM a\\nARG «»=b
        argument-count           FROM a\\n«ENV»
        argument-count           FROM a\\n«ARG»
        argument-count           FROM a\\n«COPY» x
        argument-count           FROM a\\n«ADD» x
        argument-count           «FROM» a b
        argument-count           «FROM»
        argument-count           FROM a\\n«EXPOSE»
        argument-count           FROM a\\n«VOLUME»
        argument-count           FROM a\\n«USER»
        argument-count           FROM a\\n«WORKDIR»
        argument-count           FROM a\\n«SHELL» []
        argument-count           FROM a\\n«ONBUILD»
        argument-count           FROM a\\n«HEALTHCHECK»
        blank-volume             FROM a\\nVOLUME ["«»"]
        shell-not-json           FROM a\\n«SHELL» bash
        bad-stage-name           FROM a AS «1b»
        heredoc-destination      FROM a\\nCOPY a «<<E»\\nE
        forbidden-trigger        FROM a\\nONBUILD «FROM» b
        forbidden-trigger        FROM a\\nONBUILD «ONBUILD» RUN b
        bad-healthcheck          FROM a\\nHEALTHCHECK «NONE» x
        bad-healthcheck          FROM a\\nHEALTHCHECK «CMD»
        bad-healthcheck          FROM a\\nHEALTHCHECK «GET» x
        bad-flag-value           FROM a\\nHEALTHCHECK «--interval=5» CMD x
        bad-flag-value           FROM a\\nHEALTHCHECK «--interval=1us» CMD x
        bad-flag-value           FROM a\\nHEALTHCHECK «--retries=-1» CMD x
        bad-flag-value           FROM a\\nRUN «--network=x» y
        bad-flag-value           FROM a\\nRUN «--security=x» y
        bad-flag-value           FROM a\\nCOPY «--link=x» a b
        unknown-flag             FROM a\\nCOPY «--form=x» a b
        unknown-flag             FROM a\\nENV «--x» a=b
        repeated-flag            FROM a\\nCOPY --chown=a «--chown=b» a b
        flag-without-value       FROM a\\nCOPY «--chown» a b
        flag-without-value       FROM a\\nCOPY «--link=» a b
        """

    /// The same for what only the plan of a build refuses.
    private static let unbuildable = """
        bad-mount                FROM a\\nRUN --mount=«type=x» y
        bad-mount                FROM a\\nRUN --mount=«tpye=cache» y
        bad-mount                FROM a\\nRUN --mount=«from=$a» y
        bad-mount                FROM a\\nRUN --mount=type=cache,«sharing=x» y
        bad-mount                FROM a\\nRUN --mount=«target» y
        bad-expansion            FROM a\\nENV a=«"b»
        bad-expansion            FROM a\\nCOPY «${» b
        no-such-stage            FROM a\\nCOPY --from=«1» a b
        circular-stages          FROM a\\nCOPY --from=«0» a b
        circular-stages  FROM a AS b\\nCOPY --from=c a b\\nFROM a AS c\\nCOPY --from=«b» a b
        unknown-instruction      FROM a\\nONBUILD «FOO» b
        """

    private func check(_ table: String, isBlinding: Bool) {
        for line in table.split(separator: "\n") {
            let id = line.prefix { $0 != " " }
            let marked = line.drop { $0 != " " }.drop { $0 == " " }.replacing("\\n", with: "\n")
            let start = marked.utf8.firstIndexOffset(of: "«")
            let end = marked.utf8.firstIndexOffset(of: "»") - 2
            let text = marked.replacing("«", with: "").replacing("»", with: "")
            let problems = Dockerfile(bytes: Array(text.utf8)).problems
            #expect(problems.map(\.id) == [String(id)], "\(line)")
            #expect(problems.map(\.range) == [SourceRange(start, end)], "\(line)")
            #expect(problems.map(\.isBlinding) == [isBlinding], "\(line)")
        }
    }

    @Test func `what BuildKit refuses is named and underlined`() {
        check(Self.table, isBlinding: true)
    }

    @Test func `what only a build refuses hinders no reading`() {
        check(Self.unbuildable, isBlinding: false)
    }

    /// Instructions that BuildKit accepts.
    private static let good = """
        FROM scratch
        FROM a as B
        FROM --platform=$BUILDPLATFORM a:1@b AS c-d_e.f
        RUN
        CMD []
        ARG --any a
        STOPSIGNAL --any SIGTERM
        HEALTHCHECK --any NONE
        HEALTHCHECK --interval=1h30m --timeout=0s --start-period=.5s --retries=0 CMD x
        COPY --parents --exclude=a --exclude=b --link=TRUE a b
        ADD --keep-git-dir=true --checksum=sha256:x --unpack a b
        RUN --mount=type=cache --mount=type=$t,target=$x,uid=1 --network=none --device=a x
        RUN --security=insecure echo 'unbalanced
        ENV a ${b:?needed by the build}
        SHELL ["a"]
        USER a b
        ONBUILD RUN x
        EXPOSE 80/tcp 81-82
        VOLUME a b
        MAINTAINER a b
        LABEL a=b "c d"="e f"
        """

    @Test func `what BuildKit accepts has no problem`() {
        for line in Self.good.split(separator: "\n") {
            let text = line.hasPrefix("FROM") ? String(line) : "FROM a\n\(line)\n"
            #expect(Dockerfile(bytes: Array(text.utf8)).problems == [], "\(line)")
        }
    }

    @Test func `help names what was meant`() {
        let file = Dockerfile(bytes: Array("FROM a\nCPOY a b\nCOPY --form=x a b".utf8))
        #expect(file.problems.map(\.help) == ["Did you mean COPY?", "Did you mean --from?"])
    }

    @Test func `messages are one line, not too long and without a full stop`() {
        let long = String(repeating: "x", count: 1_000)
        let texts = ["FROM a\n\(long) b", "FROM a\nENV a=1 \u{1}\(long)", "FROM a AS 1\(long)"]
        for problem in texts.flatMap({ Dockerfile(bytes: Array($0.utf8)).problems }) {
            #expect(problem.message.utf8.count < 200)
            #expect(!problem.message.hasSuffix("."))
            #expect(!problem.message.unicodeScalars.contains { $0.value < 0x20 })
        }
    }
}

extension Sequence where Element == UInt8 {
    /// How many bytes stand before a character.
    fileprivate func firstIndexOffset(of character: Character) -> Int {
        let bytes = Array(self)
        let wanted = Array(String(character).utf8)
        for offset in bytes.indices where bytes[offset...].starts(with: wanted) { return offset }
        return bytes.count
    }
}
