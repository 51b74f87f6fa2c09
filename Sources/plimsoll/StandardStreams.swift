#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Standard output and standard error.
enum StandardStreams {
    static func write(_ bytes: [UInt8]) {
        // A reader that went away (`| head`) is no failure of ours.
        _ = AtomicWrite.fill(STDOUT_FILENO, with: bytes)
    }

    static func write(_ text: String) { write(Array(text.utf8)) }

    static func writeError(_ text: String) {
        _ = AtomicWrite.fill(STDERR_FILENO, with: Array(text.utf8))
    }

    /// Whether standard output takes colours: a terminal, and nobody asked for none (no-color.org).
    static var takesColour: Bool {
        guard isatty(STDOUT_FILENO) == 1 else { return false }
        if let wish = getenv("NO_COLOR"), wish.pointee != 0 { return false }
        return getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? true
    }

    /// The columns of the terminal, or nil when standard output is none.
    static var width: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }
}
