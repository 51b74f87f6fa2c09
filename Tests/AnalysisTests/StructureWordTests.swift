import Dockerfiles
import Testing

@testable import Analysis

@Suite struct StructureWordTests {
    private static let folders: [WordCase] = WordCase.table(
        """
        instruction.folder ¦ WORKDIR /a ¶ WORKDIR b/c ¦ /a/b/c
        instruction.folder ¦ WORKDIR /a/ ¶ WORKDIR ./b ¦ /a/b
        instruction.folder ¦ WORKDIR b ¦ -
        instruction.folder ¦ FROM scratch ¶ WORKDIR b ¦ /b
        instruction.folder ¦ WORKDIR /a ¶ WORKDIR ../b ¦ -
        instruction.folder ¦ ENV X=/x ¶ WORKDIR $X/y ¦ /x/y
        instruction.folder ¦ WORKDIR $X/y ¦ -
        instruction.folder ¦ FROM a AS s ¶ WORKDIR /a ¶ FROM s ¶ WORKDIR b ¦ /a/b
        instruction.isAbsolute ¦ WORKDIR C:\\x ¦ true
        instruction.isAbsolute ¦ WORKDIR "/a b" ¦ true
        instruction.isAbsolute ¦ WORKDIR $X ¦ true
        instruction.isAbsolute ¦ ENV X=y ¶ WORKDIR $X ¦ false
        copy.hasWorkingFolder ¦ COPY a b ¦ false
        copy.hasWorkingFolder ¦ WORKDIR /x ¶ COPY a b ¦ true
        copy.hasWorkingFolder ¦ FROM a AS s ¶ WORKDIR /x ¶ FROM b ¶ COPY a b ¦ false
        copy.isRelative ¦ COPY a /b ¦ false
        copy.isRelative ¦ ENV X=b ¶ COPY a $X ¦ true
        copy.isRelative ¦ COPY a $X ¦ false
        """)

    @Test(arguments: folders) func `folders are followed from stage to stage`(example: WordCase) {
        #expect(example.actualValue == example.value)
    }

    private static let stages: [WordCase] = WordCase.table(
        """
        stage.isNameTaken ¦ FROM a AS x ¶ FROM b AS X ¦ true
        stage.isNameTaken ¦ FROM a AS x ¶ FROM b AS y ¦ false
        stage.isWindows ¦ FROM mcr.microsoft.com/windows/nanoserver:1 AS w ¶ FROM w ¦ true
        stage.isWindows ¦ FROM debian:12 ¦ false
        stage.consistentAs ¦ FROM a as b ¶ RUN c ¦ AS
        stage.consistentAs ¦ from a AS b ¶ run c ¦ as
        stage.labels ¦ FROM a AS x ¶ LABEL a=1 ¶ FROM x ¶ LABEL "b"=2 ¦ b,a
        image.isDefaultValid ¦ ARG T ¶ FROM a:$T ¦ false
        image.isDefaultValid ¦ ARG T=1 ¶ FROM a:$T ¦ true
        image.isDefaultValid ¦ FROM a:$T ¦ true
        image.isDefaultValid ¦ FROM a:$TARGETARCH ¦ true
        image.isDefaultValid ¦ ARG T=$TARGETARCH ¶ FROM a:$T ¦ true
        image.isPinned ¦ FROM $R/a:latest ¦ false
        image.isPinned ¦ FROM $R/a:1 ¦ true
        image.tagSuffix ¦ FROM a:1 ¦ :1
        """)

    @Test(arguments: stages) func `stages and images know their part`(example: WordCase) {
        #expect(example.actualValue == example.value)
    }

    private static let roles: [(text: String, inFinalImage: [Bool], results: [Bool])] = [
        ("FROM a\n", [true], [true]),
        ("FROM a AS x\nFROM x\n", [true, true], [false, true]),
        ("FROM a AS x\nFROM b\nCOPY --from=x / /\n", [false, true], [false, true]),
        ("FROM a AS x\nFROM b\n", [false, true], [true, true]),
        ("FROM a AS x-1\nFROM x-$TARGETARCH\n", [false, true], [false, true]),
    ]

    @Test(arguments: roles) func `a stage is shipped, needed, or a result of its own`(
        text: String, inFinalImage: [Bool], results: [Bool]
    ) {
        let model = DockerfileModel(Dockerfile(bytes: Array(text.utf8)))
        #expect(model.roles.isInFinalImage == inFinalImage)
        #expect(model.roles.isResult == results)
    }

    private static let instructions: [WordCase] = WordCase.table(
        """
        instruction.consistentKeyword ¦ FROM a ¶ run b ¶ RUN c ¶ copy d e ¦ COPY
        instruction.quotedText ¦ MAINTAINER J "X" Doe $1 ¦ "J \\"X\\" Doe \\$1"
        instruction.quotedText ¦ MAINTAINER "J Doe" ¦ "J Doe"
        instruction.repairedExecForm ¦ CMD ['a', 'b c'] ¦ ["a", "b c"]
        instruction.repairedExecForm ¦ CMD ["a" "b",] ¦ ["a", "b"]
        instruction.repairedExecForm ¦ CMD [a, “b”] ¦ ["a", "b"]
        instruction.repairedExecForm ¦ CMD ["a", "b ¦ -
        instruction.repairedExecForm ¦ CMD ['a'b', 'c'] ¦ -
        instruction.isExecLike ¦ RUN [ "a" = "b" ] ¦ false
        instruction.isExecLike ¦ RUN [ "a", b ] ¦ true
        instruction.isExecLike ¦ RUN [[ a =~ b,c ]] ¦ false
        instruction.definedNames ¦ ARG a=1 b ¦ a,b
        instruction.definedNames ¦ FROM a AS Build ¦ Build
        """)

    @Test(arguments: instructions) func `instructions know how they should be written`(
        example: WordCase
    ) {
        #expect(example.actualValue == example.value)
    }
}
