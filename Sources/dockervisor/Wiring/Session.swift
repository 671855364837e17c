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
    private let orders: AsyncStream<Store.Order>.Continuation
    private let ordered: AsyncStream<Store.Order>
    private var isDrawingDue = false

    /// - Parameters:
    ///   - problems: what in the settings was not understood; the first is said.
    ///   - isDemo: nothing is written down of what is only made up.
    init(engine: any Engine, terms: Terms, settings: Settings, problems: [SettingsError], isDemo: Bool) throws {
        do {
            terminal = try Terminal(theme: settings.theme)
        } catch {
            throw Failure(problem: error.problem, remedy: error.remedy, exitCode: 1)
        }
        look = settings.isASCII || !terminal.isUTF8 ? .ascii : .unicode
        let (ordered, orders) = AsyncStream<Store.Order>.makeStream()
        self.ordered = ordered
        self.orders = orders
        var state = State(endpoint: engine.endpoint, size: terminal.size, settings: settings)
        state.message = problems.first.map { Message(.failure, $0.problem, remedy: $0.remedy) }
        store = Store(
            state: state,
            conductor: Conductor(
                engine: engine, folder: Invocation.folder, by: Invocation.by, terms: terms,
                journal: isDemo ? nil : Journal(in: Invocation.folder), now: { .now })
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
        terminal.close()
        await store.end()
    }

    private func hear(_ event: TerminalEvent) {
        switch event {
        case .key(let key): store.send(.pressed(key))
        case .resized(let size): store.send(.resized(size))
        case .interrupted: store.send(.pressed(.control("c")))
        case .terminated, .hungUp: store.send(.toldToEnd)
        case .resumed: drawSoon()
        }
    }

    /// Whether that was the end.
    private func carryOut(_ order: Store.Order) -> Bool {
        switch order {
        case .draw: drawSoon()
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: return true
        }
        return false
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
        terminal.paint(screen(store.state, look: look))
        if let rows = scrollEnd(store.state, look: look) { store.send(.scrollEnded(at: rows)) }
    }
}
