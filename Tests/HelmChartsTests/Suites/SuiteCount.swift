import Testing

/// Counts the cases of a suite that give what they should, and collects the others.
struct SuiteCount {
    private let name: String
    private var count = 0
    private var wrong: [String] = []

    init(_ name: String) {
        self.name = name
    }

    mutating func add(_ template: String, _ got: String, _ wanted: String, isRight: Bool) {
        count += 1
        guard !isRight else { return }
        wrong.append("\(template)\n    want \(wanted)\n    got  \(got)")
    }

    mutating func add(_ template: String, _ got: String, _ wanted: String) {
        add(template, got, wanted, isRight: got.utf8.elementsEqual(wanted.utf8))
    }

    /// Says how many are right, and fails the test when not all are.
    func report() {
        print("\(name): \(count - wrong.count) of \(count)")
        #expect(wrong.isEmpty, "\(wrong.prefix(40).joined(separator: "\n"))")
    }
}
