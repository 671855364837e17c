import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// Lists that are longer or wider than their panes.
struct ListPictureTests {
    @Test func `of many families a page is shown, with the selected one on it`() {
        let containers = (100..<400).map { container("dcv_s\($0)", .running, "Up 2 days", of: "s\($0)") }
        var state = State.live(usual, Snapshot(containers: containers), selected: "s100")
        expectNoDifference(
            picture(state, rows: 1..<9, columns: 0..<30),
            """
            ┌ 1 Families ◂ ──────────────┐
            │● s100        running       │
            │● s101        running       │
            │● s102        running       │
            │● s103        running       │
            │● s104        running       │
            │● s105        running       │
            └──────────────── 1-6 of 300 ┘
            """)
        for _ in 0..<150 { state.type("j") }
        expectNoDifference(
            picture(state, rows: 1..<9, columns: 0..<30),
            """
            ┌ 1 Families ◂ ──────────────┐
            │● s248        running       │
            │● s249        running       │
            │● s250        running       │
            │● s251        running       │
            │● s252        running       │
            │● s253        running       │
            └──────────── 149-154 of 300 ┘
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 1, row: 4))
        state.type("G")
        expectNoDifference(
            picture(state, rows: 1..<9, columns: 0..<30),
            """
            ┌ 1 Families ◂ ──────────────┐
            │● s394        running       │
            │● s395        running       │
            │● s396        running       │
            │● s397        running       │
            │● s398        running       │
            │● s399        running       │
            └──────────── 295-300 of 300 ┘
            """)
        #expect(Screen(state, look: .unicode).canvas.cursor == Position(column: 1, row: 7))
    }

    /// What a key changes is sent, over a line that may be bad.
    @Test(arguments: [(60, 16), (80, 24), (160, 50)])
    func `a cursor key changes two rows until a page is turned; the next row is always in sight`(
        columns: Int, rows: Int
    ) {
        let names = (100..<140).map { "s\($0)" }
        let containers = names.map { container("dcv_\($0)", .running, "Up 2 days", of: $0) }
        var state = State.live(usual, Snapshot(containers: containers), selected: "s100")
        state.size = Size(columns: columns, rows: rows)
        func listed(_ canvas: Canvas) -> [Substring] {
            canvas.text.split(separator: "\n").compactMap { $0.firstMatch(of: /^│. (s[0-9]+)/)?.output.1 }
        }
        var (canvas, turns) = (Screen(state, look: .unicode).canvas, 0)
        var page = listed(canvas)
        for (key, index) in (1...39).map({ ("j", $0) }) + (0...38).reversed().map({ ("k", $0) }) {
            let (before, old) = (canvas, page)
            state.hear(.pressed(.character(Character(key))))
            canvas = Screen(state, look: .unicode).canvas
            page = listed(canvas)
            let changed = (0..<rows).filter { canvas[row: $0] != before[row: $0] }
            if page != old { turns += 1 } else { #expect(changed.count == 2, "at \(names[index])") }
            let near = names[max(0, index - 1)...min(index + 1, 39)]
            #expect(near.allSatisfy { page.contains($0[...]) }, "beside \(names[index])")
        }
        #expect(page.count > 3)
        // Two rows or four are kept in sight beside the selected one.
        #expect(turns <= 2 * (40 / (page.count - (page.count < 12 ? 2 : 4)) + 1))
    }

    /// A turned page, or another log below, is most of the screen.
    @Test(arguments: [(60, 16), (80, 24), (160, 50), (250, 60)], ["1", "a", "L1", "H1", "C1"])
    func `before the selection rests a cursor key sends few cells, those of the selected row among them`(
        size: (columns: Int, rows: Int), keys: String
    ) {
        let containers = (100..<160).map { number in
            container(
                "dcv_a\(number * 37 % 60)", number % 3 == 0 ? .exited : .running, "Up 2 days",
                of: "a\(number * 37 % 60)")
        }
        var state = State.live(usual, Snapshot(containers: containers), selected: "a0")
        state.size = Size(columns: size.columns, rows: size.rows)
        state.type(keys)
        var canvas = Screen(state, look: .unicode).canvas
        var (shown, cursor) = ((0..<size.rows).map { canvas[row: $0] }, canvas.cursor)
        for key in Array(repeating: Character("j"), count: 59) + Array(repeating: "k", count: 59) {
            state.hear(.pressed(.character(key)))
            canvas = Screen(state, look: .unicode).canvas
            var cells = 0
            for row in canvas.thriftyRows(after: shown, cursor: cursor) {
                cells += zip(shown[row], canvas[row: row]).count { $0 != $1 }
                shown[row] = canvas[row: row]
            }
            cursor = canvas.cursor
            #expect(cells <= max(400, 2 * size.columns))
            #expect(cursor.map { shown[$0.row] == canvas[row: $0.row] } == true)
        }
    }

    @Test func `of many containers a page is shown, with the selected one on it`() {
        let saved = (10..<40).map { container("dcv_web_save_\($0)", days: Double($0)) }
        var state = State.live(usual, Snapshot(containers: saved, images: fleet.images))
        state.type("2")
        for _ in 0..<20 { state.type("j") }
        expectNoDifference(
            picture(state, rows: 1..<9, columns: 30..<80),
            """
            ┌ 2 Containers of web ◂ ─────────────────────────┐
            │   NAME             ROLE  STATE             AGE │
            │○  dcv_web_save_21  old   exited 0, 2d ago  21d │
            │○  dcv_web_save_20  old   exited 0, 2d ago  20d │
            │○  dcv_web_save_19  old   exited 0, 2d ago  19d │
            │○  dcv_web_save_18  old   exited 0, 2d ago  18d │
            │▲  image 4f1c09d2ab10, 12m old: n starts it     │
            └─────────────────────────────────── 19-22 of 30 ┘
            """)
        state.type("G")
        expectNoDifference(
            picture(state, rows: 1..<9, columns: 30..<80),
            """
            ┌ 2 Containers of web ◂ ─────────────────────────┐
            │   NAME             ROLE  STATE             AGE │
            │○  dcv_web_save_13  old   exited 0, 2d ago  13d │
            │○  dcv_web_save_12  old   exited 0, 2d ago  12d │
            │○  dcv_web_save_11  old   exited 0, 2d ago  11d │
            │○  dcv_web_save_10  old   exited 0, 2d ago  10d │
            │▲  image 4f1c09d2ab10, 12m old: n starts it     │
            └─────────────────────────────────── 27-30 of 30 ┘
            """)
    }

    @Test func `names of one family that are cut differ at their ends`() {
        let names = ["dcv_registry.5000.team.frontend", "dcv_registry.5000.team.frontend_stable"]
        let saved = ["dcv_registry.5000.team.frontend_save_20261120T080000.000Z"]
        let containers = (names + saved).map { container($0, of: "registry:5000/team/frontend") }
        let state = State.live(small, Snapshot(containers: containers), selected: "registry:5000/team/frontend")
        expectNoDifference(
            picture(state, rows: 0..<13),
            """
             dockervisor  local                                  ● live
            ┌ 1 Families ◂ ──────────┐┌ 2 Containers of registry:… ────┐
            │○ regist… stopped    ★  ││   NAME            STATE        │
            │                        ││○  dcv_re…rontend  exited 0, 2d…│
            │                        ││○★ dcv_re…_stable  exited 0, 2d…│
            │                        ││○  dcv_re…00.000Z  exited 0, 2d…│
            └────────────────────────┘└────────────────────────────────┘
            ┌ 3 Details of dcv_regist…am.frontend ─── D  L  S  C  H  P ┐
            │State      exited 0, 2d ago                               │
            │Role       latest                                         │
            │Image      a81b77e01c20                                   │
            │Container  b47e9b1a1a5c, created 2026-11-20T18:05:56Z by  │
            │           ada@harbour                                    │
            """)
    }

    @Test func `names with escape sequences and wide characters keep columns straight`() {
        let containers = [
            container("dcv_web", .running, "Up 2 days"), container("dcv\u{1B}[2J_x"), container("日本語の名前"),
            container("a\u{202E}b"),
        ]
        expectNoDifference(
            picture(.live(usual, Snapshot(containers: containers)), rows: 1..<9),
            #"""
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of web ───────────────────────────┐
            │● web         running       ││   NAME          ROLE    STATE             AGE  │
            │                            ││●  dcv_web       latest  up 2d             3d   │
            │                            ││○  a\u{202e}b    old     exited 0, 2d ago  3d   │
            │                            ││○  dcv\e[2J_x    old     exited 0, 2d ago  3d   │
            │                            ││○  日本語の名前  old     exited 0, 2d ago  3d   │
            │                            ││                                                │
            └────────────────────────────┘└────────────────────────────────────────────────┘
            """#)
    }
}
