import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// Header, status and footer.
struct BarsTests {
    private func said(_ message: Message, _ size: Size = usual) -> State {
        var state = State.live(size)
        state.message = message
        return state
    }

    @Test func `a short message takes one line`() {
        expectNoDifference(
            picture(said(Message(.failure, "web has no stable container", remedy: "Press m")), rows: 20..<24),
            """
            │Command    /app/web --listen :8080                                            │
            └────────────────────────────────────────────────────────────────── 1-11 of 13 ┘
             web has no stable container. Press m
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
    }

    @Test func `a long one as many as keep its remedy readable`() {
        let remedy = "Start one that works, then mark it as the stable one: docker ps"
        expectNoDifference(
            picture(said(Message(.failure, "web has no stable container", remedy: remedy)), rows: 19..<24),
            """
            │Restart    unless-stopped                                                     │
            └────────────────────────────────────────────────────────────────── 1-10 of 13 ┘
             web has no stable container
             Start one that works, then mark it as the stable one: docker ps
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        let words =
            "driver failed programming external connectivity on endpoint dcv_web: Bind for 0.0.0.0:8080 failed: "
            + "port is already allocated, and more words than anybody reads at three in the morning"
        expectNoDifference(
            picture(said(Message(.failure, words, remedy: remedy), small), rows: 7..<16),
            """
            ┌ 3 Details of dcv_web ────────────────── D  L  S  C  H  P ┐
            │State      up 3m healthy, since 2026-11-23T18:02:56Z,     │
            │           restarted 2 times                              │
            └─────────────────────────────────────────────── 1-2 of 16 ┘
             driver failed programming external connectivity on
             endpoint dcv_web: Bind for 0.0.0.0:8080 failed: port i ...
             Start one that works, then mark it as the stable one:
             docker ps
             b build n new s start r rollback Enter menu ? help q quit
            """)
        #expect(tones(said(Message(.failure, words, remedy: remedy)), row: 22, columns: 1..<3) == "..")
    }

    @Test func `words of the engine in a message are made visible`() {
        #expect(picture(said(Message(.failure, "\u{1B}[2Jboo\n"))).contains(" \\e[2Jboo\\n\n"))
    }

    @Test func `what is asked and what is under way is said`() {
        var state = State.live()
        state.type("r")
        expectNoDifference(
            picture(state, rows: 22..<23),
            """
             Planning: rollback web...
            """)
        state.ask(.rollback(web))
        state.hear(.pressed(.enter))
        state.lists.selectedFamily = FamilyID(api, on: .local)
        expectNoDifference(
            picture(state, rows: 22..<23),
            """
             In progress: rollback web
            """)
    }

    @Test(arguments: [60, 62, 66, 70, 75, 79, 80, 81, 100, 160])
    func `the footer's keys come from the table, and fit with help and quit`(columns: Int) {
        let state = State.live(Size(columns: columns, rows: 24))
        let footer = picture(state, rows: 23..<24)
        #expect(Console.columns(of: footer) <= columns)
        for shown in ["b build", "n new", "r rollback", "Enter menu", "? help", "q quit"] {
            #expect(footer.contains(shown))
        }
        if columns >= 80 { for shown in ["s start", "x stop", "m mark"] { #expect(footer.contains(shown)) } }
        guard columns >= 160 else { return }
        for binding in Action.bindings where !binding.short.isEmpty && binding.place == .everywhere {
            #expect(footer.contains("\(binding.keys.first?.label ?? "") \(binding.short)"))
        }
    }

    @Test(arguments: [60, 80, 160])
    func `while the log has the keys the footer names the log's`(columns: Int) {
        var state = State.live(Size(columns: columns, rows: 24))
        state.type("LL")
        let footer = picture(state, rows: 23..<24)
        #expect(Console.columns(of: footer) <= columns)
        #expect(!footer.contains("n new"))
        for shown in ["/ search", "n next", "w wrap", "t times", "T since", "> save", "? help", "q quit"] {
            #expect(footer.contains(shown))
        }
    }

    @Test func `what cannot be done now is dim`() {
        var state = State.live(selected: "cron")
        expectNoDifference(
            picture(state, rows: 23..<24),
            """
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        expectNoDifference(
            tones(state, row: 23, columns: 0..<80),
            """
            .k........k......k........dddddd..dddddd..dddddddddd..kkkkk.......k.......k.....
            """)
        state.lists.selectedFamily = FamilyID(api, on: .local)
        expectNoDifference(
            tones(state, row: 23, columns: 0..<80),
            """
            .k........k......ddddddd..k.......dddddd..dddddddddd..kkkkk.......k.......k.....
            """)
    }

    @Test(arguments: [60, 80, 100, 160])
    func `the header keeps the connection, then the counts, then the version`(columns: Int) {
        var state = State.live(Size(columns: columns, rows: 24))
        let header = picture(state, rows: 0..<1)
        #expect(header.hasPrefix(" dockervisor  local") && header.hasSuffix("● live"))
        #expect(header.contains("7 families  10 containers  5 running") == (columns >= 80))
        #expect(header.contains("engine 28.2.2") == (columns >= 100))
        state = State(endpoint: "ssh://" + String(repeating: "long", count: 40), size: state.size)
        #expect(Console.columns(of: picture(state, rows: 0..<1)) <= columns)
    }

    @Test func `footer and hints name the keys that people chose`() {
        var state = State.live()
        state.settings =
            Settings.read(
                #"{"keys": {"rollback": ["F9"], "start-new": ["N"], "output": []}}"#, file: "config.json"
            ).settings
        expectNoDifference(
            picture(state, rows: 23..<24),
            """
             b build N new s start x stop m mark F9 rollback Enter menu ? help q quit
            """)
        #expect(picture(state).contains("12m old: N starts it"))
        state.mode = .help(Help(scrolled: 0))
        #expect(picture(state).contains("F9            stop the active container"))
    }

    @Test func `read-only is said in the header, and dims what would change something`() {
        var state = State.live()
        state.settings.isReadOnly = true
        expectNoDifference(
            picture(state, rows: 0..<1),
            """
             dockervisor  local  read-only    7 families  10 containers  5 running   ● live
            """)
        expectNoDifference(
            tones(state, row: 23, columns: 0..<80),
            """
            .ddddddd..ddddd..ddddddd..dddddd..dddddd..dddddddddd..kkkkk.......k.......k.....
            """)
    }
}
