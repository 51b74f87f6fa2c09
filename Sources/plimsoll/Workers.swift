#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Threads that share a row of jobs. The only place where Plimsoll starts threads.
enum Workers {
    /// Stack of a worker in bytes: only touched pages cost memory.
    private static let stackSize = 256 << 20

    /// How many threads the machine runs at once.
    static var available: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// `work` of every index below `count`, in the order of the indexes.
    ///
    /// `tool` makes what the work is done with, once for each thread.
    static func map<Tool, Result: Sendable>(
        _ count: Int, threads: Int, with tool: @escaping @Sendable () -> Tool,
        _ work: @escaping @Sendable (Tool, Int) -> Result
    ) -> [Result] {
        let threads = min(threads, count)
        let row = JobRow(count: count, tool: tool, work: work)
        let handles = (1..<max(1, threads)).map { _ in start(row) }
        row.run()
        for handle in handles { if let handle { pthread_join(handle, nil) } }
        return row.results
    }

    /// What work that nests deeply gives, done on a thread with a large stack; nil when the system
    /// refuses one.
    static func onDeepStack<Result: Sendable>(
        _ work: @escaping @Sendable () -> Result
    ) -> Result? {
        let row = JobRow(count: 1, tool: {}, work: { _, _ in work() })
        guard let handle = start(row) else { return nil }
        pthread_join(handle, nil)
        return row.results.first
    }

    /// Runs `row` on a new thread; nil when the system refuses one, and the others do its share.
    private static func start<Tool, Result: Sendable>(_ row: JobRow<Tool, Result>) -> pthread_t? {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stackSize)
        let box = Unmanaged<AnyObject>.passRetained(row)
        #if canImport(Glibc)
            var handle = pthread_t()
        #else
            var handle: pthread_t?
        #endif
        let status = pthread_create(
            &handle, &attributes,
            { argument in
                #if canImport(Glibc)
                    let box = Unmanaged<AnyObject>.fromOpaque(argument!)
                #else
                    let box = Unmanaged<AnyObject>.fromOpaque(argument)
                #endif
                (box.takeRetainedValue() as? any Runnable)?.run()
                return nil
            }, box.toOpaque())
        guard status == 0 else {
            box.release()
            return nil
        }
        return handle
    }
}

private protocol Runnable {
    func run()
}

/// The jobs not yet begun. A class because all threads take from the same row.
private final class JobRow<Tool, Result: Sendable>: Runnable, @unchecked Sendable {
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let tool: @Sendable () -> Tool
    private let work: @Sendable (Tool, Int) -> Result
    private let count: Int
    private var next = 0
    private var slots: [Result?]

    init(
        count: Int, tool: @escaping @Sendable () -> Tool,
        work: @escaping @Sendable (Tool, Int) -> Result
    ) {
        self.count = count
        self.tool = tool
        self.work = work
        slots = Array(repeating: nil, count: count)
        lock = .allocate(capacity: 1)
        pthread_mutex_init(lock, nil)
    }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    var results: [Result] { slots.compactMap { $0 } }

    func run() {
        let tool = tool()
        while let index = take() {
            let result = work(tool, index)
            pthread_mutex_lock(lock)
            slots[index] = result
            pthread_mutex_unlock(lock)
        }
    }

    private func take() -> Int? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        guard next < count else { return nil }
        next += 1
        return next - 1
    }
}
