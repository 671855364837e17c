import Console
import Engine
import Families
import Supervisor
import Testing

/// What the lower pane shows.
struct TabsTests {
    @Test(arguments: [
        ("D", State.Lower.details), ("L", .logs), ("S", .stats), ("C", .compare), ("H", .history), ("P", .parameters),
    ])
    func `a letter shows its tab, from the first row`(key: String, tab: State.Lower) {
        var state = State.live()
        state.type("3jj" + key)
        #expect(state.shownLower == tab)
        #expect(state.scrolled == 0)
        #expect(state.focus == .lower)
    }

    @Test func `a tab stays while other rows are selected`() {
        var state = State.live()
        state.type("P2j1k")
        #expect(state.shownLower == .parameters)
    }

    @Test func `Esc leads back to the details first`() {
        var state = State.live()
        state.type("P")
        state.hit(.escape)
        #expect(state.shownLower == .details)
    }

    @Test func `output is a tab only where there is some`() {
        var state = State.live()
        state.type("o")
        #expect(state.shownLower == .details)
        state.beginBuild(of: web)
        #expect(state.shownLower == .output)
        state.type("H")
        #expect(state.shownLower == .history)
        state.type("o")
        #expect(state.shownLower == .output)
    }
}
