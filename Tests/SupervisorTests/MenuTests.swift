import Console
@testable import Families
import Supervisor
import Testing

/// The menu and the command palette.
struct MenuTests {
    private func opened() -> State {
        var state = State.live()
        state.hit(.enter)
        return state
    }

    private func menu(_ state: State) -> Menu? { if case .menu(let menu) = state.mode { menu } else { nil } }

    @Test func `the menu holds only what is possible`() {
        #expect(menu(opened())?.actions.prefix(5) == [.build, .startNew, .stop, .markStable, .rollback])
        var state = State.live(selected: cron)
        state.hit(.enter)
        #expect(menu(state)?.actions.prefix(3) == [.build, .startNew, .start])
        #expect(menu(state)?.title == "cron")
    }

    @Test func `Enter does the selected, and a key its own`() {
        var state = opened()
        state.type("jjjj")
        #expect(state.hit(.enter) == [.operation(.plan(.rollback(web)))])
        #expect(state.mode == .browsing)
        state = opened()
        #expect(state.type("x") == [.operation(.plan(.stop(web)))])
    }

    @Test(arguments: [Key.escape, .character("q"), .control("c")])
    func `it closes without doing anything`(key: Key) {
        var state = opened()
        #expect(state.hit(key) == [])
        #expect(state.mode == .browsing)
        #expect(state.leaving == .staying)
    }

    @Test(arguments: "s?a/:Z2")
    func `what is not in it does nothing`(key: Character) {
        var state = opened()
        let before = state.mode
        #expect(state.type(String(key)) == [])
        #expect(state.mode == before)
    }

    @Test func `it does nothing to another family than it was opened for`() {
        var state = opened()
        state.hear(.snapshotRead(ordinary.without("dcv_web", "dcv_web_stable", "dcv_web_save_1"), at: now))
        state.hear(.snapshotRead(Snapshot(containers: [container("dcv_api_stable", .running, of: api)]), at: now))
        #expect(state.lists.selectedFamily == api)
        #expect(state.type("x") == [])
        #expect(state.message?.text == "web is no longer selected; nothing was done")
    }

    @Test func `it moves no further than its ends`() {
        var state = opened()
        state.type("k")
        #expect(menu(state)?.selected == 0)
        state.type("G")
        #expect(menu(state)?.selected == (menu(state)?.actions.count ?? 0) - 1)
    }
}

struct PaletteTests {
    private func words(_ text: String, in state: State = .live()) -> [String] {
        Palette(state.verbs, text: text).candidates(in: state.lists, state.keymap).map(\.word)
    }

    /// What a command asks for.
    private func run(_ text: String) -> (effects: [Effect], state: State) {
        var state = State.live()
        state.type(":" + text)
        return (state.hit(.enter), state)
    }

    @Test func `what may follow is offered, best first`() {
        #expect(words("roll") == ["rollback"])
        #expect(words("rollback ") == ["api", "cron", "web"])
        #expect(words("rollback e") == ["web"])
        #expect(words("start web ") == [":new", ":latest", ":stable"])
        #expect(words("start dcv_web_") == ["dcv_web_stable", "dcv_web_save_1"])
        #expect(words("stable ") == ["mark", "show"])
        #expect(words("stable show c") == ["cron"])
        #expect(words("rollback web ") == [])
    }

    @Test func `options are offered where one is begun, once each`() {
        #expect(words("rollback web -") == ["--why", "--probation", "--take-over"])
        #expect(words("rollback web --why 'it burns' --") == ["--probation", "--take-over"])
        #expect(words("stable mark web --f") == ["--force"])
        #expect(words("start web :new a") == [])
        #expect(words("list web -") == [])
    }

    @Test(
        arguments: [
            ("rollback web --why 'it burns' --probation 3", .rollback(web), Terms(why: "it burns", probation: 3)),
            ("rollback --gate=0 web --why=x", .rollback(web), Terms(why: "x", probation: 0)),
            ("start web :new --why tests", .startNew(web, configuration: nil), Terms(why: "tests")),
            ("start web :new big --probation=60", .startNew(web, configuration: "big"), Terms(probation: 60)),
            ("stable mark web --force", .markStable(web), Terms(isForced: true)),
            ("rollback web --take-over", .rollback(web), Terms(takesOver: true)),
        ] as [(String, Families.Operation, Terms)])
    func `options go with the operation`(text: String, operation: Families.Operation, terms: Terms) {
        #expect(run(text).effects == [.operation(.plan(operation, on: terms))])
    }

