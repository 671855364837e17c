import Console
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// What this program says on its standard streams. Foreign text is made visible here, so none reaches the terminal raw.
enum Printing {
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Of the terminal; nil where the output goes elsewhere.
    static var columns: Int? {
        var window = winsize()
        guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return nil }
        return Int(window.ws_col)
    }

    /// One line of ours, foreign parts included.
    static func line(_ text: String) { put(visible(text) + "\n", STDOUT_FILENO) }

    static func errorLine(_ text: String) { put(visible(text) + "\n", STDERR_FILENO) }

    /// Bytes of ours, already fit: JSON, a line that is drawn over.
    static func raw(_ text: String) { put(text, STDOUT_FILENO) }

    private static let failure = Atomic<Int32>(0)

    /// Why standard output took not all of it, in the system's words; nil if it did. A reader that went away had enough.
    static var failureWords: String? {
        let number = failure.load(ordering: .relaxed)
        return number == 0 ? nil : String(cString: strerror(number))
    }

    private static func put(_ text: String, _ descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EAGAIN {
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
                continue
            }
            guard written > 0 else {
                if descriptor == STDOUT_FILENO, errno != EPIPE { failure.store(errno, ordering: .relaxed) }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }
}
