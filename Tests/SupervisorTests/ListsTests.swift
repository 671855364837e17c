import Console
import Engine
import Families
import Supervisor
import Testing

/// Narrowing lists, and the list of all containers.
struct ListsTests {
    private let stranger = Container(
        id: "#redis", name: "redis", state: .running, status: "Up 2 hours", image: "redis:7", createdAt: now)

    private func withStranger() -> State {
        var snapshot = ordinary
        snapshot.containers.append(stranger)
        return State.live(snapshot)
    }

    // MARK: Narrowing

    @Test func `a filter narrows as it is typed, and keeps what is selected if it may`() {
        var state = State.live()
        state.type("/e")
        #expect(state.lists.shownFamilies.map(\.name) == [web])
        state.hit(.backspace)
        #expect(state.lists.shownFamilies.map(\.name) == [api, cron, web])
        state.type("c")
        #expect(state.lists.selectedFamily == cron)
        #expect(state.hit(.enter) == [])
        #expect(state.mode == .browsing)
        #expect(state.lists.shownFamilies.map(\.name) == [cron])
    }

    @Test func `Press Esc to clear the filter, and what is selected stays so`() {
        var state = State.live()
        state.type("/cr")
        state.hit(.escape)
        #expect(state.mode == .browsing)
        #expect(state.lists.filter(of: .families) == nil)
        #expect(state.lists.selectedFamily == cron)
        state.type("/we")
        state.hit(.enter)
        state.hit(.escape)
        #expect(state.lists.filter(of: .families) == nil)
        #expect(state.lists.selectedFamily == web)
    }

    @Test func `if nothing fits nothing is selected, and nothing can be changed`() {
        var state = State.live()
        state.type("/zzz")
        state.hit(.enter)
        #expect(state.lists.family == nil)
        #expect(state.type("x") == [])
        #expect(state.message == Message(.hint, "Nothing is selected", remedy: "Press Esc to clear the filter"))
        #expect(!Action.stop.isPossible(in: state))
        state.hear(.snapshotRead(ordinary, at: now))
        #expect(state.lists.family == nil)
        state.hit(.escape)
        #expect(state.lists.selectedFamily != nil)
    }

    @Test func `if nothing fits and it is taken back, the one from before is selected`() {
        var state = State.live()
        state.type("/zzz")
        state.hit(.escape)
        #expect(state.lists.selectedFamily == web)
    }

    @Test func `containers are narrowed by name, state and image`() {
        var state = State.live()
        state.type("2/exited")
        #expect(state.lists.shownMembers.map(\.name) == ["dcv_web_stable", "dcv_web_save_1"])
        #expect(state.lists.container?.name == "dcv_web_stable")
        state.type(" save")
        #expect(state.lists.container?.name == "dcv_web_save_1")
        state.hit(.escape)
        #expect(state.lists.container?.name == "dcv_web_save_1")
        #expect(state.lists.shownMembers.count == 3)
    }

    @Test func `what is selected stays in sight when it fits no more`() {
        var state = State.live()
        state.type("2/exited stable")
        state.hit(.enter)
        state.hear(.snapshotRead(ordinary.with("dcv_web_stable", .running), at: now))
        #expect(state.lists.container?.name == "dcv_web_stable")
        #expect(state.lists.shownMembers.map(\.name) == ["dcv_web_stable"])
    }

    @Test func `another family's containers are not narrowed`() {
        var state = State.live()
        state.type("2/save")
        state.hit(.enter)
        state.type("1k")
        #expect(state.lists.filter(of: .containers) == nil)
    }

    @Test func `arrows move and keys edit while it is typed`() {
        var state = State.live()
        state.type("/")
        state.hit(.up)
        #expect(state.lists.selectedFamily == cron)
        state.type("web x")
        state.hit(.control("w"))
        #expect(state.lists.filter(of: .families)?.text == "web ")
        state.hit(.control("u"))
        #expect(state.lists.filter(of: .families) == nil)
        if case .filtering(.families, _) = state.mode {} else { Issue.record("\(state.mode)") }
    }

    @Test func `the inspector is not narrowed`() {
        var state = State.live()
        state.type("3/")
        #expect(state.mode == .browsing)
        #expect(state.message?.kind == .hint)
    }

    // MARK: All containers

    @Test func `a lists all containers, and keeps what is selected both ways`() {
        var state = withStranger()
        state.type("2ja")
        #expect(state.lists.shownRows.map(\.container.name).contains("redis"))
        #expect(state.lists.row?.container.name == "dcv_web_stable")
        #expect(state.lists.focus == .containers)
        state.type("kk")
        #expect(state.lists.row?.container.name == "dcv_web")
        state.type("a")
        #expect(state.lists.listing == .families)
        #expect(state.lists.container?.name == "dcv_web")
    }

    @Test func `keys act on the family of the selected container`() {
        var state = withStranger()
        state.type("ag")
        #expect(state.lists.row?.container.name == "dcv_api_stable")
        #expect(state.type("x") == [.operation(.plan(.stop(api)))])
        state.type("j")
        #expect(state.type("s") == [.operation(.plan(.startContainer(cron, name: "dcv_cron")))])
    }

    @Test func `one of no family can be looked at, not changed`() {
        var state = withStranger()
        state.engine.details["#redis"] = nil
        #expect(state.type("aG") == [.connection(.readDetails(["#redis"]))])
        #expect(state.lists.anyContainer?.name == "redis")
        for key in "bnsxmr" { #expect(state.type(String(key)) == []) }
        #expect(
            state.message == Message(.hint, "redis does not belong to a family; only families can be changed here"))
        #expect(!Action.stop.isPossible(in: state))
    }

    @Test func `in the list of all, what is gone gives way to its neighbour`() {
        var state = State.live()
        state.type("agj")
        #expect(state.lists.row?.container.name == "dcv_cron")
        state.hear(.snapshotRead(ordinary.without("dcv_cron"), at: now))
        #expect(state.lists.row?.container.name == "dcv_web")
    }

    @Test func `Esc and 1 lead back to the families`() {
        for key in [Key.escape, .character("1")] {
            var state = State.live()
            state.type("a")
            state.hit(key)
            #expect(state.lists.listing == .families)
            #expect(state.lists.focus == .families)
        }
        var state = State.live()
        state.type("a")
        state.hit(.tab)
        #expect(state.lists.focus == .inspector)
        state.hit(.tab)
        #expect(state.lists.focus == .containers)
    }
}
