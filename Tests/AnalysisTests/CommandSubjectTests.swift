import CEL
import Dockerfiles
import Rules
import ShellCommands
import Testing

@testable import Analysis

/// The value of a word for the first command of a program, as text; `-` when absent.
private func word(_ name: String, of program: String, in text: String) -> String {
    let model = DockerfileModel(Dockerfile(bytes: Array(text.utf8)))
    guard let command = model.commands.first(where: { $0.use.program == program }) else {
        return "no \(program)"
    }
    let subject = CommandFacts.subject.subject(command)
    guard let index = subject.objectType.index(of: name) else { return "no word \(name)" }
    switch subject.field(index) {
    case .bool(let value): return "\(value)"
    case .string(let value): return value
    case .object: return subject.range(ofField: index).map(model.text) ?? "object"
    default: return "-"
    }
}

@Suite struct CommandSubjectTests {
    /// Word, program, what stands in the stage behind `FROM`, and the value.
    private static let ofOneInstruction = """
        yesOption ¦ apt-get ¦ RUN apt-get install curl ¦ -y
        yesOption ¦ apt-get ¦ RUN apt-get update ¦
        yesOption ¦ pacman ¦ RUN pacman -S curl ¦ --noconfirm
        yesOption ¦ conda ¦ RUN conda env update -f e.yml ¦
        cacheLeft ¦ apt-get ¦ RUN apt-get update && make ¦ /var/lib/apt/lists
        cacheLeft ¦ apt-get ¦ RUN apt-get update && apt-get distclean ¦ -
        cacheLeft ¦ apt-get ¦ RUN apt-get update && apt-get clean ¦ /var/lib/apt/lists
        cacheLeft ¦ apt-get ¦ RUN --mount=type=cache,target=/var/lib/apt apt-get update ¦ -
        cacheLeft ¦ dnf ¦ RUN dnf install -y a && dnf install -y b ¦ -
        cacheLeft ¦ yum ¦ RUN yum install -y a && rm -rf /var/cache/dnf ¦ -
        cacheLeft ¦ yarn ¦ RUN yarn install && yarn cache clean ¦ -
        cleaning ¦ apt-get ¦ RUN sudo apt-get update ¦ sudo rm -rf /var/lib/apt/lists/*
        cleaning ¦ mamba ¦ RUN mamba install -y a ¦ mamba clean --all --yes
        noCacheOption ¦ apk ¦ RUN apk add curl ¦ --no-cache
        noCacheOption ¦ apk ¦ RUN apk del curl ¦
        avoidsCache ¦ pip ¦ RUN PIP_NO_CACHE_DIR=1 pip install a ¦ true
        avoidsCache ¦ pip ¦ RUN PIP_NO_CACHE_DIR=off pip install a ¦ false
        upgradesAll ¦ apt-get ¦ RUN apt-get dist-upgrade -y ¦ true
        upgradesAll ¦ dnf ¦ RUN dnf update -y openssl ¦ false
        endOfList ¦ apt-get ¦ RUN apt-get update; make ¦ make
        endOfList ¦ apt-get ¦ RUN apt-get update && make || true ¦ -
        endOfList ¦ apt-get ¦ RUN if true; then apt-get update; fi ¦ -
        removal ¦ top ¦ RUN make && top ¦ && top
        hidesFailure ¦ curl ¦ RUN curl a | sh ¦ true
        hidesFailure ¦ curl ¦ RUN set -o pipefail; curl a | sh ¦ false
        hidesFailure ¦ echo ¦ RUN echo a | sh ¦ false
        hidesFailure ¦ cut ¦ RUN echo a | cut -c 1 | sh ¦ false
        hidesFailure ¦ wget ¦ RUN curl a | sh; wget b | sh ¦ false
        hidesFailure ¦ curl ¦ RUN if curl a | grep -q b; then make; fi ¦ false
        runner ¦ curl ¦ RUN curl a | bash -s ¦ bash -s
        runner ¦ curl ¦ RUN curl a | tar xz ¦ -
        tlsCheckOff ¦ curl ¦ RUN curl -fkL https://a.org ¦ k
        tlsCheckOff ¦ git ¦ RUN git -c http.sslVerify=false clone a ¦ -c http.sslVerify=false
        tlsCheckOff ¦ git ¦ RUN GIT_SSL_NO_VERIFY=1 git clone a ¦ GIT_SSL_NO_VERIFY=1
        tlsCheckOff ¦ npm ¦ RUN npm config set strict-ssl true ¦ -
        tlsCheckOff ¦ pip ¦ RUN pip install --trusted-host=a b ¦ --trusted-host=a
        isLocalRequest ¦ curl ¦ RUN curl -k https://localhost:8443/a ¦ true
        isLocalRequest ¦ curl ¦ RUN curl -k https://db/a ¦ true
        isLocalRequest ¦ curl ¦ RUN curl -k https://localhost.example.org/a ¦ false
        isLocalRequest ¦ curl ¦ RUN curl -k https://[::1]/a ¦ true
        keepsErrorPage ¦ curl ¦ RUN curl -sLo a https://a.org ¦ true
        keepsErrorPage ¦ curl ¦ RUN curl -fsLo a https://a.org ¦ false
        keepsErrorPage ¦ curl ¦ RUN curl -so /dev/null -w '%{http_code}' https://a.org ¦ false
        letsOthersWrite ¦ chmod ¦ RUN chmod 777 a ¦ true
        letsOthersWrite ¦ chmod ¦ RUN chmod 777 a && rm -r a ¦ false
        saferMode ¦ chmod ¦ RUN chmod 0777 a ¦ 0775
        isPlainDirectory ¦ cd ¦ RUN cd /srv && make ¦ true
        isPlainDirectory ¦ cd ¦ RUN cd $HOME && make ¦ false
        credential ¦ git ¦ RUN git clone https://a:b@c.org/d ¦ https://a:b@c.org/d
        credential ¦ git ¦ RUN git clone https://a:$(cat t)@c.org/d ¦ -
        credential ¦ git ¦ RUN git clone https://a:$T@c.org/d ¦ -
        credential ¦ curl ¦ RUN curl -u a:b https://c.org ¦ a:b
        credential ¦ curl ¦ RUN curl -u a https://c.org ¦ -
        credential ¦ curl ¦ RUN curl -H 'Authorization: Bearer t0' https://c.org ¦ 'Authorization: Bearer t0'
        credential ¦ tool ¦ RUN tool --password=hunter2 ¦ hunter2
        credential ¦ tool ¦ RUN tool --password=xxxx --token= ¦ -
        credential ¦ curl ¦ RUN curl https://a.org/b@c:d ¦ -
        isInBuild ¦ curl ¦ CMD curl a ¦ false
        leavesNothing ¦ service ¦ RUN make && service a start ¦ true
        leavesNothing ¦ service ¦ RUN service a start && make ¦ false
        leavesNothing ¦ systemctl ¦ RUN systemctl enable a ¦ false
        leavesNothing ¦ systemctl ¦ RUN systemctl start a ¦ true
        leavesNothing ¦ kill ¦ RUN a & kill $! ¦ false
        """

