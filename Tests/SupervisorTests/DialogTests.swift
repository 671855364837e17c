import Console
import Engine
@testable import Families
import Supervisor
import Testing

/// What each key does in each dialog.
struct ConfirmationTests {
    private static let plan = confirmed(.rollback(web))

    private func asked() -> State {
        var state = State.live()
        state.type("r")
        state.hear(.operation(.planned(.rollback(web), Self.plan)))
        return state
    }

    @Test(arguments: [Key.character("y"), .character("Y"), .enter])
    func `yes has the plan carried out, and shows its steps`(key: Key) {
        var state = asked()
        #expect(state.hit(key) == [.operation(.perform(Self.plan)), .operation(.tick)])
        #expect(state.mode == .browsing)
        #expect(state.shownTab == .output)
        #expect(state.operations.works[web]?.isUnderWay == true)
    }

    @Test(arguments: [Key.character("n"), .character("N"), .escape, .character("q"), .control("c")])
    func `no changes nothing, and says so`(key: Key) {
        var state = asked()
        #expect(state.hit(key) == [])
        #expect(state.mode == .browsing)
        #expect(state.operations.works.isEmpty)
        #expect(state.message == Message(.hint, "Canceled rollback web; nothing was changed"))
    }

    @Test func `only y deletes: Enter is no`() {
        let old = "dcv_web_save_1"
        for (key, effects) in [
            (Key.enter, [Effect]()), (.character("y"), [.operation(.perform(cleaning)), .operation(.tick)]),
        ] {
            var state = State.live()
            #expect(state.type("d") == [.operation(.plan(.cleanUp(web, containers: nil)))])
            state.hear(.operation(.planned(.cleanUp(web, containers: nil), cleaning)))
            #expect(cleaning.plan.removed.map(\.name) == [old])
            #expect(state.hit(key) == effects)
            #expect(state.mode == .browsing)
        }
    }

    private var cleaning: ProposedPlan { confirmed(.cleanUp(web, containers: nil)) }

    @Test func `marked containers are those that go`() {
        var state = State.live()
        state.type("2jj d")
        #expect(state.operations.batch == [.cleanUp(web, containers: ["#dcv_web_save_1"])])
    }

    @Test func `a long plan scrolls, no further than to its end`() {
        var state = asked()
        state.type("jjk")
        #expect(state.mode == .confirming(Confirmation(Self.plan, scrolled: 1)))
        state.type("G")
        state.hear(.scrollEnded(at: 3))
        #expect(state.mode == .confirming(Confirmation(Self.plan, scrolled: 3)))
        state.hit(.up)
        #expect(state.mode == .confirming(Confirmation(Self.plan, scrolled: 2)))
        state.hit(.pageDown)
        state.hit(.home)
        #expect(state.mode == .confirming(Confirmation(Self.plan, scrolled: 0)))
    }

    @Test(arguments: "bsxmrohlZ?123")
    func `every other key does nothing`(key: Character) {
        var state = asked()
        #expect(state.type(String(key)) == [])
        #expect(state.mode == .confirming(Confirmation(Self.plan, scrolled: 0)))
    }

    // MARK: Things change between question and answer

    @Test func `a plan that changed after the answer is shown anew, and is not begun`() {
        var state = asked()
        state.type("y")
        let changed = confirmed(.rollback(web), in: ordinary.with("dcv_web", .exited), isChanged: true)
        #expect(state.hear(.operation(.planned(.rollback(web), changed))) == [])
        #expect(state.mode == .confirming(Confirmation(changed, scrolled: 0)))
        #expect(state.operations.works.isEmpty)
        #expect(state.type("y") == [.operation(.perform(changed)), .operation(.tick)])
    }

    @Test func `a changed plan that comes while the help is read is not lost silently`() {
        var state = asked()
        state.type("y?")
        state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web), isChanged: true))))
        #expect(state.mode == .help(Help(scrolled: 0)))
        #expect(state.message == Message(.hint, "Canceled rollback web; nothing was changed"))
        #expect(state.operations.works.isEmpty)
    }

    @Test func `a changed plan of one family does not take the place of one asked for another`() {
        var state = asked()
        state.type("y")
        state.lists.selectedFamily = FamilyID(api, on: .local)
        state.type("x")
        state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web), isChanged: true))))
        #expect(state.operations.planning == .stop(api))
    }

    @Test func `a refusal after the answer takes the switch back`() {
        var state = asked()
        state.type("y")
        let refusal = Refusal.state(problem: "the host port 80/tcp is held", remedy: "Stop it")
        #expect(state.hear(.operation(.refused(.rollback(web), refusal))) == [])
        #expect(state.operations.works.isEmpty)
        #expect(state.shownTab == .details)
        #expect(state.message == Message(.failure, "the host port 80/tcp is held", remedy: "Stop it"))
    }

    @Test func `what is said of somebody else's operation is true as long as it is under way`() {
        var state = State.live(selected: web)
        state.hear(.operation(.refused(.rollback(web), .busy(Interruption(family: web, record: nil)))))
        #expect(state.message?.remedy == "A message appears here when it has ended")
        state.hear(.snapshotRead(ordinary, at: now))
        #expect(state.message?.text == "The operation on web has ended")
    }

    @Test func `a refusal of something else leaves the switch as it is`() {
        var state = asked()
        state.type("y")
        state.hear(.operation(.refused(.stop(web), .state(problem: "no", remedy: ""))))
        #expect(state.operations.works[web]?.isUnderWay == true)
    }
}

struct ChoiceTests {
    private func asked() -> State {
        var state = State.live()
        state.type("n")
        state.hear(.operation(.configurationsRead(web, names: ["large", "medium", "small"], preselected: "medium")))
        return state
    }

