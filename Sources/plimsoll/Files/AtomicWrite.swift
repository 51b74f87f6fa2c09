#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writing of whole files: a reader sees the old bytes or the new ones, never half of them.
enum AtomicWrite {
    struct Failure: Error {
        var reason: String
    }

    /// Replaces the bytes of `path`, keeping its mode, or makes a new file with mode 0644.
    ///
    /// With a `root`, a path that leads out of it through a symbolic link is refused.
    static func replace(with bytes: [UInt8], file path: String, within root: String? = nil)
        throws(Failure)
    {
        let target = LinkTarget.resolved(path) ?? path
        if let root, let base = LinkTarget.resolved(root),
            target != base, !target.hasPrefix(base == "/" ? "/" : base + "/")
        {
            throw Failure(reason: "it is a symbolic link out of \(root)")
        }
        var status = stat()
        let mode = stat(target, &status) == 0 ? status.st_mode & 0o7777 : 0o644
        var template = Array((target + ".plimsoll-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Failure(reason: FileReading.reason(errno)) }
        let temporary = template.withUnsafeBufferPointer {
            String(cString: $0.baseAddress.unsafelyUnwrapped)
        }
        let isWritten = fill(descriptor, with: bytes) && fchmod(descriptor, mode) == 0
        let failure = errno
        guard close(descriptor) == 0, isWritten, rename(temporary, target) == 0 else {
            let reason = FileReading.reason(isWritten ? errno : failure)
            unlink(temporary)
            throw Failure(reason: reason)
        }
    }

    /// Makes the folders in which `path` is to stand.
    static func makeFolder(above path: String) throws(Failure) {
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/").dropLast() {
            folder += part + "/"
            guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
                throw Failure(reason: FileReading.reason(errno))
            }
        }
    }

    /// Writes all bytes to a descriptor; false (and `errno`) when that fails.
    static func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }
}
