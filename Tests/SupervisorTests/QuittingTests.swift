import Console
import Engine
import Families
import Supervisor
import Testing

/// No switch is left half way, and no build is lost by one wrong key.
struct QuittingTests {
    private let failed = BuildEnding.failed(.state(problem: "", remedy: ""))

    private func building() -> State {
        var state = State.live()
        state.beginBuild(of: web)
        return state
    }

    private func switching() -> State {
        var state = State.live()
        state.beginSwitch(.rollback(web))
        return state
    }

    @Test(arguments: [Key.character("q"), .control("c")])
    func `with nothing under way it ends at once`(key: Key) {
        var state = State.live()
        #expect(state.hit(key) == [.terminal(.quit)])
    }

    @Test func `a build under way asks first; the same key again cancels it and quits`() {
        var state = building()
        #expect(state.type("q") == [])
        #expect(
            state.message
                == Message(.hint, "build web is in progress. Press q again to cancel it and quit, Esc to stay"))
        #expect(state.type("q") == [.operation(.cancelBuild(web)), .terminal(.quit)])
    }

    @Test(arguments: [Key.escape, .character("j"), .character("Z"), .character("b")])
    func `any other key takes the question back`(key: Key) {
        var state = building()
        state.type("q")
        #expect(state.hit(key) == [])
        #expect(state.leaving == .staying)
        #expect(state.type("q") == [])
        #expect(state.message?.text.hasPrefix("build web is in progress") == true)
    }

    @Test func `a question without an answer quits nothing when the work ends`() {
        var state = building()
        state.type("q")
        #expect(state.hear(.operation(.buildEnded(web, failed))) == [])
        state = building()
        state.lists.selectedFamily = FamilyID(api, on: .local)
        state.beginSwitch(.stop(api))
        state.type("q")
        #expect(
            state.hear(.operation(.ended(api, .done(confirmed(.stop(api)).plan)))) == [
                .connection(.readDetails(state.memberIDs))
            ])
    }

    @Test func `^C in the help asks too, and once more means it`() {
        var state = building()
        state.type("?")
        #expect(state.hit(.control("c")) == [])
        #expect(state.mode == .browsing)
        #expect(state.hit(.control("c")) == [.operation(.cancelBuild(web)), .terminal(.quit)])
    }

    @Test func `a switch is finished first, then it ends`() {
        var state = switching()
        #expect(state.type("q") == [])
        #expect(state.message?.text.hasPrefix("Finishing rollback web, then quitting") == true)
        state.type("j")
        #expect(state.message != nil)
        #expect(state.hear(.operation(.ended(web, .done(confirmed(.rollback(web)).plan)))) == [.terminal(.quit)])
    }

    @Test func `Esc stays`() {
        var state = switching()
        state.type("q")
        state.hit(.escape)
        #expect(state.message == nil)
        #expect(
            state.hear(.operation(.ended(web, .done(confirmed(.rollback(web)).plan)))) == [
                .connection(.readDetails(state.memberIDs))
            ])
    }

    @Test func `nothing new is begun on the way out`() {
        var state = switching()
        state.type("q")
        state.lists.selectedFamily = FamilyID(api, on: .local)
        #expect(state.type("bnsxmr") == [])
        #expect(
            state.hear(
                .operation(.folderFound(api, folder: "/")),
                .operation(.configurationsRead(api, names: [], preselected: nil))) == [])
        #expect(state.mode == .browsing)
    }

    @Test func `it waits for every switch`() {
        var state = switching()
        state.lists.selectedFamily = FamilyID(api, on: .local)
        state.beginSwitch(.stop(api))
        state.type("q")
        #expect(state.hear(.operation(.ended(api, .done(confirmed(.stop(api)).plan)))) == [])
        #expect(state.hear(.operation(.ended(web, .done(confirmed(.rollback(web)).plan)))) == [.terminal(.quit)])
    }

    @Test func `a switch that was refused or changed is nothing to wait for`() {
        var state = switching()
        state.type("q")
        #expect(state.hear(.operation(.refused(.rollback(web), .state(problem: "", remedy: "")))) == [.terminal(.quit)])
        state = switching()
        state.type("q")
        #expect(
            state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web), isChanged: true)))) == [
                .terminal(.quit)
            ])
    }

    @Test func `with a switch and a build the build is cancelled at the end`() {
        var state = switching()
        state.lists.selectedFamily = FamilyID(api, on: .local)
        state.beginBuild(of: api)
        #expect(state.type("qq") == [])
        #expect(
            state.hear(.operation(.ended(web, .done(confirmed(.rollback(web)).plan)))) == [
                .operation(.cancelBuild(api)), .terminal(.quit),
            ])
    }

    @Test func `a signal asks nothing, but waits for a switch`() {
        var state = State.live()
        #expect(state.hear(.toldToEnd) == [.terminal(.quit)])
        state = building()
        #expect(state.hear(.toldToEnd) == [.operation(.cancelBuild(web)), .terminal(.quit)])
        state = switching()
        #expect(state.hear(.toldToEnd) == [])
        #expect(state.hear(.operation(.ended(web, .done(confirmed(.rollback(web)).plan)))) == [.terminal(.quit)])
    }

    @Test func `q in a dialog leaves the dialog`() {
        var state = State.live()
        state.type("r")
        state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web)))))
        #expect(state.type("q") == [])
        #expect(state.leaving == .staying)
    }
}
