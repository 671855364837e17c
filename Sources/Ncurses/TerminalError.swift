/// Why there is no full-screen program here.
package enum TerminalError: Error, Hashable, Sendable {
    /// Standard input or output is a file, a pipe, or nothing.
    case notATerminal
    /// Neither the terminal's own description nor a fallback is installed; `term` is TERM, "" if it is not set.
    case unusable(term: String)

    /// What failed, in one sentence without a full stop.
    package var problem: String {
        switch self {
        case .notATerminal: "standard input or output is not a terminal"
        case .unusable(""): "unknown terminal type: TERM is not set"
        case .unusable(let term): "unknown terminal type: TERM is '\(term)'"
        }
    }

    /// What to type or do next, in one sentence without a full stop.
    package var remedy: String {
        switch self {
        case .notATerminal: "Run it in a terminal (over SSH: ssh -t) or use a command: dockervisor --help"
        case .unusable:
            "Install terminal descriptions (sudo apt-get install ncurses-base) or try: TERM=xterm dockervisor"
        }
    }
}
