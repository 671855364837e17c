import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// The panes while nothing is asked.
struct OverviewTests {
    @Test func `an ordinary terminal shows families, containers and details`() {
        expectNoDifference(
            picture(.live()),
            """
             dockervisor  local               7 families  10 containers  5 running   ● live
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of web ───────────────────────────┐
            │○ cron        stopped       ││   NAME                         STATE           │
            │✖ jobs        restarting ★  ││●  dcv_web                      up 3m healthy   │
            │✖ legacy      exited 1      ││○★ dcv_web_stable               exited 0, 2d ago│
            │○ new         only built   ▲││○  dcv_web_sav…20261120T080000  exited 0, 2d ago│
            │! shop        2 running     ││▲  image 4f1c09d2ab10, 12m old: n starts it     │
            │● web         running    ★ ▲││                                                │
            └────────────────── 2-7 of 7 ┘└────────────────────────────────────────────────┘
            ┌ 3 Details of dcv_web ────────────────────────────────────── D  L  S  C  H  P ┐
            │State      up 3m healthy, since 2026-11-23T18:02:56Z, restarted 2 times       │
            │Role       latest                                                             │
            │Image      a81b77e01c20, an older image; latest 4f1c09d2ab10                  │
            │Container  4230b2f50500, created 2026-11-23T18:03:03Z by ada@harbour          │
            │Health     healthy  ok                                                        │
            │Ports      *:80 -> 8080/tcp  http://localhost/                                │
            │Mounts     /data  volume web_data                                             │
            │           /etc/web  directory /srv/conf, read-only                           │
            │Networks   front  172.18.0.2  as web                                          │
            │Restart    unless-stopped                                                     │
            │Command    /app/web --listen :8080                                            │
            └────────────────────────────────────────────────────────────────── 1-11 of 13 ┘

             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
    }

    @Test func `the smallest terminal shows the same, shorter`() {
        expectNoDifference(
            picture(.live(small)),
            """
             dockervisor  local                                  ● live
            ┌ 1 Families ◂ ──────────┐┌ 2 Containers of web ───────────┐
            │✖ legacy  exited 1      ││   NAME            STATE        │
            │○ new     only built   ▲││●  dcv_web         up 3m healthy│
            │! shop    2 running     ││○★ dcv_web_stable  exited 0, 2d…│
            │● web     running    ★ ▲││▲  image 4f1c09d2ab10, 12m old:…│
            └────────────── 4-7 of 7 ┘└────────────────────── 1-2 of 3 ┘
            ┌ 3 Details of dcv_web ────────────────── D  L  S  C  H  P ┐
            │State      up 3m healthy, since 2026-11-23T18:02:56Z,     │
            │           restarted 2 times                              │
            │Role       latest                                         │
            │Image      a81b77e01c20, an older image; latest           │
            │           4f1c09d2ab10                                   │
            └─────────────────────────────────────────────── 1-5 of 16 ┘

             b build n new s start r rollback Enter menu ? help q quit
            """)
    }

    @Test func `without UTF-8 the same is drawn in ASCII`() {
        let state = State.live()
        expectNoDifference(
            picture(state, .ascii),
            """
             dockervisor  local               7 families  10 containers  5 running   * live
            + 1 Families < --------------++ 2 Containers of web ---------------------------+
            |o cron        stopped       ||   NAME                         STATE           |
            |x jobs        restarting S  ||*  dcv_web                      up 3m healthy   |
            |x legacy      exited 1      ||oS dcv_web_stable               exited 0, 2d ago|
            |o new         only built   ^||o  dcv_web_sav~20261120T080000  exited 0, 2d ago|
            |! shop        2 running     ||^  image 4f1c09d2ab10, 12m old: n starts it     |
            |* web         running    S ^||                                                |
            +------------------ 2-7 of 7 ++------------------------------------------------+
            + 3 Details of dcv_web -------------------------------------- D  L  S  C  H  P +
            |State      up 3m healthy, since 2026-11-23T18:02:56Z, restarted 2 times       |
            |Role       latest                                                             |
            |Image      a81b77e01c20, an older image; latest 4f1c09d2ab10                  |
            |Container  4230b2f50500, created 2026-11-23T18:03:03Z by ada@harbour          |
            |Health     healthy  ok                                                        |
            |Ports      *:80 -> 8080/tcp  http://localhost/                                |
            |Mounts     /data  volume web_data                                             |
            |           /etc/web  directory /srv/conf, read-only                           |
            |Networks   front  172.18.0.2  as web                                          |
            |Restart    unless-stopped                                                     |
            |Command    /app/web --listen :8080                                            |
            +------------------------------------------------------------------ 1-11 of 13 +

             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        #expect(Screen(state, look: .ascii).canvas.text.utf8.allSatisfy { $0 < 0x7F })
    }

    @Test func `a large terminal has room for every column and the whole names`() {
        expectNoDifference(
            picture(.live(large), rows: 0..<9, columns: 0..<62),
            """
             dockervisor  local  engine 28.2.2
            ┌ 1 Families ◂ ────────────────────────────┐┌ 2 Containers of
            │● api                       running    ★= ││   NAME
            │○ cron                      stopped       ││●  dcv_web
            │✖ jobs                      restarting ★  ││○★ dcv_web_stable
            │✖ legacy                    exited 1      ││○  dcv_web_save_2
            │○ new                       only built   ▲││▲  image 4f1c09d2
            │! shop                      2 running     ││
            │● web                       running    ★ ▲││
            """)
        expectNoDifference(
            picture(.live(large), rows: 0..<9, columns: 60..<160),
            """
                                                                  7 families  10 containers  5 running   ● live
            f web ─────────────────────────────────────────────────────────────────────────────────────────────┐
                                   ROLE    STATE             IMAGE         AGE  PORTS                          │
                                   latest  up 3m healthy     a81b77e01c20  2m   80->8080                       │
            le                     stable  exited 0, 2d ago  a81b77e01c20  5d                                  │
            _20261120T080000.000Z  old     exited 0, 2d ago  a81b77e01c20  9d                                  │
            d2ab10, 12m old: n starts it                                                                       │
                                                                                                               │
                                                                                                               │
            """)
        expectNoDifference(
            picture(.live(large), rows: 19..<36, columns: 0..<90),
            """
            └──────────────────────────────────────────┘└─────────────────────────────────────────────
            ┌ 3 Details of dcv_web ───────────────────────────────────────────────────────────────────
            │State      up 3m healthy, since 2026-11-23T18:02:56Z, restarted 2 times
            │Role       latest
            │Image      a81b77e01c20, an older image; latest 4f1c09d2ab10
            │Container  4230b2f50500, created 2026-11-23T18:03:03Z by ada@harbour
            │Health     healthy  ok
            │Ports      *:80 -> 8080/tcp  http://localhost/
            │Mounts     /data  volume web_data
            │           /etc/web  directory /srv/conf, read-only
            │Networks   front  172.18.0.2  as web
            │Restart    unless-stopped
            │Command    /app/web --listen :8080
            │Env        TOKEN=***
            │           PATH=***
            │
            │
            """)
        expectNoDifference(
            picture(.live(large), rows: 47..<50),
            """
            └──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘

             b build  n new  s start  x stop  m mark  r rollback  Enter menu  o output  e shell  c copy  / filter  a all  : command  z zoom  ? help  q quit
            """)
    }

    @Test func `the pane that has the keys says so in its title, and the cursor stands on the selected row`() {
        var state = State.live()
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 1, row: 7))
        state.type("2j")
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 31, row: 4))
        expectNoDifference(
            picture(state, rows: 1..<6),
            """
            ┌ 1 Families ────────────────┐┌ 2 Containers of web ◂ ─────────────────────────┐
            │○ cron        stopped       ││   NAME                         STATE           │
            │✖ jobs        restarting ★  ││●  dcv_web                      up 3m healthy   │
            │✖ legacy      exited 1      ││○★ dcv_web_stable               exited 0, 2d ago│
            │○ new         only built   ▲││○  dcv_web_sav…20261120T080000  exited 0, 2d ago│
            """)
        #expect(tones(state, row: 4, columns: 30..<35) == "|####")
        #expect(tones(state, row: 7, columns: 0..<4) == "|uuu")
        state.type("3")
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 1, row: 10))
        expectNoDifference(
            picture(state, rows: 9..<11),
            """
            ┌ 3 Details of dcv_web_stable ◂ ───────────────────────────── D  L  S  C  H  P ┐
            │State      exited 0, 2d ago, at 2026-11-21T18:05:56Z: terminated by SIGTERM   │
            """)
    }
}
