import SourceText

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Reading of regular files, whole and within a limit.
enum FileReading {
    /// The bytes of a regular file. Pipes, devices, folders and files over `limit` bytes are
    /// refused.
    static func bytes(ofFile path: String, limit: Int) throws(UnreadableFile) -> [UInt8] {
        // Without O_NONBLOCK, opening a pipe waits for a writer that may never come.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw UnreadableFile(reason: reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw UnreadableFile(reason: reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw UnreadableFile(reason: kind(ofMode: status.st_mode))
        }
        guard status.st_size <= limit else { throw tooLarge(Int(status.st_size), limit: limit) }
        return try contents(of: descriptor, sizeHint: Int(status.st_size), limit: limit)
    }

    /// All that standard input holds.
    static func standardInput(limit: Int) throws(UnreadableFile) -> [UInt8] {
        try contents(of: STDIN_FILENO, sizeHint: 1 << 16, limit: limit)
    }

    private static func contents(
        of descriptor: Int32, sizeHint: Int, limit: Int
    ) throws(UnreadableFile) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte more than the file has, so that its end shows without growing the buffer.
        var capacity = max(sizeHint + 1, 512)
        while true {
            let filled = bytes.count
            var failure: Int32 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                var got = -1
                repeat {
                    got = read(descriptor, buffer.baseAddress, buffer.count)
                } while got < 0 && errno == EINTR
                failure = got < 0 ? errno : 0
                count = max(got, 0)
            }
            guard failure == 0 else { throw UnreadableFile(reason: reason(failure)) }
            guard !chunk.isEmpty else { return bytes }
            if filled == 0 { bytes = chunk } else { bytes += chunk }
            guard bytes.count <= limit else { throw tooLarge(bytes.count, limit: limit) }
            capacity = max(sizeHint + 1 - bytes.count, 1 << 16)
        }
    }

    private static func tooLarge(_ size: Int, limit: Int) -> UnreadableFile {
        let mebibytes = max(1, limit >> 20)
        return UnreadableFile(
            reason: "it is larger than the limit of \(mebibytes) MiB (--max-file-size)")
    }

    /// What the system says of an error number, in lower case.
    static func reason(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file or folder"
        case EACCES, EPERM: "permission is denied"
        case ELOOP: "it is a symbolic link that leads round in a circle"
        case EISDIR: "it is a folder"
        default: String(cString: strerror(number)).lowercased()
        }
    }

    private static func kind(ofMode mode: mode_t) -> String {
        switch mode & S_IFMT {
        case S_IFDIR: "it is a folder"
        case S_IFIFO: "it is a named pipe, not a file"
        case S_IFSOCK: "it is a socket, not a file"
        default: "it is a device, not a file"
        }
    }
}
