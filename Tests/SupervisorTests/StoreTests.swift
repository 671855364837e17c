import Console
import DemoEngine
import Engine
import Families
import FoundationEssentials
import Supervisor
import Testing
@testable import dockervisor

/// From a key to what is so on the engine.
@MainActor @Suite(.timeLimit(.minutes(1)))
struct StoreTests {
    /// A store on an engine in memory; nothing is drawn.
    @MainActor
    private final class Desk {
        let engine = DemoEngine.demonstration(pace: .zero, now: { now })
        private(set) var orders: [TerminalEffect] = []
        private let store: Store
        private let drawn: AsyncStream<TerminalEffect?>

        init() {
            let (drawn, orders) = AsyncStream<TerminalEffect?>.makeStream()
            self.drawn = drawn
            let runner = EffectRunner(
                engine: engine, folder: DockerparamsFolder(current: "/nowhere", kept: "/nowhere", home: "/nowhere"),
                by: "ann@box", terms: Terms(probation: 0), now: { now })
            store = Store(
                state: State(endpoint: "demo", size: Size(columns: 80, rows: 24)), runner: runner,
                readCommand: { Dockervisor.typed($0, on: Terms(probation: 0)) }
            ) {
                orders.yield($0)
            }
        }

        var state: State { store.state }

        func type(_ text: String) { for key in text { store.send(.pressed(.character(key))) } }
        func send(_ event: Event) { store.send(event) }

        /// Goes on until that is so.
        func until(_ isSo: (State) -> Bool) async {
            if isSo(state) { return }
            for await order in drawn {
                if let order { orders.append(order) }
                if isSo(state) { return }
            }
        }

        func untilOrdered(_ order: TerminalEffect) async {
            for await next in drawn where next == order { return }
        }

        func open(at family: FamilyName) async {
            send(.opened)
            await until { $0.engine.isListening && !$0.engine.isReading && $0.engine.version != nil }
            while state.lists.selectedFamily?.name != family { type("j") }
        }

        func close() async { await store.end() }
    }

    @Test func `it opens with every family and who answers`() async {
        let desk = Desk()
        await desk.open(at: api)
        #expect(desk.state.lists.families.map(\.name.text) == ["api", "cron", "jobs", "legacy", "team/shop", "web"])
        #expect(desk.state.engine.version?.engine == "demo")
        #expect(desk.state.engine.connection == .live)
        await desk.until { !$0.engine.details.isEmpty }
        #expect(desk.state.engine.details.values.contains { $0.name == "dcv_api_stable" })
        await desk.close()
    }

    @Test func `r and y bring the stable container back`() async {
        let desk = Desk()
        await desk.open(at: web)
        desk.type("r")
        await desk.until { $0.mode != .browsing }
        let stops = await desk.engine.calls.filter { if case .stop = $0 { true } else { false } }
        #expect(stops == [])
        desk.type("y")
        await desk.until { $0.lists.family?.active.first?.role == .stable && $0.work?.isUnderWay == false }
        #expect(desk.state.message?.kind == .done)
        #expect(desk.state.lists.family?.active.map(\.name) == ["dcv_web_stable"])
        await desk.close()
    }

    @Test func `n on a stopped family starts a new container without a question`() async {
        let desk = Desk()
        await desk.open(at: cron)
        desk.type("n")
        await desk.until { $0.work?.isUnderWay == false && $0.lists.family?.active.isEmpty == false }
        #expect(desk.state.lists.family?.active.map(\.name) == ["dcv_cron"])
        #expect(desk.state.lists.family?.members.count == 2)
        await desk.close()
    }

    @Test func `a container that does not start is undone, and what served serves`() async {
        let desk = Desk()
        await desk.open(at: web)
        await desk.engine.fail(
            next: { if case .start = $0 { true } else { false } }, with: .portInUse(words: "8080 is allocated"))
        desk.type("n")
        await desk.until { $0.mode != .browsing }
        desk.type("y")
        await desk.until { $0.work?.isUnderWay == false && !$0.engine.isReading }
        #expect(desk.state.message?.text == "start web :new failed: a host port is already in use: 8080 is allocated")
        #expect(desk.state.message?.remedy == "Reverted: dcv_web is active again")
        #expect(desk.state.lists.family?.active.map(\.name) == ["dcv_web"])
        await desk.close()
    }

    @Test func `what changes between question and answer is shown anew`() async throws {
        let desk = Desk()
        await desk.open(at: web)
        desk.type("x")
        await desk.until { $0.mode != .browsing }
        try await desk.engine.forceRemove("dcv_web")
        desk.type("y")
        await desk.until { $0.message != nil }
        #expect(desk.state.message == Message(.done, "web is already stopped"))
        let stops = await desk.engine.calls.filter { if case .stop = $0 { true } else { false } }
        #expect(stops == [])
        await desk.close()
    }

    @Test func `b builds where the sources are, and says what came of it`() async {
        let desk = Desk()
        await desk.open(at: cron)
        desk.type("b")
        await desk.until { $0.mode != .browsing }
        #expect(desk.state.mode == .askingFolder(FolderQuestion(cron, text: "/srv/src/cron")))
        desk.send(.pressed(.enter))
        await desk.until { $0.work?.isUnderWay == false }
        #expect(desk.state.message?.remedy == "n starts it in a new container")
        await desk.until { $0.lists.family?.unusedBuild != nil }
        await desk.close()
    }

    @Test func `an engine that goes away and comes back`() async {
        let desk = Desk()
        await desk.open(at: web)
        await desk.engine.goAway(.unreachable(endpoint: "demo", words: "gone"))
        await desk.until { if case .lost = $0.engine.connection { true } else { false } }
        #expect(desk.state.lists.families.count == 6)
        await desk.engine.goAway(nil)
        desk.send(.connection(.pollDue))
        await desk.until { $0.engine.connection == .live && $0.engine.isListening }
        await desk.close()
    }

    @Test func `q hands quitting, redrawing and suspending to the terminal's owner`() async {
        let desk = Desk()
        desk.send(.pressed(.control("l")))
        await desk.untilOrdered(.redraw)
        desk.send(.pressed(.control("z")))
        await desk.untilOrdered(.suspend)
        desk.type("q")
        await desk.untilOrdered(.quit)
    }
}
