import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// Folder, configuration and help.
struct PromptPictureTests {
    @Test func `the folder prompt`() {
        var state = State.live()
        state.mode = .askingFolder(FolderQuestion(web, text: "/srv/web"))
        expectNoDifference(
            picture(state, rows: 8..<16),
            """
            └────────────────── 2-7 of 7 ┘└────────────────────────────────────────────────┘
             ┌ Build web ─────────────────────────────────────────────────────────────────┐
             │ Build context (directory):                                                 │
             │ /srv/web                                                                   │
             │                                                                            │
             │ Enter: build    Tab: complete    ^U: clear    Esc: cancel                  │
             └────────────────────────────────────────────────────────────────────────────┘
            │Ports      *:80 -> 8080/tcp  http://localhost/                                │
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 11, row: 11))
    }

    @Test func `of a long folder the end is in sight, where it is typed`() {
        var state = State.live(small)
        state.mode = .askingFolder(
            FolderQuestion(web, text: "/" + String(repeating: "very/long/", count: 10) + "Verzeichnis/日本語"))
        expectNoDifference(
            picture(state, rows: 4..<12),
            """
            │! shop    2 running     ││○★ dcv_web_stable  exited 0, 2d…│
             ┌ Build web ─────────────────────────────────────────────┐
             │ Build context (directory):                             │
             │ …ong/very/long/very/long/very/long/Verzeichnis/日本語  │
             │                                                        │
             │ Enter: build    Tab: complete    Esc: cancel           │
             └────────────────────────────────────────────────────────┘
            │Image      a81b77e01c20, an older image; latest           │
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 56, row: 7))
        state.mode = .askingFolder(FolderQuestion(web, text: "\u{1B}[2J/srv"))
        #expect(picture(state).contains("\\e[2J/srv"))
    }

    @Test func `the choice of a configuration`() {
        var state = State.live()
        state.mode = .choosingConfiguration(
            ConfigurationChoice(web, names: ["default", "large", "small"], selected: 1))
        expectNoDifference(
            picture(state, rows: 7..<17),
            """
            │● web         running    ★ ▲││                                                │
            └────── ┌ Start web :new ──────────────────────────────────────────────┐ ──────┘
            ┌ 3 Det │ Choose a configuration:                                      │  H  P ┐
            │State  │  default                                                     │       │
            │Role   │  large                                                       │       │
            │Image  │  small                                                       │       │
            │Contai │                                                              │       │
            │Health │ Enter: show the plan    Esc: cancel                          │       │
            │Ports  └──────────────────────────────────────────────────────────────┘       │
            │Mounts     /data  volume web_data                                             │
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 10, row: 11))
        #expect(tones(state, row: 11, columns: 8..<12) == "|.##")
    }

    @Test func `of many configurations the selected one is in sight`() {
        var state = State.live(small)
        let names = (1...40).map { "configuration-\($0)" }
        for selected in [0, 20, 39] {
            state.mode = .choosingConfiguration(ConfigurationChoice(web, names: names, selected: selected))
            let canvas = Screen(state, look: .unicode).canvas
            let row = canvas[row: canvas.cursor?.row ?? 0].compactMap(\.grapheme)
            #expect(String(row).contains(" configuration-\(selected + 1) "))
            #expect(canvas.text.contains("Enter: show the plan"))
        }
        expectNoDifference(
            picture(state, rows: 1..<15),
            """
             ┌ Start web :new ────────────────────────────────────────┐
             │  configuration-31                                      │
             │  configuration-32                                      │
             │  configuration-33                                      │
             │  configuration-34                                      │
             │  configuration-35                                      │
             │  configuration-36                                      │
             │  configuration-37                                      │
             │  configuration-38                                      │
             │  configuration-39                                      │
             │  configuration-40                                      │
             │                                                        │
             │ Enter: show the plan    Esc: cancel    j k: scroll     │
             └─────────────────────────────────────────── 32-41 of 41 ┘
            """)
    }

    @Test func `the help shows every key and mark, all at once on a larger terminal`() {
        var state = State.live(Size(columns: 100, rows: 50))
        state.type("?")
        #expect(Screen(state, look: .unicode).scrollEnd == nil)
        let shown = picture(state)
        #expect(Screen(state, look: .unicode).scrollEnd == nil)
        for binding in Action.bindings {
            #expect(shown.contains(binding.keys.map(\.label).joined(separator: " ") + " "), "\(binding.action)")
            #expect(shown.contains(binding.summary.prefix(30)), "\(binding.action)")
        }
        for mark in ["● running", "★ has a stable container", "▲ new image, not started", "▸ marked row"] {
            #expect(shown.contains(mark))
        }
    }

    @Test func `the help scrolls on the smallest terminal, to its end`() {
        var state = State.live(small)
        state.type("?")
        expectNoDifference(
            picture(state),
            """
             dockervisor  local                                  ● live
             ┌ Keys and marks ────────────────────────────────────────┐
             │ b             build the image; asks for the build      │
             │               context                                  │
             │ n             start a new container from the latest    │
             │               image                                    │
             │ s             start the latest container, or the one   │
             │               selected in pane 2                       │
             │ x             stop the active container                │
             │ m             mark the active container as stable      │
             │ r             stop the active container, start the     │
             │               stable one                               │
             │                                                        │
             │ Esc: close    j k: scroll                              │
             └──────────────────────────────────────────── 1-10 of 62 ┘
             b build n new s start r rollback Enter menu ? help q quit
            """)
        state.type("G")
        state.hear(.scrollEnded(at: Screen(state, look: .unicode).scrollEnd ?? 0))
        expectNoDifference(
            picture(state, rows: 1..<15),
            """
             ┌ Keys and marks ────────────────────────────────────────┐
             │ Esc           go back; never quits                     │
             │ ^L            redraw the screen                        │
             │ ^Z            suspend; fg resumes                      │
             │ ? F1          show this help                           │
             │ q ^C          quit                                     │
             │                                                        │
             │ ● running   ◐ in progress   ○ stopped   ✖ failed       │
             │ ★ has a stable container   = stable is active          │
             │ ★! stable was removed   ▲ new image, not started       │
             │ ! problem   ▸ marked row                               │
             │                                                        │
             │ Esc: close    j k: scroll                              │
             └─────────────────────────────────────────── 53-62 of 62 ┘
            """)
    }

    @Test func `the help names every key of the table`() {
        var state = State.live(large)
        state.type("?")
        let help = picture(state)
        for binding in Action.bindings {
            #expect(help.contains(binding.keys.map(\.label).joined(separator: " ")))
            #expect(help.contains(binding.summary))
        }
    }
}
