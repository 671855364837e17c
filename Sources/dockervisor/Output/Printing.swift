import Console

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

    /// A reader that went away is no reason to stop.
    private static func put(_ text: String, _ descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}
