import Console
import Engine
import Families
import FoundationEssentials
import Supervisor
import Testing

/// What the inspector shows.
struct TabsTests {
    @Test(arguments: [
        ("D", Inspector.Tab.details), ("L", .logs), ("S", .stats), ("C", .compare), ("H", .history), ("P", .parameters),
    ])
    func `a letter shows its tab, from the first row`(key: String, tab: Inspector.Tab) {
        var state = State.live()
        state.type("3jj" + key)
        #expect(state.shownTab == tab)
        #expect(state.inspector.scrolled == 0)
        #expect(state.lists.focus == .inspector)
    }

    @Test func `a tab stays while other rows are selected`() {
        var state = State.live()
        state.type("P2j1k")
        #expect(state.shownTab == .parameters)
    }

    @Test func `Esc leads back to the details first`() {
        var state = State.live()
        state.type("P")
        state.hit(.escape)
        #expect(state.shownTab == .details)
    }

    @Test func `a log is followed while it is shown, and another one when another container is selected`() {
        var state = State.live()
        #expect(state.type("L") == [.inspector(.follow(.logs(container: "#dcv_web"), after: nil))])
        state.hear(.inspector(.logged([LogLine("hello", at: LogTime(nanoseconds: 1))], "#dcv_web")))
        #expect(state.inspector.logs.lines.numbers == 0..<1)
        #expect(state.type("2j") == [])
        #expect(
            state.hear(.rested(isLong: false)) == [.inspector(.follow(.logs(container: "#dcv_web_stable"), after: nil))]
        )
        #expect(state.inspector.logs.lines.isEmpty)
        state.hear(.inspector(.logged([LogLine("late", at: LogTime(nanoseconds: 2))], "#dcv_web")))
        #expect(state.inspector.logs.lines.isEmpty)
        #expect(state.type("D") == [.inspector(.followNothing)])
    }

    @Test func `output is a tab only where there is some`() {
        var state = State.live()
        state.type("o")
        #expect(state.shownTab == .details)
        state.beginBuild(of: web)
        #expect(state.shownTab == .output)
        state.type("H")
        #expect(state.shownTab == .history)
        state.type("o")
        #expect(state.shownTab == .output)
    }

    // MARK: What is asked for

    @Test func `builds and journal are asked for when they are shown, and again after each look at the engine`() {
        var state = State.live()
        #expect(state.type("H") == [.inspector(.lookUp(.history(web)))])
        #expect(state.type("2") == [])
        #expect(state.hear(.snapshotRead(ordinary, at: now)).filter(\.isLookup) == [])
        #expect(
            state.hear(.snapshotRead(ordinary, at: now + 60)).filter(\.isLookup) == [.inspector(.lookUp(.history(web)))]
        )
        #expect(state.type("1k").filter(\.isLookup) == [])
        #expect(state.hear(.rested(isLong: false)) == [.inspector(.lookUp(.history(cron)))])
        #expect(state.type("D").filter(\.isLookup) == [])
        #expect(state.type("H") == [.inspector(.lookUp(.history(cron)))])
    }

    @Test func `layers are asked for once`() {
        var state = State.live()
        #expect(state.type("C") == [.inspector(.lookUp(.layers([oldImage])))])
        state.hear(.inspector(.layersRead([oldImage: []])))
        #expect(state.hear(.snapshotRead(ordinary, at: now + 60)).filter(\.isLookup) == [])
    }

    @Test func `it is compared with the stable one, or with one that is marked`() {
        var state = State.live()
        state.type("2")
        #expect(state.lists.compared?.right.name == "dcv_web_stable")
        state.type("jj k")
        #expect(state.lists.compared.map { "\($0.left.name) \($0.right.name)" } == "dcv_web_stable dcv_web_save_1")
        state.type("gC")
        #expect(state.lists.compared.map { "\($0.left.name) \($0.right.name)" } == "dcv_web dcv_web_save_1")
    }
}

extension Effect {
    fileprivate var isLookup: Bool { if case .inspector(.lookUp, _) = self { true } else { false } }
}
