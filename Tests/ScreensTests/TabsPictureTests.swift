import Console
import CustomDump
import Engine
@testable import Families
import Screens
import Supervisor
import Testing

/// The tabs of the inspector, and the widest layout.
struct TabsPictureTests {
    @Test func `tabs stand in the border, by words or by keys`() {
        var state = State.live(Size(columns: 110, rows: 24))
        expectNoDifference(
            picture(state, rows: 9..<10),
            """
            ┌ 3 Details of dcv_web ────────────────────── D Details  L Logs  S Stats  C Compare  H History  P Parameters ┐
            """)
        state.type("P")
        expectNoDifference(
            tones(state, row: 9, columns: 20..<110),
            """
            ......|||||||||||||||||||ddddddddddddddddddddddddddddddddddddddddddddddddddtttttttttttttt|
            """)
        expectNoDifference(
            picture(.live(small), rows: 7..<8),
            """
            ┌ 3 Details of dcv_web ────────────────── D  L  S  C  H  P ┐
            """)
    }

    @Test(arguments: 60..<160)
    func `a name in the border is cut only where there is no room for it`(columns: Int) {
        var state = State.live(Size(columns: columns, rows: 24))
        state.type("2jL")
        state.hear(.inspector(.followingEnded(.logs(container: stableDetails.id), nil)))
        let border = picture(state).split(separator: "\n").first { $0.contains("3 Logs of") } ?? ""
        #expect(border.contains("3 Logs of dcv_web_stable, ended") || !border.contains("───"))
    }

    @Test func `parameters are those that the container was made with`() {
        var state = State.live()
        var details = webDetails
        details.labels[Label.parameters] = """
            {"arguments":[],"env":["TOKEN"],"networks":["front"],"ports":["80:8080/tcp"],"raw":["--init"],\
            "volumes":["web_data:/data","/srv/conf:/etc/web:ro"]}
            """
        state.hear(.connection(.detailsRead([details])))
        state.type("P")
        expectNoDifference(
            picture(state, rows: 9..<22),
            """
            ┌ 3 Parameters of dcv_web ─────────────────────────────────── D  L  S  C  H  P ┐
            │dcv_web was created with                                                      │
            │From the image and the previous container:                                    │
            │ports      80:8080/tcp                                                        │
            │volumes    web_data:/data                                                     │
            │           /srv/conf:/etc/web:ro                                              │
            │networks   front                                                              │
            │env        TOKEN=***                                                          │
            │raw        --init                                                             │
            │                                                                              │
            │The next container would get                                                  │
            │Loading...                                                                    │
            └──────────────────────────────────────────────────────────────────────────────┘
            """)
        state.hear(.connection(.detailsRead([webDetails])))
        #expect(picture(state).contains("Its parameters are not recorded"))
    }

    @Test func `parameters of the next container stand with where each comes from`() {
        var state = State.live()
        state.hear(.connection(.detailsRead([webDetails])))
        state.type("P")
        let items: [(String, String, EffectiveParameters.Source)] = [
            ("ports", "80:80/tcp", .image(instruction: "EXPOSE")),
            ("volumes", "web_data:/data", .predecessor("dcv_web")),
            ("volumes", "web_cache:/cache", .image(instruction: "VOLUME")), ("env", "TOKEN", .file),
        ]
        let found = EffectiveParameters(
            file: "/srv/dcv-web", configuration: "production",
            items: items.map { EffectiveParameters.Item(key: $0.0, value: $0.1, source: $0.2) })
        state.hear(.inspector(.parametersRead(LookedUp.Parameters(family: web, result: .success(found)))))
        expectNoDifference(
            picture(state, rows: 12..<19),
            """
            │                                                                              │
            │The next container would get                                                  │
            │From /srv/dcv-web, configuration production:                                  │
            │ports      80:80/tcp  (EXPOSE in the image)                                   │
            │volumes    web_data:/data  (from dcv_web)                                     │
            │           web_cache:/cache  (VOLUME in the image)                            │
            │env        TOKEN=***  (from the file)                                         │
            """)
        let refusal = Refusal.state(problem: "no such image: web:latest", remedy: "Build it")
        state.hear(.inspector(.parametersRead(LookedUp.Parameters(family: web, result: .failure(refusal)))))
        #expect(picture(state).contains("no such image: web:latest"))
    }

    @Test func `on a very wide terminal the families stand beside the rest`() {
        expectNoDifference(
            picture(.live(Size(columns: 200, rows: 30)), rows: 0..<20, columns: 0..<100),
            """
             dockervisor  local  engine 28.2.2
            ┌ 1 Families ◂ ────────────────────────────┐┌ 2 Containers of web ──────────────────────────────────
            │● api                       running    ★= ││   NAME                               ROLE    STATE
            │○ cron                      stopped       ││●  dcv_web                            latest  up 3m hea
            │✖ jobs                      restarting ★  ││○★ dcv_web_stable                     stable  exited 0,
            │✖ legacy                    exited 1      ││○  dcv_web_save_20261120T080000.000Z  old     exited 0,
            │○ new                       only built   ▲││▲  image 4f1c09d2ab10, 12m old: n starts it
            │! shop                      2 running     ││
            │● web                       running    ★ ▲││
            │                                          ││
            │                                          ││
            │                                          │└───────────────────────────────────────────────────────
            │                                          │┌ 3 Details of dcv_web ─────────────────────────────────
            │                                          ││State      up 3m healthy, since 2026-11-23T18:02:56Z, r
            │                                          ││Role       latest
            │                                          ││Image      a81b77e01c20, an older image; latest 4f1c09d
            │                                          ││Container  4230b2f50500, created 2026-11-23T18:03:03Z b
            │                                          ││Health     healthy  ok
            │                                          ││Ports      *:80 -> 8080/tcp  http://localhost/
            │                                          ││Mounts     /data  volume web_data
            """)
    }
}
