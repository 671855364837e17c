import CNcurses
import Console
import Dispatch

/// The terminal this program runs in, taken for a full screen: the only thing that draws on it or reads keys.
///
/// From `init` to ``close()`` nothing else may write to it; in between, a program may have it by ``lend(_:)``. A crash
/// and `exit` give it back, too. Only one can be open.
@MainActor
package final class Terminal {
    /// In the order they happened; for one reader. Ends with ``close()``.
    package let events: AsyncStream<TerminalEvent>
    /// Whether the locale can show more than ASCII; if not, the rest shows as `?`.
    package let isUTF8: Bool

    private let continuation: AsyncStream<TerminalEvent>.Continuation
    private let hasColors: Bool
    private let theme: Theme
    private let keySource: any DispatchSourceRead
    private let signalSource: any DispatchSourceRead
    private var drawnSize: Size
    /// What the rows show, as far as that is known.
    private var painted: [[Cell]] = []
    private var paintedCursor: Position?
    /// Painted while the terminal was lent.
    private var waiting: Canvas?
    private var state = State.taken

    private enum State { case taken, lent, closed }

    /// Takes the terminal, and hides the cursor. If it throws, nothing has changed.
    package init(theme: Theme = .standard) throws(TerminalError) {
        self.theme = theme
        switch screen_open() {
        case SCREEN_OPENED: break
        case SCREEN_NO_TERMINAL: throw .notATerminal
        default: throw .unusable(term: String(cString: screen_named_terminal()))
        }
        isUTF8 = screen_is_utf8()
        hasColors = screen_has_colors()
        drawnSize = Size(screen_size())
        (events, continuation) = AsyncStream.makeStream()
        keySource = DispatchSource.makeReadSource(fileDescriptor: 0, queue: .main)
        signalSource = DispatchSource.makeReadSource(fileDescriptor: screen_signals(), queue: .main)
        keySource.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readKeys() } }
        signalSource.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readSignals() } }
        keySource.activate()
        signalSource.activate()
    }

    package var size: Size { Size(screen_size()) }

    /// Shows a canvas, sending only what differs from what is there; while lent, as soon as the terminal is back.
    ///
    /// One smaller than the terminal leaves the rest as it was, a larger one is cut.
    ///
    /// - Parameter sparingly: what is about the cursor comes first, and what would take more than a few hundred bytes
    ///   stays as it was until the next canvas.
    package func paint(_ canvas: Canvas, sparingly: Bool = false) {
        switch state {
        case .closed: return
        case .lent: waiting = canvas
        case .taken: if paintChanges(of: canvas, sparingly: sparingly) { screen_refresh() }
        }
    }

    /// Gives the terminal to a body that runs a program on it, and takes it back afterwards.
    ///
    /// The program belongs into this process group, with the terminal as its input and output. ^C and resizes are
    /// its business meanwhile; a resize is reported afterwards.
    package func lend<Result, Failure>(
        _ body: @MainActor () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        if state != .taken { return try await body() }
        state = .lent
        keySource.suspend()
        screen_lend()
        defer { takeBack() }
        return try await body()
    }

    /// Stops the program as ^Z does in a shell, with the terminal as the shell left it; returns once it goes on.
    package func suspend() {
        if state != .taken { return }
        screen_suspend()
        catchUp()
        continuation.yield(.resumed)
    }

    /// Sends the whole picture again, over whatever somebody else wrote.
    package func redraw() {
        if state == .taken { screen_take_back() }
    }

    /// Has clicks and the wheel reported, or leaves them to the terminal, which then selects text with them.
    package func setMouse(isOn: Bool) {
        if state != .closed { screen_set_mouse(isOn) }
    }

    /// Puts a text on the clipboard of whoever sits at the terminal, also over ssh (OSC 52).
    ///
    /// Terminals that do not know the sequence, or do not allow it, ignore it; nothing tells.
    package func copy(_ text: String) {
        if state == .taken { screen_send(clipboardSequence(text, within: .current)) }
    }

    /// Gives the terminal back as it was. Closing twice is no error.
    package func close() {
        if state == .closed { return }
        if state == .lent { keySource.resume() }
        state = .closed
        keySource.cancel()
        signalSource.cancel()
        screen_close()
        continuation.finish()
    }
}

extension Terminal {
    /// Whether there was anything to send.
    private func paintChanges(of canvas: Canvas, sparingly: Bool) -> Bool {
        let rows =
            sparingly && !painted.isEmpty
            ? canvas.thriftyRows(after: painted, cursor: paintedCursor) : canvas.changedRows(after: painted)
        for row in rows {
            for run in canvas.runs(row: row) { draw(run, row: row) }
        }
        let known = painted
        painted = (0..<max(0, canvas.size.rows)).map { row in
            rows.contains(row) || row >= known.count ? canvas[row: row] : known[row]
        }
        if !rows.isEmpty || paintedCursor != canvas.cursor {
            screen_set_cursor(Int32(canvas.cursor?.row ?? -1), Int32(canvas.cursor?.column ?? -1))
            paintedCursor = canvas.cursor
            return true
        }
        return false
    }

    private func draw(_ run: Run, row: Int) {
        let style = style(of: run.tone, in: theme, colors: hasColors)
        screen_draw(Int32(row), Int32(run.column), Int32(run.columns), run.text, style.attributes, style.color)
    }

    private func takeBack() {
        if state != .lent { return }
        state = .taken
        keySource.resume()
        screen_take_back()
        catchUp()
    }

    /// After a time in which the terminal was somebody else's.
    private func catchUp() {
        resize()
        if let canvas = waiting {
            waiting = nil
            paint(canvas)
        }
    }

    private func resize() {
        let size = size
        if size == drawnSize { return }
        drawnSize = size
        screen_resize(screen_size())
        painted = []
        continuation.yield(.resized(size))
    }
}

extension Terminal {
    private func readKeys() {
        if state != .taken { return }
        if screen_input_has_ended() { return hangUp() }
        while true {
            let key = screen_read_key()
            if key.kind == SCREEN_KEY_NONE { return }
            if let key = Key(key) { continuation.yield(.key(key)) }
            if let mouse = Mouse(key) { continuation.yield(.mouse(mouse)) }
        }
    }

    /// A terminal without input stays readable for ever: not to be asked again.
    private func hangUp() {
        keySource.cancel()
        continuation.yield(.hungUp)
    }

    private func readSignals() {
        while state != .closed {
            let signal = screen_next_signal()
            if signal == SCREEN_SIGNAL_NONE { return }
            handle(signal)
        }
    }

    /// While the terminal is lent, what is typed into it and becomes a signal is for the program there.
    private func handle(_ signal: screen_signal) {
        let isLent = state == .lent
        switch signal {
        case SCREEN_SIGNAL_HANG_UP: continuation.yield(.hungUp)
        case SCREEN_SIGNAL_TERMINATE: continuation.yield(.terminated)
        case SCREEN_SIGNAL_INTERRUPT where !isLent: continuation.yield(.interrupted)
        case SCREEN_SIGNAL_RESIZE where !isLent: resize()
        case SCREEN_SIGNAL_STOP: isLent ? screen_suspend() : suspend()
        case SCREEN_SIGNAL_CONTINUE where !isLent: resume()
        default: break
        }
    }

    /// Whoever stopped this program did so without a word, and left the terminal in another state.
    private func resume() {
        screen_take_back()
        catchUp()
        continuation.yield(.resumed)
    }
}

extension Size {
    fileprivate init(_ size: screen_size) {
        self.init(columns: Int(size.columns), rows: Int(size.rows))
    }
}