    private func mode(_ selected: Int) -> Mode {
        .choosingConfiguration(ConfigurationChoice(web, names: ["large", "medium", "small"], selected: selected))
    }

    @Test func `several configurations are a choice; the one used before is selected`() {
        #expect(asked().mode == mode(1))
        var state = State.live()
        state.hear(.operation(.configurationsRead(web, names: ["large", "small"], preselected: nil)))
        #expect(state.mode == .choosingConfiguration(ConfigurationChoice(web, names: ["large", "small"], selected: 0)))
    }

    @Test func `moving stops at both ends`() {
        var state = asked()
        let seen = [Key.down, .down, .up, .character("k"), .character("k"), .character("j"), .end, .home].map {
            state.hit($0)
            return state.mode
        }
        #expect(seen == [2, 2, 1, 0, 0, 1, 2, 0].map(mode))
    }

    @Test(arguments: [Key.enter, .character("y")])
    func `the chosen one is planned with`(key: Key) {
        var state = asked()
        state.type("j")
        #expect(state.hit(key) == [.operation(.plan(.startNew(web, configuration: "small")))])
        #expect(state.operations.planning == .startNew(web, configuration: "small"))
        #expect(state.mode == .browsing)
    }

    @Test(arguments: [Key.escape, .character("n"), .character("q"), .control("c")])
    func `it can be left`(key: Key) {
        var state = asked()
        #expect(state.hit(key) == [])
        #expect(state.mode == .browsing)
        #expect(state.operations.planning == nil)
    }

    @Test(arguments: "bsxmroZ?")
    func `every other key does nothing`(key: Character) {
        var state = asked()
        #expect(state.type(String(key)) == [])
        #expect(state.mode == mode(1))
    }
}

struct FolderPromptTests {
    private func asked(_ folder: String = "/srv/web") -> State {
        var state = State.live()
        state.type("b")
        state.hear(.operation(.folderFound(web, folder: folder)))
        return state
    }

    private func text(_ state: State) -> String? {
        if case .askingFolder(let question) = state.mode { question.text } else { nil }
    }

    @Test func `every character is text, also those that are keys elsewhere`() {
        var state = asked("")
        #expect(state.type("/q? bnsxmr jk y ~é日") == [])
        #expect(text(state) == "/q? bnsxmr jk y ~é日")
    }

    @Test func `the text is edited at its end`() {
        var state = asked("/srv/www/web")
        let seen = [Key.backspace, .delete, .control("w"), .control("w"), .control("u"), .backspace, .control("w")].map
        {
            state.hit($0)
            return text(state)
        }
        #expect(seen == ["/srv/www/we", "/srv/www/w", "/srv/www/", "/srv/", "", "", ""])
    }

    @Test func `Tab completes the folder, and says what there is to choose from`() {
        var state = asked("/srv/w")
        #expect(state.hit(.tab) == [.operation(.completeFolder("/srv/w"))])
        state.hear(
            .operation(.folderCompleted("/srv/w", FolderCompletion("/srv/w", among: ["web", "web-old", "api"]))))
        #expect(text(state) == "/srv/web")
        #expect(state.message?.text == "web  web-old")
        state.type("-")
        state.hear(
            .operation(.folderCompleted("/srv/web-", FolderCompletion("/srv/web-", among: ["web", "web-old", "api"]))))
        #expect(text(state) == "/srv/web-old/")
        #expect(state.message == nil)
        state.hear(.operation(.folderCompleted("/srv/web-old/", FolderCompletion("/srv/web-old/", among: []))))
        #expect(text(state) == "/srv/web-old/")
        #expect(state.message?.text == "No matching directory")
    }

    @Test func `what is completed after more was typed, or when it is closed, changes nothing`() {
        var state = asked("/srv/w")
        state.type("x")
        state.hear(.operation(.folderCompleted("/srv/w", FolderCompletion("/srv/w", among: ["web"]))))
        #expect(text(state) == "/srv/wx")
        state.hit(.escape)
        state.hear(.operation(.folderCompleted("/srv/wx", FolderCompletion("/srv/w", among: ["web"]))))
        #expect(state.mode == .browsing)
    }

    @Test func `Enter builds there, and shows the output`() {
        var state = asked()
        let order = BuildOrder(family: web, path: "/srv/web")
        #expect(state.hit(.enter) == [.operation(.build(order)), .operation(.tick)])
        #expect(state.operations.works[web] == .building(Work.Building(order: order)))
        #expect(state.shownTab == .output)
    }

    @Test func `without a folder the builder decides`() {
        var state = asked()
        state.hit(.control("u"))
        #expect(state.hit(.enter) == [.operation(.build(BuildOrder(family: web))), .operation(.tick)])
    }

    @Test(arguments: [Key.escape, .control("c")])
    func `it can be left`(key: Key) {
        var state = asked()
        #expect(state.hit(key) == [])
        #expect(state.mode == .browsing)
        #expect(state.operations.works.isEmpty)
    }

    @Test(arguments: [Key.up, .down, .left, .backTab, .function(1), .control("d")])
    func `every other key does nothing`(key: Key) {
        var state = asked()
        #expect(state.hit(key) == [])
        #expect(text(state) == "/srv/web")
    }

    @Test func `a build does not begin beside a switch of the family`() {
        var state = asked()
        state.operations.planning = .markStable(web)
        let unmarked = ordinary.without("dcv_web_stable")
        state.hear(.operation(.planned(.markStable(web), confirmed(.markStable(web), in: unmarked))))
        #expect(state.hit(.enter) == [])
        #expect(state.operations.works[web]?.words == "stable mark web")
    }
}
