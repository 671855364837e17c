import Console
import Engine
import Families
import Supervisor
import Testing

/// One action on several families.
struct MarksTests {
    private func marked() -> State {
        var state = State.live(selected: api)
        state.type("  ")
        return state
    }

    private let stops: [Families.Operation] = [.stop(api), .stop(cron)]
    private let shown = Batch([.planned(confirmed(.stop(api))), .planned(confirmed(.stop(cron)))])

    @Test func `space marks a row and goes on, again it takes the mark away`() {
        var state = marked()
        #expect(state.lists.marks == [.family(api), .family(cron)])
        #expect(state.lists.selectedFamily == web)
        state.type("k ")
        #expect(state.lists.marks == [.family(api)])
    }

    @Test func `Esc takes all marks away`() {
        var state = marked()
        state.hit(.escape)
        #expect(state.lists.marks.isEmpty)
    }

    @Test func `marks of another list replace those before`() {
        var state = marked()
        state.type("2 ")
        #expect(state.lists.marks == [.container("#dcv_web")])
    }

    @Test func `what is gone is not marked any more`() {
        var state = marked()
        state.hear(.snapshotRead(Snapshot(containers: [container("dcv_cron", of: cron)]), at: now))
        #expect(state.lists.marks == [.family(cron)])
    }

    @Test func `an action asks for a plan for each, and shows all before anything is done`() {
        var state = marked()
        #expect(state.type("x") == [.operation(.planBatch(stops))])
        #expect(state.hear(.operation(.batchPlanned(stops, shown))) == [])
        #expect(state.mode == .confirmingAll(BatchConfirmation(shown, scrolled: 0)))
        #expect(state.operations.works.isEmpty)
    }

    @Test(arguments: [Key.character("y"), .character("Y")])
    func `yes begins each as a work of its own, but for those that are so already`(key: Key) {
        var state = marked()
        state.type("x")
        state.hear(.operation(.batchPlanned(stops, shown)))
        #expect(state.hit(key) == [.operation(.perform(confirmed(.stop(api)))), .operation(.tick)])
        #expect(state.operations.works.keys.sorted() == [api])
        #expect(state.lists.marks.isEmpty)
        #expect(state.mode == .browsing)
    }

    @Test func `Enter, which comes by habit, stops nothing`() {
        var state = marked()
        state.type("x")
        state.hear(.operation(.batchPlanned(stops, shown)))
        #expect(state.hit(.enter) == [])
        #expect(state.operations.works.isEmpty)
    }

    @Test func `several are under way at once, with one clock`() {
        let both = Batch([.planned(confirmed(.stop(api))), .planned(confirmed(.rollback(web)))])
        var state = State.live()
        state.operations.batch = [.stop(api), .rollback(web)]
        state.hear(.operation(.batchPlanned(state.operations.batch, both)))
        #expect(
            state.type("y") == [
                .operation(.perform(confirmed(.stop(api)))), .operation(.perform(confirmed(.rollback(web)))),
                .operation(.tick),
            ])
        #expect(state.operations.works.count == 2)
    }

    @Test(arguments: [Key.character("n"), .escape, .character("q"), .control("c")])
    func `no leaves everything as it is`(key: Key) {
        var state = marked()
        state.type("x")
        state.hear(.operation(.batchPlanned(stops, shown)))
        #expect(state.hit(key) == [])
        #expect(state.operations.works.isEmpty)
        #expect(state.mode == .browsing)
        #expect(state.message == Message(.hint, "Canceled; nothing was changed"))
    }

    @Test(arguments: "bsxmrohlZ?123a:/")
    func `every other key does nothing`(key: Character) {
        var state = marked()
        state.type("x")
        state.hear(.operation(.batchPlanned(stops, shown)))
        #expect(state.type(String(key)) == [])
        #expect(state.mode == .confirmingAll(BatchConfirmation(shown, scrolled: 0)))
    }

    @Test func `plans that nobody waits for any more are not shown`() {
        var state = marked()
        state.type("x")
        state.hit(.escape)
        state.type("r")
        #expect(state.hear(.operation(.batchPlanned(stops, shown))) == [])
        #expect(state.mode == .browsing)
    }

    @Test func `what is for one family at a time says so`() {
        var state = marked()
        for key in "bn" {
            #expect(state.type(String(key)) == [])
            #expect(state.message?.text == "This works on one family at a time")
        }
    }

    @Test func `marked containers are started each in its family, never two of one`() {
        var state = State.live()
        state.type("ag  ")
        #expect(
            state.type("s")
                == [
                    .operation(
                        .planBatch([
                            .startContainer(api, name: "dcv_api_stable"), .startContainer(cron, name: "dcv_cron"),
                        ]))
                ]
        )
        state.type("   ")
        #expect(state.type("s") == [])
        #expect(state.message?.text == "Several containers of web are marked; only one can be started")
        #expect(state.type("x") == [.operation(.planBatch([.stop(api), .stop(cron), .stop(web)]))])
    }

    @Test func `a family that is busy is said, and nothing is planned`() {
        var state = marked()
        state.beginBuild(of: api)
        #expect(state.type("x") == [])
        #expect(state.message?.text == "build api is in progress")
    }
}
