import Testing

@testable import Notations

@Suite struct ImageReferences {
    private static let digest = "sha256:" + String(repeating: "0a", count: 32)

    /// text, registry, repository, tag, normalised; `-` stands for nil.
    private static let table = """
        debian                 -                debian      -     docker.io/library/debian:latest
        debian:12.5            -                debian      12.5  docker.io/library/debian:12.5
        owner/tool             -                owner/tool  -     docker.io/owner/tool:latest
        docker.io/debian       docker.io        debian      -     docker.io/library/debian:latest
        index.docker.io/a/b:c  index.docker.io  a/b         c     docker.io/a/b:c
        ghcr.io/a/b/c:v1       ghcr.io          a/b/c       v1    ghcr.io/a/b/c:v1
        localhost/a            localhost        a           -     localhost/a:latest
        localhost:5000/a:t     localhost:5000   a           t     localhost:5000/a:t
        Host/a                 Host             a           -     Host/a:latest
        [::1]:5000/a           [::1]:5000       a           -     [::1]:5000/a:latest
        a--b__c.d              -                a--b__c.d   -     docker.io/library/a--b__c.d:latest
        scratch                -                scratch     -     docker.io/library/scratch:latest
        """

    @Test func `parts and full names`() throws {
        for line in Self.table.split(separator: "\n") {
            let fields = line.split(separator: " ").map { $0 == "-" ? nil : String($0) }
            let reference = try #require(ImageReference(fields[0] ?? ""), "\(line)")
            #expect(reference.registry == fields[1], "\(line)")
            #expect(reference.repository == fields[2], "\(line)")
            #expect(reference.tag == fields[3], "\(line)")
            #expect(reference.normalized == fields[4], "\(line)")
        }
    }

    @Test func `a digest stands alone or after a tag`() throws {
        let alone = try #require(ImageReference("debian@\(Self.digest)"))
        #expect(alone.digest == Self.digest)
        #expect(alone.normalized == "docker.io/library/debian@\(Self.digest)")
        let both = try #require(ImageReference("ghcr.io/a/b:1.2@\(Self.digest)"))
        #expect(both.tag == "1.2")
        #expect(both.digest == Self.digest)
    }

    @Test func `ranges hold the parts`() throws {
        let text = "ghcr.io/a/b:1.2@\(Self.digest)"
        let reference = try #require(ImageReference(text))
        #expect(reference.registryRange == 0..<7)
        #expect(reference.repositoryRange == 8..<11)
        #expect(reference.tagRange == 12..<15)
        #expect(reference.digestRange == 16..<text.utf8.count)
    }

    @Test(arguments: [
        "", ":", "a:", "@", "a@", "Debian", "a/B", "/a", "a/", "a//b", "-a", "a-", "a..b",
        "a___b", "a:-x", "a:b:c", "a b", "a\n", "${A}", "a@sha256:0", "a@sha256:0:1",
        "host.:5000/a", "host:/a", "host:x/a", "[::1/a", "é",
        "a@md5:" + String(repeating: "0", count: 32),
        "a@sha256:" + String(repeating: "0A", count: 32),
        String(repeating: "0a", count: 32),
    ])
    func `what is no reference`(text: String) {
        #expect(ImageReference(text) == nil)
    }

    @Test func `lengths have limits`() {
        let tag = String(repeating: "t", count: ImageReference.longestTag)
        #expect(ImageReference("a:" + tag) != nil)
        #expect(ImageReference("a:" + tag + "t") == nil)
        let room = ImageReference.longestName - "docker.io/library/".utf8.count
        let name = String(repeating: "n", count: room)
        #expect(ImageReference(name) != nil)
        #expect(ImageReference(name + "n") == nil)
    }

    @Test func `familiar names are short`() {
        #expect(ImageReference("docker.io/library/debian")?.familiarName == "debian")
        #expect(ImageReference("a/b")?.familiarName == "a/b")
        #expect(ImageReference("quay.io/a/b")?.familiarName == "quay.io/a/b")
    }

    @Test func `scratch is known`() {
        #expect(ImageReference("scratch")?.isScratch == true)
        #expect(ImageReference("scratch:1")?.isScratch == false)
    }
}
