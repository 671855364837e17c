import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// Menu, palette, marks, filter and the list of all containers.
struct MenuPictureTests {
    @Test func `the menu names what is possible, with its keys`() {
        var state = State.live()
        state.hear(.pressed(.enter))
        expectNoDifference(
            picture(state, rows: 5..<18),
            """
            │○ ne ┌ web ────────────────────────────────────────────────────────────┐ d ago│
            │! sh │  b      build the family's image; asks for the folder           │      │
            │● we │  n      make a container of the newest build, which takes over  │      │
            └──── │  x      stop the active container                               │ ─────┘
            ┌ 3 D │  m      mark the active container stable                        │ H  P ┐
            │Stat │  r      stop what runs and bring the stable container back      │      │
            │Role │  u      undo the last switch                                    │      │
            │Imag │  d      remove old containers for good, named one by one first  │      │
            │Cont │  Space  mark the row: s x m r u d act on all marked             │      │
            │Heal │  e      a shell in the container                                │      │
            │Port │  y      copy its name, id or docker command                     │      │
            │Moun │                                                                 │      │
            │     │ Enter: do it    Esc: close                                      │      │
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor != nil)
    }

    @Test func `the palette shows what may follow`() {
        var state = State.live()
        state.type(":sta")
        expectNoDifference(
            picture(state, rows: 10..<24),
            """
            │State      up 3m healthy, since 2026-11-23T18:02:56Z, restarted 2 times       │
            │Role       latest                                                             │
            │Image      a81b77e01c20, an older build (the newest is 4f1c09d2ab10)          │
            │Container  4230b2f50500, made 2026-11-23T18:03:03Z by ada@harbour             │
            │Health     healthy  ok                                                        │
            │┌ command ───────────────────────────────────────────────────────────────────┐│
            ││ start        NAME :new [CONFIG], NAME :latest, ...                         ││
            ││ stable       mark NAME, show NAME                                          ││
            ││ start-new    make a container of the newest build, which takes over      n ││
            ││ stats        its CPU, memory, network, disk                              S ││
            ││ mark-stable  mark the active container stable                            m ││
            └│ : sta                                                                      │┘
             │ Tab: complete    Enter: do it    Esc: leave it                             │
             └────────────────────────────────────────────────────────────────────────────┘t
            """)
        state = State.live(small)
        state.type(":start web ")
        expectNoDifference(
            picture(state, rows: 7..<16),
            """
            ┌ 3 Details of dcv_web ────────────────── D  L  S  C  H  P ┐
            │State      up 3m healthy, since 2026-11-23T18:02:56Z,     │
            │┌ command ───────────────────────────────────────────────┐│
            ││ :new     a new container from the latest image         ││
            ││ :latest  the latest container                          ││
            ││ :stable  the stable container                          ││
            └│ : start web                                            │┘
             │ Tab: complete    Enter: do it    Esc: leave it         │
             └────────────────────────────────────────────────────────┘
            """)
    }

    @Test func `marked rows and a filter are seen`() {
        var state = State.live()
        state.type("g  /e")
        expectNoDifference(
            picture(state, rows: 0..<9),
            """
             dockervisor  local               7 families  10 containers  5 running   ● live
            ┌ 1 Families  2 marked … ◂ ──┐┌ 2 Containers of legacy ────────────────────────┐
            │✖ legacy      exited 1      ││   NAME        ROLE    STATE             AGE    │
            │○ new         only built   ▲││✖  dcv_legacy  latest  exited 1, 6d ago  3d     │
            │● web         serving    ★ ▲││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            └──────────────────── 3 of 7 ┘└────────────────────────────────────────────────┘
            """)
        expectNoDifference(
            picture(state, rows: 21..<24),
            """
            └──────────────────────────────────────────────────────────────────────────────┘
             Show only: e
             Enter: keep it    Esc: show all    ^U: clear
            """)
    }

    @Test func `all containers stand in one list`() {
        var snapshot = fleet
        snapshot.containers.append(container("redis", .running, "Up 2 hours", of: ""))
        var state = State.live(usual, snapshot)
        state.type("aG")
        expectNoDifference(
            picture(state, rows: 0..<16),
            """
             dockervisor  local               7 families  11 containers  6 running   ● live
            ┌ 2 All containers ◂ ──────────────────────────────────────────────────────────┐
            │   NAME                          FAMILY  STATE                   AGE  PORTS   │
            │◐  dcv_shop_next                 shop    up <1m                  3d           │
            │●  dcv_web                       web     up 3m healthy           2m   80->8080│
            │○  dcv_web_sav…20261120T080000   web     exited 0, 2d ago        9d           │
            │○★ dcv_web_stable                web     exited 0, 2d ago        5d           │
            │●  redis                         -       up 2h                   3d           │
            └────────────────────────────────────────────────────────────────── 7-11 of 11 ┘
            ┌ 3 Details of redis ──────────────────────────────────────── D  L  S  C  H  P ┐
            │State      up 2h                                                              │
            │Role       none: dockervisor does not manage this one                         │
            │Image      a81b77e01c20                                                       │
            │Container  1267d1d40000, made 2026-11-20T18:05:56Z                            │
            │Asking for details ...                                                        │
            │                                                                              │
            """)
    }

    @Test func `on a wide terminal the list of all has every column`() {
        var state = State.live(Size(columns: 120, rows: 30))
        state.type("a")
        expectNoDifference(
            picture(state, rows: 1..<8),
            """
            ┌ 2 All containers ◂ ──────────────────────────────────────────────────────────────────────────────────────────────────┐
            │   NAME                               FAMILY  STATE                   IMAGE         AGE  PORTS                        │
            │✖  dcv_jobs                           jobs    restarting 78, <1m ago  a81b77e01c20  3d                                │
            │○★ dcv_jobs_stable                    jobs    exited 0, 2d ago        a81b77e01c20  8d                                │
            │✖  dcv_legacy                         legacy  exited 1, 6d ago        a81b77e01c20  3d                                │
            │●  dcv_shop                           shop    up 4h                   a81b77e01c20  3d                                │
            │◐  dcv_shop_next                      shop    up <1m                  a81b77e01c20  3d                                │
            """)
    }

    @Test func `several plans are shown together`() {
        var state = State.live()
        state.operations.batch = [.rollback(web), .stop(api), .stop(family("cron"))]
        state.hear(
            .operation(
                .batchPlanned(
                    state.operations.batch,
                    Batch([
                        .planned(confirmed(.rollback(web))), .planned(confirmed(.stop(family("cron")))),
                        .refused(.stop(api), .state(problem: "api is being built", remedy: "Wait for it")),
                    ]))))
        expectNoDifference(
            picture(state, rows: 1..<23),
            """
             ┌ 3 families marked ─────────────────────────────────────────────────────────┐
             │ Stop dcv_web and start dcv_web_stable                                      │
             │ Image, age: dcv_web a81b77e01c20, 2m; dcv_web_stable a81b77e01c20, 5d      │
             │ Unreachable from the stop of dcv_web to the start of dcv_web_stable:       │
             │ mostly under a second; 10 s if it ignores SIGTERM                          │
             │ Volumes are not rolled back: dcv_web_stable will see the current data      │
             │                                                                            │
             │ docker update --restart always 4230b2f50500  # dcv_web, survives reboots   │
             │ docker stop 4230b2f50500  # dcv_web                                        │
             │ docker start 2617f84ad3b7  # dcv_web_stable                                │
             │ # dcv_web_stable must stay running for 10 s, or the switch is reverted     │
             │ docker update --restart no 4230b2f50500  # dcv_web                         │
             │ docker update --restart unless-stopped 2617f84ad3b7  # dcv_web_stable      │
             │                                                                            │
             │ stop cron: cron is already stopped                                         │
             │                                                                            │
             │ stop api will not be done: api is being built                              │
             │ Wait for it                                                                │
             │                                                                            │
             │ y or Enter: do it    n or Esc: leave it                                    │
             └────────────────────────────────────────────────────────────────────────────┘

            """)
    }

    @Test func `what is done to all of them stands above, and what y does below`() {
        func edges(_ operations: [Families.Operation]) -> [String] {
            var state = State.live()
            state.operations.batch = operations
            state.hear(.operation(.batchPlanned(operations, Batch(operations.map { .planned(confirmed($0)) }))))
            return picture(state, rows: 1..<23).split(separator: "\n").map { $0.trimmingCharacters(in: ["│", " "]) }
                .filter { $0.hasPrefix("┌ ") && !$0.contains("1 Families") || $0.hasPrefix("y") }
                .map { String($0.prefix { $0 != "─" }) }
        }
        let other = family("api")
        #expect(
            edges([.stop(web), .stop(other)])
                == ["┌ stop 2 families ", "y: do all 2    n, Enter or Esc: leave it"])
        #expect(edges([.stop(web)]) == ["┌ stop 1 family ", "y: do it    n, Enter or Esc: leave it"])
        #expect(
            edges([.cleanUp(web, containers: nil)])
                == ["┌ clean 1 family ", "y: remove for good    n, Enter or Esc: leave it"])
    }
}
