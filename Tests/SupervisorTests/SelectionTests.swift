import Console
import Engine
import Families
import Supervisor
import Testing

/// What is selected is selected by its id.
struct SelectionTests {
    @Test func `the first family is selected, and of its containers the one that serves`() {
        var state = State(endpoint: "local", size: Size(columns: 80, rows: 24))
        state.hear(.opened, .snapshotRead(ordinary, at: now))
        #expect(state.lists.selectedFamily == api)
        #expect(state.lists.container?.name == "dcv_api_stable")
    }

    @Test func `moving stops at both ends`() {
        var state = State.live(selected: api)
        let seen = "kjjjjkGgjG".map {
            state.type(String($0))
            return state.lists.selectedFamily?.name.text ?? ""
        }
        #expect(seen == ["api", "cron", "web", "web", "web", "cron", "web", "api", "cron", "web"])
    }

    @Test func `a family stays selected when others come before it`() {
        var state = State.live(selected: cron)
        var more = ordinary
        more.containers.insert(container("dcv_aaa", of: family("aaa")), at: 0)
        state.hear(.snapshotRead(more, at: now))
        #expect(state.lists.selectedFamily == cron)
    }

    @Test func `a container that is clicked when its family is selected no more is not selected in another one`() {
        var state = State.live(selected: web)
        state.hear(.clicked(.row(.containers, .container("#dcv_cron"))))
        #expect(state.lists.container?.name == "dcv_web")
        #expect(state.lists.selectedContainers[FamilyID(web, on: .local)] != "#dcv_cron")
    }

    @Test func `when the selected family is gone the next one is selected`() {
        var state = State.live(selected: cron)
        let left = Snapshot(
            containers: ordinary.containers.filter { $0.labels[Label.family] != "cron" },
            images: ordinary.images.filter { $0.repository != "cron" })
        state.hear(.snapshotRead(left, at: now))
        #expect(state.lists.selectedFamily == web)
    }

    @Test func `when the last family is gone the one before is selected, and none of none`() {
        var state = State.live(selected: web)
        state.hear(.snapshotRead(Snapshot(containers: [container("dcv_api", of: api)]), at: now))
        #expect(state.lists.selectedFamily == api)
        state.hear(.snapshotRead(Snapshot(), at: now))
        #expect(state.lists.selectedFamily == nil)
        #expect(state.type("bnsxmrjkgG2jk3jk1") == [])
        #expect(state.lists.container == nil)
    }

    @Test func `a container stays selected by its id when it is renamed and others come`() {
        var state = State.live()
        state.type("2jj")
        #expect(state.lists.container?.name == "dcv_web_save_1")
        var next = ordinary
        next.containers = next.containers.map { old in
            var renamed = old
            if old.name == "dcv_web_save_1" { renamed.name = "dcv_web_save_9" }
            return renamed
        }
        next.containers.append(container("dcv_web_next", .running, of: web, age: 0))
        state.hear(.snapshotRead(next, at: now))
        #expect(state.lists.container?.id == "#dcv_web_save_1")
        #expect(state.lists.container?.name == "dcv_web_save_9")
    }

    @Test func `in the containers pane the selection does not follow the active one`() {
        var state = State.live()
        state.type("2")
        state.hear(.snapshotRead(ordinary.with("dcv_web", .exited).with("dcv_web_stable", .running), at: now))
        #expect(state.lists.container?.name == "dcv_web")
    }

    @Test func `elsewhere the one that serves is shown, until another is chosen`() {
        var state = State.live()
        state.hear(.snapshotRead(ordinary.with("dcv_web", .exited).with("dcv_web_stable", .running), at: now))
        #expect(state.lists.container?.name == "dcv_web_stable")
    }

    @Test func `a container that is gone gives way to the one that serves`() {
        var state = State.live()
        state.type("2G")
        state.hear(.snapshotRead(ordinary.without("dcv_web_save_1"), at: now))
        #expect(state.lists.container?.name == "dcv_web")
        state.hear(.snapshotRead(ordinary.without("dcv_web_save_1").with("dcv_web", .exited), at: now))
        #expect(state.lists.container?.name == "dcv_web")
    }

    @Test func `whoever comes back to a family finds the container that serves`() {
        var state = State.live()
        state.type("2j1")
        #expect(state.lists.container?.name == "dcv_web_stable")
        state.type("gG")
        #expect(state.lists.selectedFamily == web)
        #expect(state.lists.container?.name == "dcv_web")
    }

    @Test func `where another one serves than before it is selected, unless somebody has the containers in hand`() {
        func after(_ keys: String) -> String? {
            var state = State.live()
            state.type(keys)
            state.hear(
                .snapshotRead(ordinary.with("dcv_web", .exited).with("dcv_web_stable", .running), at: now))
            return state.lists.container?.name
        }
        #expect(after("2jj1") == "dcv_web_stable")
        #expect(after("2jj") == "dcv_web_save_1")
        #expect(after("2jjLL") == "dcv_web_save_1")
        #expect(after("2k1") == "dcv_web_stable")
    }

    @Test func `another family or container is shown from its first row`() {
        var state = State.live()
        state.type("3jj1k")
        #expect(state.inspector.scrolled == 0)
        state.type("1G3jj2j")
        #expect(state.inspector.scrolled == 0)
    }

    @Test func `what a dialog is about does not change with the selection`() {
        var state = State.live()
        state.type("r")
        state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web)))))
        state.hear(.snapshotRead(Snapshot(containers: [container("dcv_api", of: api)]), at: now))
        #expect(state.mode == .confirming(Confirmation(confirmed(.rollback(web)), scrolled: 0)))
        #expect(state.type("y") == [.operation(.perform(confirmed(.rollback(web)))), .operation(.tick)])
    }
}