    @Test(
        arguments: [
            ("rollback web --probation soon", "the value 'soon' is invalid for '--probation <seconds>'"),
            ("rollback web --probation 90000", "invalid value '90000' for --probation: expected seconds, 0 to 86400"),
            ("rollback web --gate 90000", "invalid value '90000' for --probation: expected seconds, 0 to 86400"),
            ("rollback web --why", "missing value for '--why <text>'"),
            ("stop web --force", "unknown option '--force'"),
            ("rollback web --host tcp://other", "--host works on the command line only"),
            ("list web --json", "--json works on the command line only"),
            ("doctor --fix", "--fix needs a family name"),
            ("rollback web --dry-run", "--dry-run is not needed here: the plan is shown before anything is stopped"),
            ("rollback web --wy x", "unknown option '--wy'. Did you mean '--why'?"),
        ])
    func `a wrong option changes nothing`(text: String, problem: String) {
        let (effects, state) = run(text)
        #expect(effects == [])
        #expect(state.message?.text == problem)
    }

    @Test func `every action is offered by its name`() {
        for action in Action.allCases { #expect(words(action.rawValue).contains(action.rawValue)) }
    }

    @Test(arguments: [
        ("rollback web", Effect.operation(.plan(.rollback(web)))), ("stop api", .operation(.plan(.stop(api)))),
        ("stable mark cron", .operation(.plan(.markStable(cron)))),
        ("start web :latest", .operation(.plan(.startLatest(web)))),
        ("start web :stable", .operation(.plan(.startStable(web)))),
        ("start web :new", .operation(.readConfigurations(web))),
        ("start web :new small", .operation(.plan(.startNew(web, configuration: "small")))),
        ("undo web", .operation(.plan(.undo(web)))), ("doctor web --fix", .operation(.plan(.mend(web)))),
        ("start web :stable --from-tag", .operation(.plan(.startFromTag(web)))),
        ("start dcv_web_save_1", .operation(.plan(.startContainer(web, name: "dcv_web_save_1")))),
        (
            "build web '/my src' -f D -- --pull",
            .operation(
                .build(BuildOrder(family: web, path: "/my src", dockerfile: "D", options: ["--pull"])))
        ),
        ("rollback", .operation(.plan(.rollback(web)))), ("stop", .operation(.plan(.stop(web)))),
        ("redraw", .terminal(.redraw)), ("quit", .terminal(.quit)),
    ])
    func `a command does what it does on the command line`(text: String, effect: Effect) {
        #expect(run(text).effects.first == effect)
        #expect(run(text).state.mode == .browsing)
    }

    @Test func `a family nobody knows yet can be built`() {
        #expect(
            run("build shop /src").effects == [
                .operation(.build(BuildOrder(family: family("shop"), path: "/src"))), .operation(.tick),
            ])
    }

    @Test func `list goes to a family, stable show says which`() {
        #expect(run("list cron").state.lists.selectedFamily == cron)
        #expect(run("list nobody").state.message?.text == "No such family: nobody")
        #expect(run("stable show web").state.message == Message(.done, "dcv_web_stable is the stable container of web"))
        #expect(run("stable show cron").state.message == Message(.done, "cron has no stable container"))
        #expect(run("recover web").state.message == Message(.hint, "web has no interrupted operation"))
    }

    @Test func `a build goes to its family, also to one that there is not yet`() {
        #expect(run("build api /src").state.lists.selectedFamily == api)
        var state = run("build shop /src").state
        #expect(state.lists.selectedFamily == family("shop"))
        #expect(state.shownTab == .output && state.work?.isUnderWay == true)
        state.hear(.snapshotRead(ordinary, at: now))
        #expect(state.lists.selectedFamily == family("shop"))
        #expect(state.type("xx") == [.operation(.cancelBuild(family("shop")))])
        let image = String(repeating: "b", count: 64)
        let result = BuildResult(family: family("shop"), image: image, isNew: true, keptParameters: nil)
        state.hear(.operation(.buildEnded(family("shop"), .built(result))))
        #expect(state.message?.remedy == "n starts it in a new container")
        state.type("g")
        state.hear(.operation(.buildEnded(family("shop"), .failed(.state(problem: "no", remedy: "")))))
        state.hear(.snapshotRead(ordinary, at: now))
        #expect(state.lists.families.map(\.name) == [api, cron, family("shop"), web])
    }