    @Test func `words of a command follow from its script`() {
        for row in Self.ofOneInstruction.split(separator: "\n") {
            let parts = row.split(separator: "¦", omittingEmptySubsequences: false).map(trimmed)
            let found = word(parts[0], of: parts[1], in: "FROM debian:12\n\(parts[2])\n")
            #expect(trimmed(found[...]) == parts[3], "\(row)")
        }
    }

    /// Word, program, and the lines of a file with `/` between them, and the value.
    private static let ofWholeFile = """
        isOnBusyBox ¦ make ¦ FROM alpine:3.20 AS a / FROM a / RUN make ¦ true
        isOnBusyBox ¦ make ¦ FROM python:3.12-alpine / RUN make ¦ true
        isOnBusyBox ¦ make ¦ FROM debian:12 / RUN make ¦ false
        isShipped ¦ make ¦ FROM debian AS a / RUN make / FROM scratch / COPY --from=a b b ¦ false
        isShipped ¦ make ¦ FROM debian AS a / RUN make / FROM a ¦ true
        isShipped ¦ make ¦ FROM debian AS dev / RUN make / FROM debian ¦ true
        isKnownNonRoot ¦ make ¦ FROM debian AS a / USER app / FROM a / RUN make ¦ true
        isKnownNonRoot ¦ make ¦ FROM debian / USER app / USER 0:0 / RUN make ¦ false
        isKnownNonRoot ¦ make ¦ FROM debian / RUN make / USER app ¦ false
        avoidsCache ¦ pip ¦ FROM a AS b / ENV PIP_NO_CACHE_DIR=1 / FROM b / RUN pip install c ¦ true
        otherDownloader ¦ wget ¦ FROM a / RUN curl b / RUN wget c ¦ curl
        otherDownloader ¦ wget ¦ FROM a / RUN curl b / FROM a / RUN wget c ¦ -
        staleInstall ¦ apt-get ¦ FROM a / RUN apt-get update / RUN apt-get install b ¦ apt-get install b
        staleInstall ¦ apt-get ¦ FROM a / RUN apt-get update / RUN apt-get update && apt-get install b ¦ -
        staleInstall ¦ apt-get ¦ FROM a / RUN apt-get update / FROM a / RUN apt-get install b ¦ -
        staleInstall ¦ apk ¦ FROM a / RUN apk update && apk add b / RUN apk add c ¦ -
        credential ¦ curl ¦ FROM a / ARG T / RUN curl -u a:$T https://b.org ¦ a:$T
        removedSecret ¦ rm ¦ FROM a / COPY .npmrc . / RUN rm -f ./.npmrc ¦ ./.npmrc
        removedSecret ¦ rm ¦ FROM a / COPY id_rsa keys+server.key k+ / RUN rm k+server.key ¦ k+server.key
        removedSecret ¦ rm ¦ FROM a / RUN rm .npmrc / COPY .npmrc . ¦ -
        removedCopy ¦ rm ¦ FROM a / COPY b.zip c.zip / RUN rm c.zip ¦ c.zip
        removedCopy ¦ rm ¦ FROM a / COPY b.txt c.txt / RUN rm c.txt ¦ -
        unpackedCopy ¦ tar ¦ FROM a / COPY b.tar +tmp+ / RUN tar -xf +tmp+b.tar ¦ +tmp+b.tar
        unpackedCopy ¦ tar ¦ FROM a / ADD b.tar +tmp+ / RUN tar -xf +tmp+b.tar ¦ -
        wholeCopyBefore ¦ npm ¦ FROM a / COPY . . / RUN npm ci ¦ COPY . .
        wholeCopyBefore ¦ npm ¦ FROM a / COPY package.json . / RUN npm ci / COPY . . ¦ -
        wholeCopyBefore ¦ pip ¦ FROM a / COPY . . / RUN pip install -r r.txt ¦ COPY . .
        wholeCopyBefore ¦ pip ¦ FROM a / COPY . . / RUN pip install . ¦ -
        """

