import Console

/// What a terminal reports.
package enum TerminalEvent: Hashable, Sendable {
    case key(Key)
    /// Only while the mouse is on.
    case mouse(Mouse)
    case resized(Size)
    /// SIGINT or SIGQUIT from another process; ^C is a key.
    case interrupted
    /// SIGTERM.
    case terminated
    /// The terminal went away: SIGHUP, or the end of its input; often both. No more keys will come.
    case hungUp
    /// The program was stopped, and goes on; what it painted is on the screen again.
    case resumed
}
