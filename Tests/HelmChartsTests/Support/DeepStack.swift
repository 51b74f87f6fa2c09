import Foundation

/// Threads with a large stack, on which charts are rendered.
enum DeepStack {
    /// As large as the program's own workers have.
    private static let size = 256 << 20

    /// Waited for before it is read.
    private final class Slot<Result>: @unchecked Sendable {
        let work: () -> Result
        var result: Result?

        init(_ work: @escaping () -> Result) {
            self.work = work
        }
    }

    /// What work that nests deeply gives.
    static func run<Result>(_ work: @escaping () -> Result) -> Result {
        let slot = Slot(work)
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            slot.result = slot.work()
            done.signal()
        }
        thread.stackSize = size
        thread.start()
        done.wait()
        guard let result = slot.result else { fatalError("a thread of a test gave nothing") }
        return result
    }
}
