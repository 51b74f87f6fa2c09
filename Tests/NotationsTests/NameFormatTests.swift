import Notations
import Testing

@Suite struct NameFormatTests {
    private func check(_ format: NameFormat, good: [String], bad: [String]) {
        for name in good { #expect(format.faults(in: name) == [], "\(name)") }
        for name in bad { #expect(!format.faults(in: name).isEmpty, "\(name)") }
    }

    private func letters(_ count: Int) -> String { String(repeating: "a", count: count) }

    @Test func `a label is lower case, short and has no dash at an end`() {
        check(
            .label, good: ["a", "my-name", "123-abc", "a--b", letters(63)],
            bad: ["", "-a", "a-", "A", "a.b", "a_b", "é", letters(64)])
        check(.letterLabel, good: ["a", "a1-b", letters(63)], bad: ["", "1a", "a-", letters(64)])
        #expect(NameFormat.label.faults(in: letters(64)) == ["must have at most 63 bytes, not 64"])
    }

    @Test func `a subdomain is labels with dots between them`() {
        let long = Array(repeating: letters(62), count: 4).joined(separator: ".")
        check(
            .subdomain, good: ["a", "apiextensions.k8s.io", "1.2", letters(64), long + ".a"],
            bad: ["", ".a", "a.", "a..b", "a.-b", "A.b", long + ".abc", "a b"])
    }

    @Test func `a qualified name may have a prefix`() {
        check(
            .qualifiedName,
            good: ["a", "My.Name_1", "apiextensions.k8s.io/v1beta1", "a/" + letters(63)],
            bad: ["", "/a", "a/", "a/b/c", "A.b/c", "a/_b", "a b", "a/" + letters(64), "a_b/c"])
        #expect(
            NameFormat.qualifiedName.faults(in: "/") == [
                "the part before the slash must not be empty", "the name must not be empty",
            ])
    }

    @Test func `the value of a label may be empty`() {
        check(
            .labelValue, good: ["", "a", "My-cool_label.1", letters(63)],
            bad: ["-a", "a-", "a b", "a/b", "a!", letters(64)])
    }
}
