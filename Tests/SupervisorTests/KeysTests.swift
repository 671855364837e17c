import Console
import Families
import Supervisor
import Testing

/// What each key does while no dialog is open.
struct KeysTests {
    @Test func `no key is in the table twice, and every action is there once`() {
        for place in [Place.everywhere, .log] {
            let keys = Action.bindings.filter { $0.place == place }.flatMap(\.keys)
            #expect(Set(keys).count == keys.count)
        }
        #expect(Set(Action.bindings.map(\.action)) == Set(Action.allCases))
        #expect(Action.bindings.count == Action.allCases.count)
    }

    @Test(
        arguments: Action.bindings.filter { $0.place == .everywhere }
            .flatMap { binding in binding.keys.map { ($0, binding.action) } })
    func `a key does what the table says`(key: Key, action: Action) {
        #expect(Keymap.standard.action(of: key) == action)
        var state = State.live()
        let effects = state.hit(key)
        #expect(effects == KeysTests.effects[action, default: []])
        let nothing: [Action: Message] = [
            .logs: Message(.hint, "Press L again to focus the log, / to search it"),
            .reveal: Message(.hint, "Showing env values while dcv_web is selected"),
            .toggleOutput: nothingShown, .recover: Message(.hint, "web has no interrupted operation"),
        ]
        if ![.mouse, .shell].contains(action) { #expect(state.message == nothing[action]) }
    }

    private static let effects: [Action: [Effect]] = [
        .build: [.operation(.findFolder(web))], .startNew: [.operation(.readConfigurations(web))],
        .start: [.operation(.plan(.startLatest(web)))],
        .stop: [.operation(.plan(.stop(web)))], .markStable: [.operation(.plan(.markStable(web)))],
        .rollback: [.operation(.plan(.rollback(web)))],
        .undo: [.operation(.plan(.undo(web)))], .cleanUp: [.operation(.plan(.cleanUp(web, containers: nil)))],
        .logs: [.inspector(.follow(.logs(container: "#dcv_web"), after: nil))],
        .stats: [.inspector(.follow(.stats(container: "#dcv_web"), after: nil))],
        .history: [.inspector(.lookUp(.history(web)))], .parameters: [.inspector(.lookUp(.parameters(web)))],
        .compare: [.inspector(.lookUp(.layers([oldImage])))],
        .shell: [.findShell(.existing(id: "#dcv_web", name: "dcv_web"), on: .local)],
        .mouse: [.terminal(.setMouse(isOn: true))],
        .redraw: [.terminal(.redraw)], .suspend: [.terminal(.suspend)], .quit: [.terminal(.quit)],
    ]

    private let nothingShown = Message(.hint, "No build or switch since dockervisor was started")

    @Test(arguments: ["", "?", ":", "y", "/", "LLT"])
    func `^Z suspends whatever is open, and nothing is lost`(keys: String) {
        var state = State.live()
        state.type(keys)
        let mode = state.mode
        #expect(state.hit(.control("z")) == [.terminal(.suspend)])
        #expect(state.mode == mode)
    }

    @Test func `another key says where the keys are, until the next one`() {
        var state = State.live()
        #expect(state.type("Z") == [])
        #expect(state.message == Message(.hint, "Z is not bound here. Press ? for help"))
        state.type("j")
        #expect(state.message == nil)
    }

    @Test func `Tab and Shift-Tab go round the panes, digits go to one`() {
        var state = State.live()
        let round = [Key.tab, .tab, .tab, .backTab, .backTab, .character("l"), .character("h"), .right, .left].map {
            state.hit($0)
            return state.lists.focus
        }
        #expect(
            round == [
                .containers, .inspector, .families, .inspector, .containers, .inspector, .containers, .inspector,
                .containers,
            ])
        let direct = "321".map {
            state.type(String($0))
            return state.lists.focus
        }
        #expect(direct == [.inspector, .containers, .families])
    }

    @Test func `Esc goes back and never quits`() {
        var state = State.live()
        state.beginBuild(of: web)
        state.type("3")
        #expect(state.shownTab == .output)
        #expect(state.hit(.escape) == [])
        #expect(state.shownTab == .details)
        #expect(state.hit(.escape) == [])
        #expect(state.lists.focus == .families)
        #expect(state.hit(.escape) == [])
        #expect(state.leaving == .staying)
    }

    @Test func `the help opens, scrolls and closes`() {
        var state = State.live()
        for close in [Key.escape, .enter, .character("q"), .character("?"), .character(" "), .function(1)] {
            state.type("?")
            #expect(state.mode == .help(Help(scrolled: 0)))
            #expect(state.hit(close) == [])
            #expect(state.mode == .browsing)
        }
        state.type("?jjk")
        #expect(state.mode == .help(Help(scrolled: 1)))
        state.type("Gj")
        state.hear(.scrollEnded(at: 7))
        state.type("k")
        #expect(state.mode == .help(Help(scrolled: 6)))
        state.type("gb")
        #expect(state.mode == .help(Help(scrolled: 0)))
    }

    @Test func `^C quits from the help too`() {
        var state = State.live()
        state.type("?")
        #expect(state.hit(.control("c")) == [.terminal(.quit)])
    }

    @Test func `the inspector scrolls no further than its end`() {
        var state = State.live()
        state.type("3jGjk")
        state.hear(.scrollEnded(at: 4))
        #expect(state.inspector.scrolled == 4)
        state.type("k")
        #expect(state.inspector.scrolled == 3)
        state.type("g")
        #expect(state.inspector.scrolled == 0)
    }

    @Test func `output is scrolled from its end, and holds still while more comes`() {
        var state = State.live()
        state.beginBuild(of: web)
        state.type("3kk")
        #expect(state.inspector.scrolled == 2)
        state.hear(.operation(.buildPrinted(web, ["one", "two", "three"])))
        #expect(state.inspector.scrolled == 5)
        state.type("g")
        state.hear(.operation(.buildPrinted(web, ["four"])))
        state.hear(.scrollEnded(at: 9))
        #expect(state.inspector.scrolled == 9)
        state.type("G")
        state.hear(.operation(.buildPrinted(web, ["five"])))
        #expect(state.inspector.scrolled == 0)
    }

    @Test func `a screen that is too small takes no key but to quit`() {
        var state = State.live()
        state.hear(.resized(Size(columns: 50, rows: 12)))
        for key in ["r", "y", "n", "x", "j"] { #expect(state.type(key) == []) }
        #expect(state.mode == .browsing)
        #expect(state.type("q") == [.terminal(.quit)])
    }
}
