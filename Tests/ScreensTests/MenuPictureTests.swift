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
            │○ new    ┌ Actions for web ─────────────────────────────────────────┐ , 2d ago│
            │! shop   │  b      build the image; asks for the build context      │  it     │
            │● web    │  n      start a new container from the latest image      │         │
            └──────── │  x      stop the active container                        │ ────────┘
            ┌ 3 Detai │  m      mark the active container as stable              │ C  H  P ┐
            │State    │  r      stop the active container, start the stable one  │ s       │
            │Role     │  u      undo the last switch                             │         │
            │Image    │  d      delete old containers; lists them first          │         │
            │Containe │  Space  mark the row; s x m r u d act on marked rows     │         │
            │Health   │  e      open a shell in the container                    │         │
            │Ports    │  c      copy the name, ID or a docker command            │         │
            │Mounts   │                                                          │         │
            │         │ Enter: run    Esc: close                                 │         │
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
            │Image      a81b77e01c20, an older image; latest 4f1c09d2ab10                  │
            │Container  4230b2f50500, created 2026-11-23T18:03:03Z by ada@harbour          │
            │Health     healthy  ok                                                        │
            │┌ Command ───────────────────────────────────────────────────────────────────┐│
            ││ start        NAME :new [CONFIG], NAME :latest, ...                         ││
            ││ stable       mark NAME, show NAME                                          ││
            ││ start-new    start a new container from the latest image                 n ││
            ││ stats        show resource usage                                         S ││
            ││ mark-stable  mark the active container as stable                         m ││
            └│ : sta                                                                      │┘
             │ Tab: complete    Enter: run    Esc: cancel                                 │
             └────────────────────────────────────────────────────────────────────────────┘t
            """)
        state = State.live(small)
        state.type(":start web ")
        expectNoDifference(
            picture(state, rows: 7..<16),
            """
            ┌ 3 Details of dcv_web ────────────────── D  L  S  C  H  P ┐
            │State      up 3m healthy, since 2026-11-23T18:02:56Z,     │
            │┌ Command ───────────────────────────────────────────────┐│
            ││ :new     a new container from the latest image         ││
            ││ :latest  the latest container                          ││
            ││ :stable  the stable container                          ││
            └│ : start web                                            │┘
             │ Tab: complete    Enter: run    Esc: cancel             │
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
            │● web         running    ★ ▲││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            └──────────────────── 3 of 7 ┘└────────────────────────────────────────────────┘
            """)
        expectNoDifference(
            picture(state, rows: 21..<24),
            """
            └──────────────────────────────────────────────────────────────────────────────┘
             Filter: e
             Enter: keep filter    Esc: show all    ^U: clear
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
            │Role       none: not managed by dockervisor                                   │
            │Image      a81b77e01c20                                                       │
            │Container  1267d1d40000, created 2026-11-20T18:05:56Z                         │
            │Loading details...                                                            │
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
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of web ───────────────────────────┐
             ┌ Change 3 families ─────────────────────────────────────────────────────────┐
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
             │ stop cron: cron is already stopped                                         │
             │                                                                            │
             │ stop api is skipped: api is being built                                    │
             │ Wait for it                                                                │
             │                                                                            │
             │ y, Enter: yes    n, Esc: cancel                                            │
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
                == ["┌ Stop 2 families ", "y: yes to all 2    n, Enter, Esc: cancel"])
        #expect(edges([.stop(web)]) == ["┌ Stop 1 family ", "y: yes    n, Enter, Esc: cancel"])
        #expect(
            edges([.cleanUp(web, containers: nil)])
                == ["┌ Clean up 1 family ", "y: delete    n, Enter, Esc: cancel"])
    }
}
