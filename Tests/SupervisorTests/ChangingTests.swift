import Engine
import Families
import Supervisor
import Testing

/// What `b n s x m r` ask for, and what they need.
struct ChangingTests {
    @Test(arguments: "bnsxmr")
    func `without a family nothing can be changed`(key: Character) {
        var state = State.live(Snapshot())
        #expect(state.type(String(key)) == [])
        #expect(
            state.message
                == Message(.hint, "No families yet", remedy: "Build one: dockervisor build NAME PATH"))
    }

    @Test(arguments: "bnsxmr")
    func `a family has one build or switch at a time`(key: Character) {
        var state = State.live()
        state.beginSwitch(.rollback(web))
        #expect(state.type(String(key)) == [])
        #expect(state.message == Message(.hint, "rollback web is in progress", remedy: "o shows its output"))
        state.lists.selectedFamily = FamilyID(api, on: .local)
        #expect(state.type(String(key)) != [])
    }

    @Test func `s starts the latest container, in the containers pane the selected one`() {
        var state = State.live()
        #expect(state.type("s") == [.operation(.plan(.startLatest(web)))])
        state.type("2G")
        #expect(state.type("s") == [.operation(.plan(.startContainer(web, name: "dcv_web_save_1")))])
    }

    @Test func `s in the containers pane of a family without containers starts the latest`() {
        var state = State.live(Snapshot(images: [image(of: web)]))
        state.type("2")
        #expect(state.type("s") == [.operation(.plan(.startLatest(web)))])
    }

    @Test func `n without a choice of configurations asks for the plan at once`() {
        var state = State.live()
        #expect(state.type("n") == [.operation(.readConfigurations(web))])
        #expect(
            state.hear(.operation(.configurationsRead(web, names: [], preselected: nil)))
                == [.operation(.plan(.startNew(web, configuration: nil)))])
        state.type("n")
        #expect(
            state.hear(.operation(.configurationsRead(web, names: ["small"], preselected: nil)))
                == [.operation(.plan(.startNew(web, configuration: "small")))])
    }

    // MARK: What needs a question

    @Test(arguments: [
        Families.Operation.startNew(web, configuration: nil), .startLatest(api), .stop(web), .rollback(web),
        .startContainer(web, name: "dcv_web_save_1"), .markStable(web),
    ])
    func `what gives something up is shown first`(operation: Families.Operation) {
        var snapshot = ordinary
        snapshot.containers.append(container("dcv_api", of: api))
        let shown = confirmed(operation, in: snapshot)
        var state = State.live(snapshot)
        state.operations.planning = operation
        #expect(state.hear(.operation(.planned(operation, shown))) == [])
        #expect(state.mode == .confirming(Confirmation(shown, scrolled: 0)))
        #expect(state.operations.planning == nil)
        #expect(state.operations.works.isEmpty)
    }

    @Test(arguments: [
        Families.Operation.startNew(cron, configuration: nil), .startLatest(cron),
        .startContainer(cron, name: "dcv_cron"),
    ])
    func `what starts with nothing active is done at once`(operation: Families.Operation) {
        var state = State.live(selected: cron)
        state.operations.planning = operation
        let plan = confirmed(operation)
        #expect(state.hear(.operation(.planned(operation, plan))) == [.operation(.perform(plan)), .operation(.tick)])
        #expect(state.mode == .browsing)
        #expect(state.shownTab == .output)
    }

    @Test func `the first mark is done at once, one over another is shown first`() {
        let unmarked = ordinary.without("dcv_web_stable")
        var state = State.live(unmarked)
        state.type("m")
        let plan = confirmed(.markStable(web), in: unmarked)
        #expect(
            state.hear(.operation(.planned(.markStable(web), plan))) == [.operation(.perform(plan)), .operation(.tick)])

        state = State.live()
        state.type("m")
        #expect(state.hear(.operation(.planned(.markStable(web), confirmed(.markStable(web))))) == [])
        #expect(state.mode == .confirming(Confirmation(confirmed(.markStable(web)), scrolled: 0)))
    }

    @Test func `what is so already is said and nothing is done`() {
        var state = State.live(selected: cron)
        state.type("x")
        #expect(state.hear(.operation(.planned(.stop(cron), confirmed(.stop(cron))))) == [])
        #expect(state.message == Message(.done, "cron is already stopped"))
        #expect(state.operations.works.isEmpty)
    }

    // MARK: Plans that come late

    @Test func `only the plan that was asked for last counts`() {
        var state = State.live(selected: cron)
        state.type("s")
        #expect(state.type("n") == [.operation(.readConfigurations(cron))])
        #expect(state.hear(.operation(.planned(.startLatest(cron), confirmed(.startLatest(cron))))) == [])
        #expect(state.operations.works.isEmpty)
    }

    @Test func `a plan that comes while a dialog is open is not done behind it`() {
        var state = State.live()
        state.type("x?")
        #expect(state.hear(.operation(.planned(.stop(web), confirmed(.stop(web))))) == [])
        #expect(state.mode == .help(Help(scrolled: 0)))
        #expect(state.message == Message(.hint, "Canceled stop web; nothing was changed"))
    }

    @Test func `configurations and folders that come while a dialog is open do not replace it`() {
        var state = State.live()
        state.type("?")
        #expect(state.hear(.operation(.configurationsRead(web, names: ["a", "b"], preselected: nil))) == [])
        #expect(state.hear(.operation(.folderFound(web, folder: "/src"))) == [])
        #expect(state.mode == .help(Help(scrolled: 0)))
    }

    @Test func `a refusal says what to do`() {
        var state = State.live()
        state.type("r")
        let refusal = Refusal.state(problem: "web has no stable container", remedy: "Mark one")
        #expect(state.hear(.operation(.refused(.rollback(web), refusal))) == [])
        #expect(state.message == Message(.failure, "web has no stable container", remedy: "Mark one"))
        #expect(state.operations.planning == nil)
    }

    // MARK: What can be done

    @Test func `what can be done follows from the selected family`() {
        let changes: [Action] = [.build, .startNew, .start, .stop, .markStable, .rollback]
        func possible(_ state: State) -> [Action] { changes.filter { $0.isPossible(in: state) } }
        #expect(possible(.live(selected: web)) == [.build, .startNew, .stop, .markStable, .rollback])
        #expect(possible(.live(selected: api)) == [.build, .startNew, .stop])
        #expect(possible(.live(selected: cron)) == [.build, .startNew, .start])
        #expect(possible(.live(Snapshot())) == [])
        var state = State.live()
        state.beginSwitch(.rollback(web))
        #expect(possible(state) == [])
        #expect(Action.toggleOutput.isPossible(in: state))
        state = State.live()
        #expect(!Action.toggleOutput.isPossible(in: state))
        state.hear(.connection(.snapshotFailed(.cancelled(command: "ps"), at: now)))
        #expect(possible(state) == [])
        #expect(Action.help.isPossible(in: state) && Action.quit.isPossible(in: state))
    }

    // MARK: Typed too early

    @Test(arguments: ["r", "x", "u", "d", "b", "n"])
    func `a yes before its question is there does nothing`(key: String) {
        var state = State.live()
        let asked = state.type(key)
        #expect(asked.count == 1)
        #expect(state.type("y") == [])
        #expect(state.hit(.enter) == [])
        #expect(state.mode == .browsing)
        #expect(state.message?.text == "Ignored Enter: no question was shown yet")
    }

    @Test(arguments: ["br", "nr", "rb", "bx"])
    func `whoever thinks better of it is not kept from answering afterwards`(keys: String) {
        var state = State.live()
        state.type(keys)
        switch keys.last {
        case "r": state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web)))))
        case "x": state.hear(.operation(.planned(.stop(web), confirmed(.stop(web)))))
        default: state.hear(.operation(.folderFound(web, folder: "/src")))
        }
        state.hit(.escape)
        state.hit(.enter)
        guard case .menu = state.mode else {
            Issue.record("\(state.mode)")
            return
        }
    }

    @Test(arguments: ["be", "re"])
    func `a shell that is looked for takes the place of a question`(keys: String) {
        var state = State.live()
        state.type(keys)
        let dcv = ContainerReference.existing(id: "#dcv_web", name: "dcv_web")
        state.hear(.shellFound(dcv, shell: nil, on: .local))
        #expect(state.operations.planning == nil)
        state.type("c")
        guard case .copying = state.mode else {
            Issue.record("\(state.mode)")
            return
        }
    }

    @Test func `nothing is stopped by Enter alone`() {
        var state = State.live()
        state.type("x")
        state.hear(.operation(.planned(.stop(web), confirmed(.stop(web)))))
        #expect(state.hit(.enter) == [])
        #expect(state.operations.works.isEmpty)
    }
}
