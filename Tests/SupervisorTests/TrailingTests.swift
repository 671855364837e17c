import Supervisor
import Testing

/// The other panes follow the selection when it rests.
struct TrailingTests {
    private func below(_ state: State) -> String? { state.below.lists.anyContainer?.name }

    @Test func `while the selection moves, the details stay; when it rests, they follow`() {
        var state = State.live()
        state.type("2")
        #expect(below(state) == "dcv_web")
        #expect(update(&state, .pressed(.character("j"))) == [.rest])
        #expect(state.lists.anyContainer?.name == "dcv_web_stable")
        #expect(below(state) == "dcv_web")
        state.type("j")
        #expect(below(state) == "dcv_web")
        state.hear(.rested(isLong: false))
        #expect(below(state) == "dcv_web_save_1")
    }

    @Test func `the containers stay with the details, and move at once where they have the keys`() {
        var state = State.live()
        state.type("g")
        #expect(state.lists.family?.name.text == "api")
        #expect(state.beside.lists.family?.name.text == "web")
        state.hear(.rested(isLong: true))
        #expect(state.beside.lists.family?.name.text == "api")
        state.type("G2j")
        #expect(state.beside.lists.anyContainer?.name == "dcv_web_stable")
        #expect(below(state) == "dcv_web")
    }

    @Test func `details that are not known are waited for, but not for long`() {
        var state = State.live()
        state.engine.details["#dcv_api_stable"] = nil
        state.type("g")
        state.hear(.rested(isLong: false))
        #expect(below(state) == "dcv_web")
        var late = state
        state.hear(.connection(.detailsRead(details(["#dcv_api_stable"]))))
        #expect(below(state) == "dcv_api_stable")
        late.hear(.rested(isLong: true))
        #expect(below(late) == "dcv_api_stable")
    }

    @Test(arguments: ["3", "z", "?", "E", "x", "1", "J"])
    func `any other key has them follow at once`(key: String) {
        var state = State.live()
        state.type("2j" + key)
        #expect(below(state) == "dcv_web_stable")
    }

    @Test(arguments: ["L", "S", "C", "H", "P"])
    func `the other tabs follow at rest too, and nothing is asked for what is passed by`(tab: String) {
        var state = State.live()
        state.type(tab + "1")
        #expect(state.type("Ggjj").allSatisfy { if case .connection(.readDetails, _) = $0 { true } else { false } })
        #expect(below(state) == "dcv_web")
        state.hear(.rested(isLong: false))
        #expect(below(state) == "dcv_web")
        state.type("kk")
        #expect(below(state) == "dcv_web")
        state.hear(.rested(isLong: false))
        #expect(below(state) == "dcv_api_stable")
    }

    @Test func `output stays as far as it was scrolled until the next family's takes its place`() {
        var state = State.live()
        state.beginBuild(of: web)
        state.hear(.operation(.buildPrinted(web, (1...50).map { "line \($0)" })))
        state.type("3kkk1")
        let shown = state.below
        state.type("g")
        #expect(state.inspector.scrolled == 0)
        #expect(state.below.inspector.scrolled == 3)
        #expect(state.below.work == shown.work)
        #expect(state.below.shownTab == .output)
        state.hear(.rested(isLong: true))
        #expect(state.below.shownTab == .details)
    }

    @Test func `it moves until it rests, or until another key comes`() {
        var state = State.live()
        #expect(!state.panes.isMoving)
        state.type("2j")
        #expect(state.panes.isMoving)
        state.hear(.rested(isLong: false))
        #expect(!state.panes.isMoving)
        state.type("jz")
        #expect(!state.panes.isMoving)
    }

    @Test func `what is gone from the engine is not shown on`() {
        var state = State.live()
        state.type("2j")
        state.hear(.snapshotRead(ordinary.without("dcv_web"), at: now))
        #expect(below(state) == "dcv_web_stable")
    }
}
