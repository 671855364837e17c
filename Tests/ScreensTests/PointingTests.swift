import Console
import CustomDump
import Engine
import Families
import Screens
import Supervisor
import Testing

/// What is where, for the mouse; panes alone.
struct PointingTests {
    private func spot(_ state: State, _ column: Int, _ row: Int) -> Spot? {
        Screen(state, look: .unicode).spot(at: Position(column: column, row: row))
    }

    @Test func `rows are what stands in them`() {
        let state = State.live()
        #expect(spot(state, 3, 2) == .row(.families, .family(family("cron"))))
        #expect(spot(state, 3, 7) == .row(.families, .family(web)))
        #expect(spot(state, 40, 3) == .row(.containers, .container(webDetails.id)))
        #expect(spot(state, 40, 2) == .pane(.containers))
        #expect(spot(state, 40, 6) == .pane(.containers))
        #expect(spot(state, 3, 1) == .pane(.families))
        #expect(spot(state, 40, 15) == .pane(.inspector))
        #expect(spot(state, 3, 0) == nil)
        #expect(spot(state, 3, 23) == nil)
    }

    @Test func `every row is the one that a click selects`() {
        for size in [small, usual, large] {
            for row in 0..<size.rows {
                var state = State.live(size)
                guard case .row(_, .family(let name)) = spot(state, 3, row) else { continue }
                let cells = Screen(state, look: .unicode).canvas[row: row][3..<12].compactMap(\.grapheme)
                #expect(name.name.text.hasPrefix(String(cells).prefix { $0 != " " }))
                state.hear(.clicked(.row(.families, .family(name))))
                #expect(state.lists.selectedFamily == name)
            }
        }
    }

    /// The containers follow the families a moment later.
    @Test func `a click on a container means the one that is drawn, also while somebody moves on`() {
        var state = State.live()
        state.hear(.pressed(.character("k")))
        #expect(state.lists.selectedFamily == family("shop"))
        let cells = Screen(state, look: .unicode).canvas[row: 3][30..<60].compactMap(\.grapheme)
        #expect(String(cells).contains("dcv_web"))
        #expect(spot(state, 40, 3) == .row(.containers, .container(webDetails.id)))
        let selected = state.lists.anyContainer
        state.hear(.clicked(.row(.containers, .container(webDetails.id))))
        #expect(state.lists.selectedFamily == family("shop"))
        #expect(state.lists.anyContainer == selected)
    }

    @Test func `a pane alone has the whole screen`() {
        var state = State.live(small)
        state.type("2z")
        expectNoDifference(
            picture(state),
            """
             dockervisor  local                                  ● live
            ┌ 2 Containers of web ◂ ───────────────────────────────────┐
            │   NAME                         STATE             PORTS   │
            │●  dcv_web                      up 3m healthy     80->8080│
            │○★ dcv_web_stable               exited 0, 2d ago          │
            │○  dcv_web_sav…20261120T080000  exited 0, 2d ago          │
            │▲  image 4f1c09d2ab10, 12m old: n starts it               │
            │                                                          │
            │                                                          │
            │                                                          │
            │                                                          │
            │                                                          │
            │                                                          │
            └──────────────────────────────────────────────────────────┘

             b build n new s start r rollback Enter menu ? help q quit
            """)
        state.type("3")
        expectNoDifference(
            picture(state),
            """
             dockervisor  local                                  ● live
            ┌ 3 Details of dcv_web ◂ ──────────────── D  L  S  C  H  P ┐
            │State      up 3m healthy, since 2026-11-23T18:02:56Z,     │
            │           restarted 2 times                              │
            │Role       latest                                         │
            │Image      a81b77e01c20, an older image; latest           │
            │           4f1c09d2ab10                                   │
            │Container  4230b2f50500, created 2026-11-23T18:03:03Z by  │
            │           ada@harbour                                    │
            │Health     healthy  ok                                    │
            │Ports      *:80 -> 8080/tcp  http://localhost/            │
            │Mounts     /data  volume web_data                         │
            │           /etc/web  directory /srv/conf, read-only       │
            └────────────────────────────────────────────── 1-11 of 16 ┘

             b build n new s start r rollback Enter menu ? help q quit
            """)
    }

    @Test func `frozen is said in the header`() {
        var state = State.live()
        state.type("!")
        expectNoDifference(
            picture(state, rows: 0..<1),
            """
             dockervisor  local                                        frozen (! to resume)
            """)
    }

    @Test func `what can be copied has numbers`() {
        var state = State.live()
        state.type("c")
        expectNoDifference(
            picture(state, rows: 5..<18),
            """
            │○ new         only built   ▲││○  dcv_web_sav…20261120T080000  exited 0, 2d ago│
             ┌ Copy ──────────────────────────────────────────────────────────────────────┐
             │  1  name     dcv_web                                                       │
             │  2  id       4230b2f50500                                                  │
             │  3  full id  4230b2f50500000000000000000000000000000000000000000000000000… │
             │  4  image    sha256:a81b77e01c2000000000000000000000000000000000000000000… │
             │  5  logs     docker logs -f dcv_web                                        │
             │  6  inspect  docker inspect dcv_web                                        │
             │  7  shell    docker exec -it dcv_web sh                                    │
             │  8  family   web                                                           │
             │                                                                            │
             │ Enter: copy    Esc: close                                                  │
             └────────────────────────────────────────────────────────────────────────────┘
            """)
    }
}
