import Console
import Engine
import Families
import FoundationEssentials
import Supervisor
import Testing

/// When the engine is looked at.
struct PollingTests {
    private let gone = EngineError.unreachable(endpoint: "local", words: "connection refused")
    private let change = Event.connection(
        .engineChanged(EngineEvent.Change(kind: "container", action: "die", id: "#dcv_web")))

    private func opened() -> State {
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24))
        state.hear(.opened)
        return state
    }

    @Test func `before anything is shown it takes one look; the rest comes after it`() {
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24))
        #expect(state.hear(.opened) == [.connection(.readSnapshot)])
        #expect(
            state.hear(.snapshotRead(ordinary, at: now))
                == [
                    .connection(.readDetails(["#dcv_api_stable"])), .connection(.readVersion), .connection(.listen),
                    .connection(.pollAfter(.seconds(5))),
                ])
        #expect(state.engine.connection == .live)
    }

    @Test func `once events are heard it looks again, and then once a minute`() {
        var state = opened()
        state.hear(.snapshotRead(Snapshot(), at: now))
        #expect(state.hear(.connection(.engineListening)) == [.connection(.readSnapshot)])
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)) == [.connection(.pollAfter(.seconds(60)))])
        #expect(state.hear(.connection(.pollDue)) == [.connection(.readSnapshot)])
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)) == [.connection(.pollAfter(.seconds(60)))])
    }

    @Test func `without events it looks every five seconds`() {
        var state = State.live(Snapshot())
        #expect(state.hear(.connection(.listeningEnded)) == [.connection(.readSnapshot)])
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)) == [.connection(.pollAfter(.seconds(5)))])
        #expect(state.hear(.connection(.pollDue)) == [.connection(.readSnapshot)])
        #expect(
            state.hear(.snapshotRead(Snapshot(), at: now)) == [
                .connection(.listen), .connection(.pollAfter(.seconds(5))),
            ])
    }

    @Test func `a stream of events that ends at once does not keep it busy`() {
        var state = opened()
        state.hear(.snapshotRead(Snapshot(), at: now))
        var listens = 0
        for _ in 0..<100 {
            let effects = state.hear(
                .connection(.engineListening), .snapshotRead(Snapshot(), at: now), .connection(.listeningEnded),
                .snapshotRead(Snapshot(), at: now))
            listens += effects.count { $0 == .connection(.listen) }
        }
        #expect(listens == 0)
        #expect(state.hear(.connection(.pollDue), .snapshotRead(Snapshot(), at: now)).contains(.connection(.listen)))
    }

    @Test func `what happens during a look asks for exactly one more`() {
        var state = State.live(Snapshot())
        #expect(state.hear(change) == [.connection(.readSnapshot)])
        #expect(state.hear(change, change, .connection(.pollDue), .connection(.engineListening), change) == [])
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)) == [.connection(.readSnapshot)])
        #expect(state.hear(.snapshotRead(Snapshot(), at: now)) == [.connection(.pollAfter(.seconds(60)))])
    }

    @Test func `a look that fails during changes is taken once more too`() {
        var state = State.live(Snapshot())
        state.hear(change, change)
        #expect(state.hear(.connection(.snapshotFailed(gone, at: now))) == [.connection(.readSnapshot)])
        #expect(state.hear(.connection(.snapshotFailed(gone, at: now))) == [.connection(.pollAfter(.seconds(5)))])
    }

    // MARK: Lost and back

    @Test func `an engine that is lost keeps its last known state, and since when`() {
        var state = State.live()
        #expect(
            state.hear(.connection(.listeningEnded), .connection(.snapshotFailed(gone, at: now))) == [
                .connection(.readSnapshot), .connection(.pollAfter(.seconds(5))),
            ])
        state.hear(.connection(.pollDue), .connection(.snapshotFailed(.cancelled(command: "ps"), at: now + 5)))
        #expect(state.engine.connection == .lost(.cancelled(command: "ps"), since: now))
        #expect(state.lists.families.map(\.name) == [api, cron, web])
        #expect(state.engine.readAt == now)
        #expect(state.mode == .browsing)
    }

    @Test func `it comes back by itself, perhaps with another version`() {
        var state = State.live(Snapshot())
        state.hear(.connection(.listeningEnded), .connection(.snapshotFailed(gone, at: now)), .connection(.pollDue))
        #expect(
            state.hear(.snapshotRead(Snapshot(), at: now)) == [
                .connection(.readVersion), .connection(.listen), .connection(.pollAfter(.seconds(5))),
            ])
        #expect(state.engine.connection == .live)
    }

    @Test func `one that is too old is shown, and that is said`() {
        var state = State.live()
        state.hear(.connection(.engineTooOld(.engineTooOld(engine: "podman 4.9.3", needed: "5.1"))))
        #expect(state.engine.connection == .live)
        #expect(
            state.message
                == Message(
                    .failure, "podman 4.9.3 is too old: dockervisor requires 5.1 or newer", remedy: "Upgrade the engine"
                ))
    }

    @Test func `keys work while it is lost`() {
        var state = State.live()
        state.hear(.connection(.snapshotFailed(gone, at: now)))
        #expect(state.type("kj?q2j1k") == [])
        #expect(state.lists.selectedFamily == cron)
        #expect(state.type("q") == [.terminal(.quit)])
    }

    @Test func `nothing asks for anything while nothing happens`() {
        var state = State.live()
        let before = state
        #expect(state.hear(.resized(before.size), .scrollEnded(at: 0), .operation(.ticked)) == [])
        #expect(state == before)
    }

    /// Much may happen on an engine meanwhile: a look that began anew each time would never come to its end.
    @Test func `what was interrupted is looked at once, and once more if something happened meanwhile`() {
        let unsteady = Snapshot(
            containers: ordinary.containers + [container("dcv_web_next", .running, of: web)], images: ordinary.images)
        var state = State.live(ordinary)
        #expect(looks(state.hear(.snapshotRead(unsteady, at: now))) == [[web]])
        #expect(looks(state.hear(.snapshotRead(unsteady, at: now))) == [])
        #expect(looks(state.hear(.snapshotRead(unsteady, at: now))) == [])
        #expect(looks(state.hear(.connection(.interruptionsRead([:])))) == [[web]])
        #expect(looks(state.hear(.connection(.interruptionsRead([:])))) == [])
        #expect(looks(state.hear(.snapshotRead(ordinary, at: now))) == [])
    }

    private func looks(_ effects: [Effect]) -> [[FamilyName]] {
        effects.compactMap { effect in
            if case .connection(.readInterruptions(let families), _) = effect { families.map(\.name) } else { nil }
        }
    }
}

