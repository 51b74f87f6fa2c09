import Testing

@testable import Analysis

@Suite struct DefinitionWordTests {
    private static let definitions: [WordCase] = WordCase.table(
        """
        definition.modernForm ¦ ENV A b ¦ A=b
        definition.modernForm ¦ ENV A b c ¦ A="b c"
        definition.modernForm ¦ ENV A "b c" ¦ A="b c"
        definition.modernForm ¦ ENV A "b" c ¦ -
        definition.modernForm ¦ ENV A=b ¦ -
        definition.modernForm ¦ ENV A b \\¶c ¦ A="b \\¶c"
        definition.repairedForm ¦ ENV A =b ¦ A=b
        definition.repairedForm ¦ ENV A = b c ¦ A="b c"
        definition.repairedForm ¦ ENV A b ¦ -
        definition.removal ¦ ENV A=1 B=2 ¦ B=2
        definition.removal ¦ ENV A=1 ¦ ENV A=1
        variable.isUsed ¦ ARG A ¶ FROM a ¦ false
        variable.isUsed ¦ ARG A ¶ FROM $A ¦ true
        variable.isUsed ¦ ARG A=1 ¶ FROM a ¶ LABEL x=$A ¦ false
        variable.isUsed ¦ ARG A ¶ RUN b ¦ true
        variable.isUsed ¦ ARG A ¶ CMD b ¦ false
        variable.isUsed ¦ ARG A ¶ COPY <<E /x ¶ y ¶ E ¦ true
        variable.isUsed ¦ FROM a AS s ¶ ARG A ¶ FROM s ¶ RUN b ¦ true
        variable.isUsed ¦ ARG http_proxy ¦ true
        variable.productionValue ¦ ENV NODE_ENV=development ¦ production
        variable.productionValue ¦ ENV FLASK_DEBUG=True ¦ False
        variable.productionValue ¦ ENV NODE_ENV=production ¦ -
        variable.productionValue ¦ ENV DEBUG=app:* ¦ -
        reference.gap ¦ ENV A=1 B=$A ¦
        reference.gap ¦ ENV B=$A A=1 ¦ -
        user.number ¦ RUN useradd -u 10001 app ¶ USER app ¦ 10001
        user.number ¦ RUN useradd app ¶ USER app ¦ -
        user.isRoot ¦ ARG U=root ¶ FROM a ¶ ARG U ¶ USER $U ¦ true
        user.isNumeric ¦ ARG U=1:2 ¶ FROM a ¶ ARG U ¶ USER $U ¦ true
        port.removal ¦ EXPOSE 1 2 ¦ 2
        volume.removal ¦ VOLUME ["/a", "/b"] ¦ -
        flag.removal ¦ RUN --network=host  a ¦ --network=host
        comment.isPragma ¦ # hadolint ignore=DL3006 ¶ FROM a ¦ true
        comment.isPragma ¦ # hadolint is nice ¶ FROM a ¦ false
        """)

    @Test(arguments: definitions) func `definitions and words of instructions`(example: WordCase) {
        // Blanks at the ends of a value are lost in the table.
        var actual = Substring(example.actualValue)
        while actual.first == " " { actual.removeFirst() }
        while actual.last == " " { actual.removeLast() }
        #expect(String(actual) == example.value)
    }

    private static let secrets = """
        DB_PASSWORD apiKey NPM_TOKEN sa_password CLIENT_SECRET SSH_PRIVATE_KEY github.token
        LICENSE_KEY AWS_SECRET_ACCESS_KEY BASIC_AUTH_PASSWORD
        """
    private static let others = """
        GPG_KEY PUBLIC_KEY TOKEN_URL PASSWORD_FILE SECRET_NAME AWS_ACCESS_KEY_ID KMS_KEY_ALIAS
        MONKEY KEYBOARD AUTHOR USERNAME TOKENIZER CACHE_KEY KEY PATH COMPASS
        """

    @Test func `names of credentials are told from those that only sound like it`() {
        for name in Self.secrets.split(whereSeparator: \.isWhitespace).map(String.init) {
            #expect(SecretNames.isSecret(name), "\(name)")
        }
        for name in Self.others.split(whereSeparator: \.isWhitespace).map(String.init) {
            #expect(!SecretNames.isSecret(name), "\(name)")
        }
    }

    private static let values: [(String?, Bool)] = [
        (nil, true), ("hunter2", true), ("", false), ("true", false), ("/run/secrets/x", false),
    ]

    @Test(arguments: values) func `a path or a switch is no credential`(
        value: String?, isSecret: Bool
    ) {
        #expect(SecretNames.mayBeSecret(value) == isSecret)
    }

    private static let files: [(String, Bool)] = [
        (".env", true), ("conf/.env", true), (".env.example", false), ("id_rsa", true),
        ("id_rsa.pub", false), ("x/.aws/credentials", true), ("credentials", false),
        ("store.JKS", true), ("tls.key", true), ("Release.key", false), ("a/", false),
    ]

    @Test(arguments: files) func `files with credentials are known by name`(
        path: String, isSecret: Bool
    ) {
        #expect((SecretFiles.meaning(of: path) != nil) == isSecret)
    }
}
