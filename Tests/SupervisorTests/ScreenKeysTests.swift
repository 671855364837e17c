import Console
import Engine
import Families
import Supervisor
import Testing

/// Zoom, freeze, copy, shell and mouse.
struct ScreenKeysTests {
    private let dcvWeb = ContainerReference.existing(id: "#dcv_web", name: "dcv_web")

    // MARK: Zoom

    @Test func `z shows the pane alone, again or Esc all of them`() {
        var state = State.live()
        state.type("2z")
        #expect(state.panes.isZoomed)
        state.type("z")
        #expect(!state.panes.isZoomed)
        state.type("z")
        state.hit(.escape)
        #expect(!state.panes.isZoomed)
        #expect(state.lists.focus == .containers)
    }

    // MARK: Frozen

    @Test func `while frozen the engine is not looked at, and what comes is not shown`() {
        var state = State.live()
        #expect(state.type("!") == [])
        #expect(state.hear(.connection(.engineChanged(.init(kind: "container", action: "die", id: "#dcv_web")))) == [])
        #expect(state.hear(.connection(.pollDue)) == [])
        #expect(state.type("!") == [.connection(.readSnapshot)])
        state.type("!")
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)) == [])
        #expect(state.lists.families.count == 3)
        #expect(state.type("!") == [.connection(.readSnapshot)])
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)).contains(.connection(.pollAfter(.seconds(60)))))
        #expect(state.lists.families.isEmpty)
    }

    @Test func `what was printed while it was frozen is shown afterwards`() {
        var state = State.live()
        let time = LogTime(nanoseconds: 1)
        state.type("L")
        state.hear(.inspector(.logged([LogLine("before", at: time)], "#dcv_web")))
        state.type("!")
        state.hear(.inspector(.logged([LogLine("meanwhile", at: LogTime(nanoseconds: 2))], "#dcv_web")))
        #expect(state.inspector.logs.lines.numbers.count == 1)
        #expect(state.type("!") == [.inspector(.follow(.logs(container: "#dcv_web"), after: time))])
    }

    @Test func `if nothing happened meanwhile nothing is looked up`() {
        var state = State.live()
        #expect(state.type("!!") == [])
    }

    @Test func `what is begun goes on in sight`() {
        var state = State.live()
        state.type("!r")
        let plan = confirmed(.rollback(web))
        state.hear(.connection(.engineChanged(.init(kind: "container", action: "die", id: "#dcv_web"))))
        state.hear(.operation(.planned(.rollback(web), plan)))
        #expect(state.type("y") == [.operation(.perform(plan)), .operation(.tick), .connection(.readSnapshot)])
        #expect(!state.isFrozen)
    }

    @Test func `before there is anything it is not frozen`() {
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24))
        state.hear(.opened)
        state.type("!")
        #expect(!state.isFrozen)
    }

    // MARK: Copy

    private func copied(_ keys: String, _ state: State = .live()) -> [Effect] {
        var state = state
        return state.type(keys)
    }

    @Test func `c copies the name, the id or a command`() {
        #expect(copied("cc") == [.terminal(.copy("dcv_web"))])
        #expect(copied("c2") == [.terminal(.copy("#dcv_web"))])
        #expect(copied("cjjc") == [.terminal(.copy("#dcv_web"))])
        #expect(copied("c5") == [.terminal(.copy("docker logs -f dcv_web"))])
        #expect(copied("c7") == [.terminal(.copy("docker exec -it dcv_web sh"))])
        #expect(copied("c9") == [])
        #expect(copied("2jc7") == [.terminal(.copy("web"))])
    }

    @Test func `of marked rows all names are copied`() {
        #expect(copied("gg  cc") == [.terminal(.copy("api\ncron"))])
        #expect(copied("2  c3") == [.terminal(.copy("docker inspect dcv_web dcv_web_stable"))])
    }

    @Test func `it says what was copied, and closes without copying`() {
        var state = State.live()
        state.type("cc")
        #expect(state.message == Message(.done, "Copied, if the terminal allows it: dcv_web"))
        for key in [Key.escape, .character("q"), .character("n"), .control("c")] {
            state.type("c")
            #expect(state.hit(key) == [])
            #expect(state.mode == .browsing)
        }
    }

    @Test(arguments: ["y", "Y"])
    func `a yes without a question does nothing but say so`(key: String) {
        var state = State.live()
        let before = state.mode
        #expect(state.type(key) == [])
        #expect(state.mode == before)
        #expect(state.message == Message(.hint, "Ignored \(key): no question is shown", remedy: "c copies"))
    }

    // MARK: Shell

    @Test func `e looks for a shell, then lends the terminal to it`() {
        var state = State.live()
        #expect(state.type("e") == [.findShell(dcvWeb, on: .local)])
        #expect(
            state.hear(.shellFound(dcvWeb, shell: "bash", on: .local)) == [
                .terminal(.openShell("bash", dcvWeb, on: .local))
            ])
        #expect(state.hear(.shellEnded(dcvWeb, nil)) == [])
        #expect(state.message == nil)
    }

    @Test func `without a shell, or without a running container, it says so`() {
        var state = State.live()
        state.type("e")
        #expect(state.hear(.shellFound(dcvWeb, shell: nil, on: .local)) == [])
        #expect(state.message?.text == "dcv_web has no shell: its image contains neither bash nor sh")
        state = State.live(selected: cron)
        #expect(state.type("e") == [])
        #expect(state.message?.text == "dcv_cron is not running, so it has no shell")
        state.hear(.shellEnded(dcvWeb, .noSuchContainer("dcv_web")))
        #expect(state.message?.text.hasPrefix("shell in dcv_web: ") == true)
    }

    @Test func `the terminal is not lent behind a dialog, nor read-only`() {
        var state = State.live()
        state.type("e?")
        #expect(state.hear(.shellFound(dcvWeb, shell: "sh", on: .local)) == [])
        state = State.live()
        state.settings.isReadOnly = true
        #expect(state.type("e") == [])
        #expect(!Action.shell.isPossible(in: state))
    }

    // MARK: Mouse

    @Test func `M turns the mouse on and off`() {
        var state = State.live()
        #expect(state.type("M") == [.terminal(.setMouse(isOn: true))])
        #expect(state.type("M") == [.terminal(.setMouse(isOn: false))])
    }

    @Test func `a click selects, and gives the pane the keys`() {
        var state = State.live()
        state.hear(.clicked(.row(.families, .family(cron))))
        #expect(state.lists.selectedFamily == cron)
        state.hear(.clicked(.row(.containers, .container("#dcv_cron"))))
        #expect(state.lists.focus == .containers)
        state.hear(.clicked(.pane(.inspector)))
        #expect(state.lists.focus == .inspector)
    }

    @Test func `in a dialog a click does nothing, and the wheel scrolls`() {
        var state = State.live()
        let plan = confirmed(.rollback(web))
        state.mode = .confirming(Confirmation(plan, scrolled: 0))
        #expect(state.hear(.clicked(.row(.families, .family(cron)))) == [])
        #expect(state.hear(.wheeled(rows: 3, over: .families)) == [])
        #expect(state.mode == .confirming(Confirmation(plan, scrolled: 3)))
        #expect(state.lists.selectedFamily == web)
    }

    @Test func `the wheel moves in the pane below it, which need not have the keys`() {
        var state = State.live()
        state.hear(.wheeled(rows: 3, over: .inspector))
        #expect(state.inspector.scrolled == 3)
        state.hear(.wheeled(rows: -3, over: .families))
        #expect(state.lists.selectedFamily == api)
        #expect(state.lists.focus == .families)
    }
}
