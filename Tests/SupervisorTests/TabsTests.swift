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

    @Test func `a log is followed while it is shown, and another one when another container is selected`() {
        var state = State.live()
        #expect(state.type("L") == [.follow(.logs(container: "#dcv_web"), after: nil)])
        state.hear(.logged([LogLine("hello", at: LogTime(nanoseconds: 1))], "#dcv_web"))
        #expect(state.log.numbers == 0..<1)
        #expect(state.type("2j") == [.follow(.logs(container: "#dcv_web_stable"), after: nil)])
        #expect(state.log.isEmpty)
        state.hear(.logged([LogLine("late", at: LogTime(nanoseconds: 2))], "#dcv_web"))
        #expect(state.log.isEmpty)
        #expect(state.type("D") == [.followNothing])
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
