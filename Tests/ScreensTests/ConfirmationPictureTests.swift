import Console
import CustomDump
import Engine
@testable import Families
import Screens
import Supervisor
import Testing

/// Confirmations, with the keys that answer them always in sight.
struct ConfirmationPictureTests {
    @Test func `rollback shows its commands, what is unreachable, and what is not undone`() {
        var state = State.live()
        state.ask(.rollback(web))
        expectNoDifference(
            picture(state),
            """
             dockervisor  local               7 families  10 containers  5 running   ● live
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of web ───────────────────────────┐
            │○ cron        stopped       ││   NAME                         STATE           │
            │✖ jobs        restarting ★  ││●  dcv_web                      up 3m healthy   │
             ┌ Roll back web ─────────────────────────────────────────────────────────────┐
             │ Stop dcv_web and start dcv_web_stable                                      │
             │ Image, age: dcv_web a81b77e01c20, 2m; dcv_web_stable a81b77e01c20, 5d      │
             │ Downtime: usually under 1 s; up to 10 s if dcv_web ignores SIGTERM         │
             │ Volumes are not rolled back: dcv_web_stable will see the current data      │
             │                                                                            │
             │ docker update --restart always 4230b2f50500  # dcv_web, survives reboots   │
             │ docker stop 4230b2f50500  # dcv_web                                        │
             │ docker start 2617f84ad3b7  # dcv_web_stable                                │
             │ # dcv_web_stable must stay running for 10 s, or the switch is reverted     │
             │ docker update --restart no 4230b2f50500  # dcv_web                         │
             │ docker update --restart unless-stopped 2617f84ad3b7  # dcv_web_stable      │
             │                                                                            │
             │ y, Enter: yes    n, Esc: cancel                                            │
             └────────────────────────────────────────────────────────────────────────────┘
            │Restart    unless-stopped                                                     │
            │Command    /app/web --listen :8080                                            │
            └────────────────────────────────────────────────────────────────── 1-11 of 13 ┘

             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 3, row: 17))
    }

    @Test func `where one of the family had to be killed before, it is said that this may take as long`() {
        var killed = fleet
        for index in killed.containers.indices where killed.containers[index].name == "dcv_web_stable" {
            killed.containers[index].status = "Exited (137) 2 days ago"
        }
        var state = State.live(large)
        state.operations.planning = .rollback(web)
        state.hear(.operation(.planned(.rollback(web), confirmed(.rollback(web), in: killed))))
        #expect(picture(state).contains("possibly 10 s;"))
    }

    @Test func `a large terminal shows the whole plan of a new container`() {
        var state = State.live(large)
        state.ask(.startNew(web, configuration: nil))
        expectNoDifference(
            picture(state, rows: 14..<36, columns: 22..<138),
            """
                                 ││
             ┌ Start web :new ────────────────────────────────────────────────────────────────────────────────────────────────┐
             │ Stop dcv_web (kept as dcv_web_save_20261123T180556.000Z) and start a new dcv_web                               │
             │ Image, age: dcv_web a81b77e01c20, 2m; new 4f1c09d2ab10, <1m                                                    │
             │ Downtime: usually under 1 s; up to 10 s if dcv_web ignores SIGTERM                                             │
             │                                                                                                                │
             │ docker tag 4f1c09d2ab10 web:dcv-4f1c09d2ab10                                                                   │
             │ docker create --pull never --name dcv_web_next --restart no --publish 8080:8080/tcp --volume web_data:/data    │
             │   --volume /srv/conf:/etc/web:ro --volume web_var_data:/var/data 4f1c09d2ab10                                  │
             │   and 6 dockervisor labels                                                                                     │
             │ docker update --restart always 4230b2f50500  # dcv_web, survives reboots                                       │
             │ docker stop 4230b2f50500  # dcv_web                                                                            │
             │ docker start dcv_web_next                                                                                      │
             │ # dcv_web_next must stay running for 10 s, or the switch is reverted                                           │
             │ docker update --restart no 4230b2f50500  # dcv_web                                                             │
             │ docker update --restart unless-stopped dcv_web_next                                                            │
             │ docker rename 4230b2f50500 dcv_web_save_20261123T180556.000Z  # dcv_web                                        │
             │ docker rename dcv_web_next dcv_web                                                                             │
             │                                                                                                                │
             │ y, Enter: yes    n, Esc: cancel                                                                                │
             └────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘

            """)
        #expect(Screen(state, look: .unicode).scrollEnd == nil)
    }

    @Test func `a plan that is longer than the screen scrolls, and its keys stay`() {
        var state = State.live(small)
        state.ask(.startNew(web, configuration: nil))
        expectNoDifference(
            picture(state),
            """
             dockervisor  local                                  ● live
             ┌ Start web :new ────────────────────────────────────────┐
             │ Stop dcv_web (kept as                                  │
             │ dcv_web_save_20261123T180556.000Z) and start a new     │
             │ dcv_web                                                │
             │ Image, age: dcv_web a81b77e01c20, 2m; new              │
             │ 4f1c09d2ab10, <1m                                      │
             │ Downtime: usually under 1 s; up to 10 s if dcv_web     │
             │ ignores SIGTERM                                        │
             │                                                        │
             │ docker tag 4f1c09d2ab10 web:dcv-4f1c09d2ab10           │
             │ docker create --pull never --name dcv_web_next         │
             │                                                        │
             │ y, Enter: yes    n, Esc: cancel    j k: scroll         │
             └──────────────────────────────────────────── 1-10 of 25 ┘
             b build n new s start r rollback Enter menu ? help q quit
            """)
        state.type("G")
        let end = Screen(state, look: .unicode).scrollEnd
        state.hear(.scrollEnded(at: end ?? 0))
        #expect(
            state.mode == .confirming(Confirmation(confirmed(.startNew(web, configuration: nil)), scrolled: end ?? 0)))
        expectNoDifference(
            picture(state, rows: 1..<15),
            """
             ┌ Start web :new ────────────────────────────────────────┐
             │   dcv_web, survives reboots                            │
             │ docker stop 4230b2f50500  # dcv_web                    │
             │ docker start dcv_web_next                              │
             │ # dcv_web_next must stay running for 10 s, or the      │
             │ switch is reverted                                     │
             │ docker update --restart no 4230b2f50500  # dcv_web     │
             │ docker update --restart unless-stopped dcv_web_next    │
             │ docker rename 4230b2f50500                             │
             │   dcv_web_save_20261123T180556.000Z  # dcv_web         │
             │ docker rename dcv_web_next dcv_web                     │
             │                                                        │
             │ y, Enter: yes    n, Esc: cancel    j k: scroll         │
             └─────────────────────────────────────────── 16-25 of 25 ┘
            """)
    }

    @Test func `a plan that changed says so first`() {
        var state = State.live()
        state.ask(.stop(web), isChanged: true)
        expectNoDifference(
            picture(state, rows: 4..<20),
            """
            │✖ legacy      exited 1      ││○★ dcv_web_stable               exited 0, 2d ago│
            │○ new         only built   ▲││○  dcv_web_sav…20261120T080000  exited 0, 2d ago│
            │! shop        2 running     ││▲  image 4f1c09d2ab10, 12m old: n starts it     │
             ┌ Stop web ──────────────────────────────────────────────────────────────────┐
             │ The state changed after you confirmed; nothing was done. New plan:         │
             │ Stop dcv_web; no container of web will be running                          │
             │                                                                            │
             │ docker update --restart no 4230b2f50500  # dcv_web                         │
             │ docker stop 4230b2f50500  # dcv_web                                        │
             │                                                                            │
             │ y: yes    n, Enter, Esc: cancel                                            │
             └────────────────────────────────────────────────────────────────────────────┘
            │Mounts     /data  volume web_data                                             │
            │           /etc/web  directory /srv/conf, read-only                           │
            │Networks   front  172.18.0.2  as web                                          │
            │Restart    unless-stopped                                                     │
            """)
    }

    @Test func `marking over another names both`() {
        var state = State.live(large)
        state.ask(.markStable(web))
        expectNoDifference(
            picture(state, rows: 19..<31, columns: 22..<138),
            """
            ─────────────────────┘└─────────────────────────────────────────────────────────────────────────────────────────────
             ┌ Mark web as stable ────────────────────────────────────────────────────────────────────────────────────────────┐
             │ Mark dcv_web as stable; it becomes dcv_web_stable and keeps running                                            │
             │ dcv_web_stable (2617f84ad3b7) is no longer stable; it is kept                                                  │
             │                                                                                                                │
             │ docker tag a81b77e01c20 web:dcv-stable                                                                         │
             │ docker rename 2617f84ad3b7 dcv_web_save_20261123T180556.000Z  # dcv_web_stable                                 │
             │ docker rename 4230b2f50500 dcv_web_stable  # dcv_web                                                           │
             │                                                                                                                │
             │ y, Enter: yes    n, Esc: cancel                                                                                │
             └────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
            pped
            """)
    }

    @Test func `the record of an operation is named as such`() throws {
        let holder = Holder(by: "ada@harbour", machine: "m", boot: "b", namespace: "n", process: 1, processStart: "1")
        let situation = Situation(
            snapshot: fleet, details: [webDetails.id: webDetails, stableDetails.id: stableDetails],
            memberImages: memberImages(of: web), now: now, by: "ada@harbour", holder: holder)
        let operation = Families.Operation.rollback(family("web"))
        var state = State.live(large)
        state.operations.planning = operation
        state.hear(.operation(.planned(operation, ProposedPlan(plan: try plan(operation, in: situation)))))
        let shown = Screen(state, look: .unicode).canvas.text
        #expect(shown.contains("--name dcv_web_op"))
        #expect(shown.contains("  # lock of this operation, with "))
    }
}