/// When details are asked for.
struct DetailsTests {
    private let asked = Effect.connection(
        .readDetails(["#dcv_web", "#dcv_web_stable", "#dcv_web_save_1"]))

    private func fresh() -> State {
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24))
        state.hear(
            .opened, .snapshotRead(ordinary, at: now), .connection(.engineListening), .snapshotRead(ordinary, at: now))
        state.hear(.connection(.detailsRead(details(["#dcv_api_stable"]))))
        return state
    }

    @Test func `a family's details are asked for once, when it is selected`() {
        var state = fresh()
        #expect(state.type("G") == [asked])
        state.hear(.connection(.detailsRead(details(["#dcv_web", "#dcv_web_stable", "#dcv_web_save_1"]))))
        #expect(state.type("gGjG") == [])
        #expect(
            state.hear(.connection(.pollDue), .snapshotRead(ordinary, at: now)) == [
                .connection(.readSnapshot), .connection(.pollAfter(.seconds(60))),
            ])
    }

    @Test func `staying where one is does not ask again`() {
        var state = fresh()
        #expect(state.type("GjjG2jjk3jk1") == [asked])
    }

    @Test func `a new container has them asked for`() {
        var state = State.live()
        var more = ordinary
        more.containers.append(container("dcv_web_next", .running, of: web, age: 0))
        #expect(
            state.hear(.snapshotRead(more, at: now)).first
                == .connection(.readDetails(["#dcv_web_next", "#dcv_web", "#dcv_web_stable", "#dcv_web_save_1"])))
    }

    @Test func `what changed is asked for again, and shown as it was until then`() {
        var state = State.live()
        let change = EngineEvent.Change(kind: "container", action: "die", id: "#dcv_web")
        #expect(state.hear(.connection(.engineChanged(change))) == [.connection(.readSnapshot)])
        #expect(state.engine.details["#dcv_web"] != nil)
        state.hear(.connection(.detailsRead(details(["#dcv_web"]))))
        #expect(state.hear(.snapshotRead(ordinary, at: now)).first == asked)
        state.hear(.connection(.detailsRead(details(["#dcv_web", "#dcv_web_stable", "#dcv_web_save_1"]))))
        #expect(
            state.hear(.connection(.pollDue), .snapshotRead(ordinary, at: now)) == [
                .connection(.readSnapshot), .connection(.pollAfter(.seconds(60))),
            ])
    }

    @Test func `while frozen known details stay, and those that were asked for come`() {
        var state = State.live()
        let before = state.engine.details["#dcv_web"]
        state.engine.details["#dcv_web_stable"] = nil
        state.type("!")
        var changed = details(["#dcv_web", "#dcv_web_stable"])
        changed[0].restartCount = 9
        state.hear(.connection(.detailsRead(changed)))
        #expect(state.engine.details["#dcv_web"] == before)
        #expect(state.engine.details["#dcv_web_stable"] != nil)
    }

    @Test func `details of what is gone are forgotten`() {
        var state = State.live()
        state.hear(.snapshotRead(ordinary.without("dcv_web"), at: now))
        #expect(state.engine.details["#dcv_web"] == nil)
    }

    @Test func `a lost engine is not asked`() {
        var state = fresh()
        state.hear(.connection(.snapshotFailed(.cancelled(command: "ps"), at: now)))
        #expect(state.type("G") == [])
    }

    @Test func `one that ends again and again counts as that until it has run for a minute`() {
        var state = State.live()
        func look(_ containerState: ContainerState, _ status: String) -> ContainerState? {
            var snapshot = ordinary.with("dcv_web", containerState)
            snapshot.containers[0].status = status
            state.hear(.snapshotRead(snapshot, at: now))
            return state.lists.families.first { $0.name == web }?.latest?.container.state
        }
        #expect(look(.running, "Up 2 seconds") == .running)
        #expect(look(.restarting, "Restarting (3) 1 second ago") == .restarting)
        #expect(look(.running, "Up 3 seconds") == .restarting)
        #expect(look(.running, "Up Less than a second") == .restarting)
        #expect(look(.running, "Up About a minute") == .running)
        #expect(look(.running, "Up 3 seconds") == .running)
        #expect(look(.restarting, "Restarting (3) 1 second ago") == .restarting)
        #expect(look(.exited, "Exited (3) 1 second ago") == .exited)
    }

    @Test func `what was interrupted is selected first`() {
        var snapshot = ordinary
        let image = [Label.family: "web", Label.image: oldImage]
        snapshot.containers.append(
            Container(
                id: "#op", name: "dcv_web_op", state: .created, status: "Created", image: oldImage, createdAt: now,
                labels: image))
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24))
        state.hear(.opened, .snapshotRead(snapshot, at: now))
        #expect(state.lists.selectedFamily == web)
        state.type("k")
        state.hear(.snapshotRead(snapshot, at: now))
        #expect(state.lists.selectedFamily == cron)
    }

    @Test func `an engine that takes long is silent until it answers, and everything else goes on`() {
        var state = State.live()
        state.hear(.connection(.engineSilent(seconds: 5)))
        #expect(state.engine.silentSeconds == 0, "nothing is waited for")
        state.hear(.connection(.pollDue))
        state.hear(.connection(.engineSilent(seconds: 5)), .connection(.engineSilent(seconds: 6)))
        #expect(state.engine.silentSeconds == 6)
        #expect(state.type("r") == [.operation(.plan(.rollback(web)))])
        state.hear(.snapshotRead(ordinary, at: now))
        #expect(state.engine.silentSeconds == 0)
        state.hear(
            .connection(.pollDue), .connection(.engineSilent(seconds: 5)),
            .connection(.snapshotFailed(.silent(command: "ps", after: .seconds(30)), at: now)))
        #expect(state.engine.silentSeconds == 0)
    }
}