    @Test func `words of a command follow from what stands above it`() {
        for row in Self.ofWholeFile.split(separator: "\n") {
            let parts = row.split(separator: "¦", omittingEmptySubsequences: false).map(trimmed)
            // `+` stands for the slash of paths, as ` / ` parts the lines.
            let lines = parts[2].split(separator: " / ").joined(separator: "\n")
            let file = String(lines.map { $0 == "+" ? "/" : $0 })
            let wanted = String(parts[3].map { $0 == "+" ? "/" : $0 })
            #expect(word(parts[0], of: parts[1], in: file + "\n") == wanted, "\(row)")
        }
    }

    @Test func `of a script of very many commands only the nearest are looked at`() {
        let commands = Array(repeating: "chmod 777 a | cd b", count: 1_000)
        let text = "FROM debian:12\nRUN " + commands.joined(separator: " && ") + "\n"
        let model = DockerfileModel(Dockerfile(bytes: Array(text.utf8)))
        #expect(model.commands.count == 2_000)
        #expect(model.commands.last?.following.count == 0)
        #expect(model.commands.first?.following.count == 256)
        #expect(model.commands.last?.preceding.count == 256)
    }

    private func trimmed(_ text: Substring) -> String {
        var text = text
        while text.hasPrefix(" ") { text.removeFirst() }
        while text.hasSuffix(" ") { text.removeLast() }
        return String(text)
    }
}
