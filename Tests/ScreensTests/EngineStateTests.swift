import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing
@testable import dockervisor

/// What is drawn when the engine does not answer, or has nothing to show.
struct EngineStateTests {
    private func opened(_ size: Size = usual, _ events: Event...) -> State {
        var state = State(endpoint: "local", size: size)
        state.hear(.opened)
        for event in events { state.hear(event) }
        return state
    }

    @Test func `connecting`() {
        expectNoDifference(
            picture(opened(), rows: 0..<12),
            """
             dockervisor  local                                                ◐ connecting
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers ──────────────────────────────────┐
            │Connecting to the engine... ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            └────────────────────────────┘└────────────────────────────────────────────────┘
            ┌ 3 Details ─── D Details  L Logs  S Stats  C Compare  H History  P Parameters ┐
            │                                                                              │
            │                                                                              │
            """)
    }

    @Test func `connected before events are heard`() {
        expectNoDifference(
            picture(opened(usual, .snapshotRead(fleet, at: now)), rows: 0..<1),
            """
             dockervisor  local          7 families  10 containers  5 running   ● connected
            """)
    }

    @Test func `no families yet`() {
        expectNoDifference(
            picture(.live(usual, Snapshot())),
            """
             dockervisor  local                0 families  0 containers  0 running   ● live
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers ──────────────────────────────────┐
            │No families yet. To build   ││                                                │
            │one, type :build NAME PATH  ││                                                │
            │(a directory with a         ││                                                │
            │Dockerfile)                 ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            └────────────────────────────┘└────────────────────────────────────────────────┘
            ┌ 3 Details ─── D Details  L Logs  S Stats  C Compare  H History  P Parameters ┐
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘

             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
    }

    @Test func `an engine that never answered`() {
        let gone = EngineError.unreachable(
            endpoint: "unix:///var/run/docker.sock", words: "Cannot connect to the Docker daemon. Is it running?")
        expectNoDifference(
            picture(opened(usual, .connection(.snapshotFailed(gone, at: now)))),
            """
             dockervisor  local                                             ✖ no connection
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers ──────────────────────────────────┐
            │No data yet                 ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            │                            ││                                                │
            └────────────────────────────┘└────────────────────────────────────────────────┘
            ┌ 3 Details ─── D Details  L Logs  S Stats  C Compare  H History  P Parameters ┐
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘
             cannot connect to the Docker engine at unix:///var/run/docker.sock: Cannot
             connect to the Docker daemon. Is it running?
             Start the engine (sudo systemctl start docker) or check its address: --host,
             --context, DOCKER_HOST
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
    }

    @Test func `no permission, on the smallest terminal`() {
        let denied = EngineError.permissionDenied(
            endpoint: "unix:///var/run/docker.sock", words: "dial unix: connect: permission denied")
        expectNoDifference(
            picture(opened(small, .connection(.snapshotFailed(denied, at: now)))),
            """
             dockervisor  local                         ✖ no connection
            ┌ 1 Families ◂ ──────────┐┌ 2 Containers ──────────────────┐
            │No data yet             ││                                │
            │                        ││                                │
            │                        ││                                │
            │                        ││                                │
            └────────────────────────┘└────────────────────────────────┘
            ┌ 3 Details ───────────────────────────── D  L  S  C  H  P ┐
            │                                                          │
            │                                                          │
            └──────────────────────────────────────────────────────────┘
             permission denied by the Docker engine at
             unix:///var/run/docker.sock: dial unix: connect: ...
             Add yourself to the docker group (sudo usermod -aG docker
             $USER) and log in again, or use sudo
             b build n new s start r rollback Enter menu ? help q quit
            """)
    }

    @Test func `no docker at all`() {
        expectNoDifference(
            picture(opened(usual, .connection(.snapshotFailed(.noDockerCLI("docker"), at: now))), rows: 19..<24),
            """
            └──────────────────────────────────────────────────────────────────────────────┘
             docker CLI not found: 'docker'
             Install it (sudo apt-get install docker.io) or set its path:
             DOCKERVISOR_DOCKER=/path/to/docker
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
    }

    @Test func `an engine that is lost keeps its last known state, faded, and since when`() {
        var state = State.live()
        state.hear(
            .connection(.snapshotFailed(.silent(command: "ps", after: .seconds(12)), at: now.addingTimeInterval(40))))
        expectNoDifference(
            picture(state),
            """
             dockervisor  local                                ✖ offline since 18:06:36 UTC
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
             docker ps timed out after 12 s. Check that the engine responds: docker version
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        #expect(tones(state, row: 2, columns: 0..<30) == "|dddddddddddddddddddddddddddd|")
        #expect(tones(state, row: 7, columns: 0..<30) == "|############################|")
        #expect(tones(state, row: 23, columns: 0..<52).contains("k") == false)
    }

    @Test(arguments: [Size(columns: 59, rows: 16), Size(columns: 60, rows: 15), Size(columns: 34, rows: 5)])
    func `a terminal that is too small says what is needed and what there is`(size: Size) {
        var state = State.live(size)
        #expect(
            picture(state).contains(
                "Terminal too small:\n\(size.columns)x\(size.rows), and 60x16 is needed"))
        state.type("?")
        state.ask(.rollback(web))
        #expect(picture(state).hasPrefix("Terminal too small:"))
        #expect(Screen(state, look: .unicode).scrollEnd == nil)
    }

    @Test(arguments: [0, 1, 2, 5])
    func `a terminal of next to nothing does no harm`(count: Int) {
        #expect(Screen(.live(Size(columns: count, rows: count)), look: .unicode).canvas.size.columns == count)
    }

    @Test func `every size from 60x16 on draws every mode without a trap`() {
        for columns in stride(from: 60, through: 170, by: 11) {
            for rows in stride(from: 16, through: 60, by: 5) {
                var state = State.live(Size(columns: columns, rows: rows))
                let modes = Self.modes(in: state)
                #expect(modes.map(Self.place).sorted() == Array(0...10))
                for mode in modes {
                    state.mode = mode
                    let canvas = Screen(state, look: .unicode).canvas
                    #expect(canvas.cursor.map { canvas.bounds.contains($0) } ?? true)
                    // Where a line is typed at the bottom, no keys are named there.
                    let isTyped = [1, 8, 10].contains(Self.place(of: mode))
                    #expect(isTyped || canvas.text.split(separator: "\n").last?.contains("? help") == true)
                }
            }
        }
    }

    /// One of each.
    private static func modes(in state: State) -> [Mode] {
        func after(_ key: Key) -> Mode {
            var state = state
            state.hear(.pressed(key))
            return state.mode
        }
        let plans = [confirmed(.rollback(web)), confirmed(.startNew(web, configuration: nil))]
        return [
            .browsing, .filtering(.families, origin: nil), .help(Help(scrolled: 99)),
            .askingFolder(FolderQuestion(web, text: "/srv")),
            .choosingConfiguration(ConfigurationChoice(web, names: ["a", "b"], selected: 1)),
            .confirming(Confirmation(plans[1], scrolled: 99)),
            .confirmingAll(BatchConfirmation(Batch(plans.map { .planned($0) }), scrolled: 99)), after(.enter),
            .commanding(Palette(Dockervisor.offered, text: "ro")), after(.character("c")),
            .asking(.pattern, text: "error"),
        ]
    }

    private static func place(of mode: Mode) -> Int {
        switch mode {
        case .browsing: 0
        case .filtering: 1
        case .help: 2
        case .askingFolder: 3
        case .choosingConfiguration: 4
        case .confirming: 5
        case .confirmingAll: 6
        case .menu: 7
        case .commanding: 8
        case .copying: 9
        case .asking: 10
        }
    }
}