    @Test func `doctor answers also where there is nothing to mend`() {
        // Its details have another restart policy than it should have.
        #expect(run("doctor web").state.message?.text == "Problems in web: see the details")
        let (_, state) = run("doctor cron")
        #expect(state.message?.text == "No problems seen from here")
        #expect(state.lists.selectedFamily == cron)
        #expect(run("doctor nobody").state.message?.text == "No such family: nobody")
        #expect(run("doctor").state.message != nil)
    }

    @Test func `the key up brings the last command back, also one that was refused`() {
        for (typed, before) in [
            ("build web '/no such' --frobnicate", "build web '/no such' --frobnicate"), ("rollback we", "rollback web"),
        ] {
            var state = run(typed).state
            state.hit(.escape)
            state.type(":")
            state.hit(.up)
            #expect(state.mode == .commanding(Palette(state.verbs, text: before, before: before)))
        }
    }

    @Test(arguments: [
        ("start web", "specify which container of web to start"),
        ("start web :old", "invalid argument ':old': expected"),
        ("rollback web api", "unexpected argument 'api'"),
        ("frobnicate", "unknown command 'frobnicate'"),
        ("build web -x", "unknown option '-x'"), ("screen", "'screen'"), ("stop Web:1", "'Web:1'"),
    ])
    func `what is not understood is said, and nothing is done`(text: String, problem: String) {
        let (effects, state) = run(text)
        #expect(effects == [])
        #expect(state.message?.text.contains(problem) == true, "\(state.message?.text ?? "")")
    }

    @Test func `Tab completes, arrows choose, and half a word becomes the chosen one`() {
        var state = State.live()
        state.type(":rol")
        state.hit(.tab)
        #expect(state.mode == .commanding(Palette(state.verbs, text: "rollback ")))
        state.hit(.down)
        state.hit(.down)
        state.hit(.tab)
        #expect(state.mode == .commanding(Palette(state.verbs, text: "rollback web ")))
        #expect(state.hit(.enter) == [.operation(.plan(.rollback(web)))])
        #expect(run("rollback we").effects == [.operation(.plan(.rollback(web)))])
        #expect(run("").effects == [])
    }

    @Test func `of build the folder is completed; of several one is chosen`() {
        func words(_ state: State) -> [String] {
            guard case .commanding(let palette) = state.mode else { return [] }
            return [palette.text] + palette.candidates(in: state.lists, state.keymap).map(\.word)
        }
        var state = State.live()
        state.type(":build web /srv/w")
        #expect(state.hit(.tab) == [.operation(.completeFolder("/srv/w"))])
        state.hear(.operation(.folderCompleted("/srv/w", FolderCompletion("/srv/w", among: ["web", "web old"]))))
        #expect(words(state) == ["build web /srv/web", "/srv/web/", "/srv/web old/"])
        state.hit(.down)
        #expect(state.hit(.enter) == [])
        #expect(words(state) == ["build web '/srv/web old/'"])
        #expect(state.hit(.tab) == [.operation(.completeFolder("/srv/web old/"))])
        #expect(
            state.hit(.enter) == [
                .operation(.build(BuildOrder(family: web, path: "/srv/web old/"))), .operation(.tick),
            ])
    }

    @Test(arguments: [Key.escape, .control("c")])
    func `it closes without doing anything`(key: Key) {
        var state = State.live()
        state.type(":rollback web")
        #expect(state.hit(key) == [])
        #expect(state.mode == .browsing)
    }

    @Test func `read-only it changes nothing either`() {
        for text in ["rollback web", "stop", "build web", "start web :new"] {
            var state = State.live()
            state.settings.isReadOnly = true
            state.type(":" + text)
            #expect(state.hit(.enter) == [])
            #expect(state.message?.text == "Read-only: changes are disabled")
        }
    }
}
