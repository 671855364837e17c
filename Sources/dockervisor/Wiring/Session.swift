import Console
import Engine
import Families
import FoundationEssentials
import Ncurses
import Screens
import Supervisor

/// The full-screen program: the terminal's events go to the store, the store's state is drawn.
@MainActor
final class Session {
    private let terminal: Terminal
    private let look: Look
    private let store: Store
    private let orders: AsyncStream<TerminalEffect?>.Continuation
    private let ordered: AsyncStream<TerminalEffect?>
    private let engine: any Engine
    private let demoJournal: String?
    /// While it runs the terminal is lent to it.
    private var shell: Task<Void, Never>?
    private var isDrawingDue = false
    /// What people see, and point at.
    private var drawn: Screen?

    /// - Parameters:
    ///   - problems: what in the settings was not understood; the first is said.
    ///   - isDemo: what is only made up is written down as long as the program runs.
    ///   - verbs: what can be typed into the palette.
    ///   - readCommand: what the words mean.
    init(
        engine: any Engine, terms: Terms, settings: Settings, problems: [FileError], isDemo: Bool,
        verbs: [Verb], readCommand: @escaping Store.CommandReader
    ) throws {
        do {
            terminal = try Terminal(theme: settings.theme)
        } catch {
            throw Failure(problem: error.problem, remedy: error.remedy, exitCode: 1)
        }
        self.engine = engine
        demoJournal =
            isDemo
            ? FileManager.default.temporaryDirectory.path
                + "/dockervisor-demo-\(ProcessInfo.processInfo.processIdentifier).jsonl" : nil
        let journal = demoJournal.map { Journal(path: $0) } ?? Journal(in: Invocation.folder)
        terminal.setMouse(isOn: settings.isMouseOn)
        look = settings.isASCII || !terminal.isUTF8 ? .ascii : .unicode
        let (ordered, orders) = AsyncStream<TerminalEffect?>.makeStream()
        self.ordered = ordered
        self.orders = orders
        var state = State(endpoint: engine.endpoint, size: terminal.size, settings: settings, verbs: verbs)
        state.message = problems.first.map { Message(.failure, $0.problem, remedy: $0.remedy) }
        store = Store(
            state: state,
            runner: EffectRunner(
                engine: engine, folder: Invocation.folder, by: Invocation.by, terms: terms,
                journal: journal, now: { .now }),
            readCommand: readCommand
        ) { orders.yield($0) }
    }

    /// Until somebody quits; the terminal is given back whatever happens.
    func run() async {
        let listening = Task { [weak self, terminal] in
            for await event in terminal.events { self?.hear(event) }
        }
        draw()
        store.send(.opened)
        for await order in ordered {
            if carryOut(order) { break }
        }
        listening.cancel()
        shell?.cancel()
        await shell?.value
        terminal.close()
        await store.end()
        sayLastWords()
        if let demoJournal { try? FileManager.default.removeItem(atPath: demoJournal) }
    }

    /// How a switch ended that was finished before this program could end.
    private func sayLastWords() {
        guard store.state.leaving == .decided, let message = store.state.message, message.kind != .hint else { return }
        Printing.line(message.text + (message.remedy.isEmpty ? "" : ". " + message.remedy))
    }

    private func hear(_ event: TerminalEvent) {
        switch event {
        case .key(let key): store.send(.pressed(key))
        case .mouse(let mouse): hear(mouse)
        case .resized(let size): store.send(.resized(size))
        case .interrupted: store.send(.pressed(.control("c")))
        case .terminated, .hungUp: store.send(.toldToEnd)
        case .resumed: drawSoon()
        }
    }

    /// Whether that was the end.
    private func carryOut(_ order: TerminalEffect?) -> Bool {
        switch order {
        case nil: drawSoon()
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .openShell(let shell, let container, _): open(shell, in: container)
        case .copy(let text): terminal.copy(text)
        case .setMouse(let isOn): terminal.setMouse(isOn: isOn)
        case .quit: return true
        }
        return false
    }

    private func hear(_ mouse: Mouse) {
        let spot = drawn?.spot(at: mouse.position)
        switch mouse.kind {
        case .pressed: if let spot { store.send(.clicked(spot)) }
        case .wheelUp: store.send(.wheeled(rows: -3, over: spot?.pane))
        case .wheelDown: store.send(.wheeled(rows: 3, over: spot?.pane))
        }
    }

    /// Lends the whole terminal; what happens meanwhile is drawn afterwards.
    private func open(_ shell: String, in container: ContainerReference) {
        guard self.shell == nil else { return }
        self.shell = Task { [terminal, engine, store] in
            let error = await terminal.lend { () async -> EngineError? in
                Printing.line("\(shell) in \(container.name). Type exit to return to dockervisor")
                do throws(EngineError) {
                    try await engine.openShell(shell, in: container.argument)
                    return nil
                } catch {
                    return error
                }
            }
            self.shell = nil
            store.send(.shellEnded(container, error))
        }
    }

    /// One frame for everything that happened in one turn.
    private func drawSoon() {
        guard !isDrawingDue else { return }
        isDrawingDue = true
        Task { [weak self] in
            self?.isDrawingDue = false
            self?.draw()
        }
    }

    private func draw() {
        let screen = Screen(store.state, look: look)
        terminal.paint(screen.canvas, sparingly: store.state.panes.isMoving)
        drawn = screen
        if let rows = screen.scrollEnd { store.send(.scrollEnded(at: rows)) }
    }
}
