import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// What is told of the selected container.
struct DetailsPictureTests {
    @Test func `details wrap, and their labels and values line up`() {
        let state = State.live()
        expectNoDifference(
            picture(state, rows: 9..<22),
            """
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
            """)
        #expect(tones(state, row: 10, columns: 0..<14) == "|ddddddddddd..")
        #expect(!Screen(state, look: .unicode).canvas.text.contains("hunter2"))
    }

    @Test func `values of env are shown only when asked for, and no longer than the container is selected`() {
        var state = State.live(Size(columns: 100, rows: 40))
        #expect(!picture(state).contains("hunter2"))
        state.type("E")
        #expect(picture(state).contains("TOKEN=hunter2"))
        state.type("E")
        #expect(!picture(state).contains("hunter2"))
        state.type("E2jk")
        #expect(!picture(state).contains("hunter2"))
    }

    @Test func `the command that makes one like it stands there, without secrets`() {
        var state = State.live(Size(columns: 100, rows: 40))
        var details = webDetails
        details.labels[Label.parameters] =
            #"{"arguments":["--v er"],"env":["TOKEN"],"networks":["front"],"ports":["80:8080/tcp"],"raw":["--init"],"#
            + #""volumes":[]}"#
        state.hear(.connection(.detailsRead([details])))
        expectNoDifference(
            picture(state, rows: 28..<31),
            """
            │Created by docker create --name dcv_web --publish 80:8080/tcp --network front --env TOKEN --init  │
            │           a81b77e01c20 '--v er'                                                                  │
            │Env        TOKEN=***                                                                              │
            """)
    }

    @Test func `a port can be opened where the engine is`() {
        for (endpoint, address) in [
            ("local", "http://localhost/"), ("unix:///run/docker.sock", "http://localhost/"),
            ("ssh://ops@web1:22", "http://web1/"), ("tcp://10.0.0.1:2376", "http://10.0.0.1/"),
        ] {
            #expect(picture(.live(endpoint: endpoint)).contains("*:80 -> 8080/tcp  \(address)  "))
        }
    }

    @Test func `details scroll to their end and no further`() {
        var state = State.live()
        state.type("3G")
        #expect(Screen(state, look: .unicode).scrollEnd == 2)
        expectNoDifference(
            picture(state, rows: 9..<22),
            """
            ┌ 3 Details of dcv_web ◂ ──────────────────────────────────── D  L  S  C  H  P ┐
            │Image      a81b77e01c20, an older image; latest 4f1c09d2ab10                  │
            │Container  4230b2f50500, created 2026-11-23T18:03:03Z by ada@harbour          │
            │Health     healthy  ok                                                        │
            │Ports      *:80 -> 8080/tcp  http://localhost/                                │
            │Mounts     /data  volume web_data                                             │
            │           /etc/web  directory /srv/conf, read-only                           │
            │Networks   front  172.18.0.2  as web                                          │
            │Restart    unless-stopped                                                     │
            │Command    /app/web --listen :8080                                            │
            │Env        TOKEN=***                                                          │
            │           PATH=***                                                           │
            └────────────────────────────────────────────────────────────────── 3-13 of 13 ┘
            """)
        state.hear(.scrollEnded(at: 2))
        #expect(Screen(state, look: .unicode).scrollEnd == nil)
    }

    @Test func `a family that was only built says how it begins`() {
        expectNoDifference(
            picture(.live(selected: "new"), rows: 1..<12),
            """
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of new ───────────────────────────┐
            │● api         running    ★= ││   NAME  ROLE  STATE                            │
            │○ cron        stopped       ││▲  image 4f1c09d2ab10, 1m old: n starts it      │
            │✖ jobs        restarting ★  ││                                                │
            │✖ legacy      exited 1      ││                                                │
            │○ new         only built   ▲││                                                │
            │! shop        2 running     ││                                                │
            └────────────────── 1-6 of 7 ┘└────────────────────────────────────────────────┘
            ┌ 3 Details ─── D Details  L Logs  S Stats  C Compare  H History  P Parameters ┐
            │No container yet: n starts one from the latest image                          │
            │                                                                              │
            """)
    }

    @Test func `a stopped, a looping and a crashed family`() {
        expectNoDifference(
            picture(.live(selected: "jobs"), rows: 1..<14),
            """
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of jobs ──────────────────────────┐
            │● api         running    ★= ││   NAME             STATE                       │
            │○ cron        stopped       ││✖  dcv_jobs         restarting 78, <1m ago      │
            │✖ jobs        restarting ★  ││○★ dcv_jobs_stable  exited 0, 2d ago            │
            │✖ legacy      exited 1      ││                                                │
            │○ new         only built   ▲││                                                │
            │! shop        2 running     ││                                                │
            └────────────────── 1-6 of 7 ┘└────────────────────────────────────────────────┘
            ┌ 3 Details of dcv_jobs ───────────────────────────────────── D  L  S  C  H  P ┐
            │State      restarting 78, <1m ago                                             │
            │Role       latest                                                             │
            │Image      a81b77e01c20                                                       │
            │Container  803e5a5e8c50, created 2026-11-20T18:05:56Z by ada@harbour          │
            """)
        expectNoDifference(
            picture(.live(selected: "legacy"), rows: 9..<14),
            """
            ┌ 3 Details of dcv_legacy ─────────────────────────────────── D  L  S  C  H  P ┐
            │State      exited 1, 6d ago                                                   │
            │Role       latest                                                             │
            │Image      a81b77e01c20                                                       │
            │Container  16a116ada096, created 2026-11-20T18:05:56Z by ada@harbour          │
            """)
    }
}
