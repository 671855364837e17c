import Supervisor
import Testing

/// The other panes follow the selection when it rests.
struct TrailingTests {
    private func below(_ state: State) -> String? { state.below.engine.anyContainer?.name }

    @Test func `while the selection moves, the details stay; when it rests, they follow`() {
        var state = State.live()
        state.type("2")
        #expect(below(state) == "dcv_web")
        #expect(update(&state, .pressed(.character("j"))) == [.rest])
        #expect(state.engine.anyContainer?.name == "dcv_web_stable")
        #expect(below(state) == "dcv_web")
        state.type("j")
        #expect(below(state) == "dcv_web")
        state.hear(.rested(isLong: false))
        #expect(below(state) == "dcv_web_save_1")
    }

    @Test func `the containers stay with the details, and move at once where they have the keys`() {
        var state = State.live()
        state.type("g")
        #expect(state.engine.family?.name.text == "api")
        #expect(state.beside.engine.family?.name.text == "web")
        state.hear(.rested(isLong: true))
        #expect(state.beside.engine.family?.name.text == "api")
        state.type("G2j")
        #expect(state.beside.engine.anyContainer?.name == "dcv_web_stable")
        #expect(below(state) == "dcv_web")
    }

    @Test func `details that are not known are waited for, but not for long`() {
        var state = State.live()
        state.engine.details["#dcv_api_stable"] = nil
        state.type("g")
        state.hear(.rested(isLong: false))
        #expect(below(state) == "dcv_web")
        var late = state
        state.hear(.detailsRead(details(["#dcv_api_stable"])))
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

    @Test func `output, logs and the other tabs do not wait`() {
        for tab in ["L", "S", "C", "H", "P"] {
            var state = State.live()
            state.type("2" + tab + "j")
            #expect(below(state) == "dcv_web_stable")
        }
    }

    @Test func `what is gone from the engine is not shown on`() {
        var state = State.live()
        state.type("2j")
        state.hear(.snapshotRead(ordinary.without("dcv_web"), at: now))
        #expect(below(state) == "dcv_web_stable")
    }
}
