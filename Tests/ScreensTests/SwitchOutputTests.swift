import Console
import CustomDump
import Engine
@testable import Families
import Screens
import Supervisor
import Testing

/// The output of switches.
struct SwitchOutputTests {
    private static let rollback = confirmed(.rollback(web)).plan
    private static let calls = rollback.steps.map(\.call)

    /// What takes the stop and the policy back.
    private static let undos = rollback.steps[..<2].reversed().compactMap { step in
        if case .call(let call) = step.undo { call } else { nil }
    }

    private func switching(_ size: Size = usual, steps: Int) -> State {
        var state = State.live(size)
        state.ask(.rollback(web))
        state.hear(.pressed(.enter))
        for call in Self.calls[..<steps] {
            state.hear(.operation(.progressed(web, .began(call))), .operation(.progressed(web, .finished(call))))
        }
        return state
    }

    private func failure(at index: Int) -> Outcome.Failure {
        Outcome.Failure(
            plan: Self.rollback, step: Self.rollback.steps[index],
            problem: "dcv_web_stable exited at once with code 127",
            remedy: "Check its logs: docker logs dcv_web_stable", blamed: "dcv_web_stable",
            lastLines: ["starting", "\u{1B}[31mfatal:\u{1B}[0m /app/web: no such file or directory"])
    }

    @Test func `a switch ticks off its steps`() {
        var state = switching(steps: 2)
        state.hear(
            .operation(.progressed(web, .began(Self.calls[2]))), .operation(.ticked), .operation(.ticked),
            .operation(.ticked))
        expectNoDifference(
            picture(state, rows: 1..<24),
            """
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of web ───────────────────────────┐
            │○ cron        stopped       ││   NAME                         STATE           │
            │✖ jobs        restarting ★  ││●  dcv_web                      up 3m healthy   │
            │✖ legacy      exited 1      ││○★ dcv_web_stable               exited 0, 2d ago│
            │○ new         only built   ▲││○  dcv_web_sav…20261120T080000  exited 0, 2d ago│
            │! shop        2 running     ││▲  image 4f1c09d2ab10, 12m old: n starts it     │
            │◐ web         switching  ★ ▲││                                                │
            └────────────────── 2-7 of 7 ┘└────────────────────────────────────────────────┘
            ┌ 3 Output of rollback web ─────────────────────────────── D  L  S  C  H  P  o ┐
            │✔ restart policy of dcv_web: always                                           │
            │✔ stop dcv_web                                                                │
            │◐ start dcv_web_stable  3 s                                                   │
            │· restart policy of dcv_web: no                                               │
            │· restart policy of dcv_web_stable: unless-stopped                            │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘
             In progress: rollback web
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        #expect(tones(state, row: 10, columns: 1..<6) == "ggggg")
    }

    @Test func `a switch that is done`() {
        var state = switching(steps: Self.calls.count)
        state.hear(.operation(.ended(web, .done(Self.rollback))))
        expectNoDifference(
            picture(state, rows: 9..<24),
            """
            ┌ 3 Output of rollback web ─────────────────────────────── D  L  S  C  H  P  o ┐
            │✔ restart policy of dcv_web: always                                           │
            │✔ stop dcv_web                                                                │
            │✔ start dcv_web_stable                                                        │
            │✔ restart policy of dcv_web: no                                               │
            │✔ restart policy of dcv_web_stable: unless-stopped                            │
            │                                                                              │
            │dcv_web_stable is running; dcv_web is stopped and kept                        │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘
             dcv_web_stable is running; dcv_web is stopped and kept
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
    }

    @Test func `a failure shows the last lines, what failed, what serves, and the remedy`() {
        var state = switching(steps: 2)
        state.hear(
            .operation(.progressed(web, .began(Self.calls[2]))), .operation(.progressed(web, .finished(Self.calls[2]))),
            .operation(.progressed(web, .failed(Self.calls[2], problem: "it ended"))))
        for call in Self.undos {
            state.hear(.operation(.progressed(web, .undoing(call))), .operation(.progressed(web, .undone(call))))
        }
        state.hear(.operation(.ended(web, .undone(failure(at: 2)))))
        expectNoDifference(
            picture(state, rows: 9..<24),
            #"""
            ┌ 3 Output of rollback web ─────────────────────────────── D  L  S  C  H  P  o ┐
            │↶ revert: start dcv_web                                                       │
            │↶ revert: restart policy of dcv_web: unless-stopped                           │
            │                                                                              │
            │Last lines of its log:                                                        │
            │| starting                                                                    │
            │| \e[31mfatal:\e[0m /app/web: no such file or directory                       │
            │failed: dcv_web_stable exited at once with code 127                           │
            │The stable container dcv_web_stable may be broken                             │
            │Reverted: dcv_web is active again                                             │
            │L shows the full log of dcv_web_stable                                        │
            └────────────────────────────────────────────────────────────────── 6-15 of 15 ┘
             rollback web failed: dcv_web_stable exited at once with code 127
             Reverted: dcv_web is active again
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """#)
        state.hear(.resized(small))
        expectNoDifference(
            picture(state, rows: 7..<16),
            """
            ┌ 3 Output of rollback web ─────────── D  L  S  C  H  P  o ┐
            │The stable container dcv_web_stable may be broken         │
            │Reverted: dcv_web is active again                         │
            │L shows the full log of dcv_web_stable                    │
            └───────────────────────────────────────────── 13-15 of 15 ┘
             rollback web failed: dcv_web_stable exited at once with
             code 127
             Reverted: dcv_web is active again
             b build n new s start r rollback Enter menu ? help q quit
            """)
        state.hear(.resized(large))
        expectNoDifference(
            picture(state, rows: 20..<36, columns: 0..<70),
            #"""
            ┌ 3 Output of rollback web ───────────────────────────────────────────
            │✔ restart policy of dcv_web: always
            │✔ stop dcv_web
            │✖ start dcv_web_stable
            │· restart policy of dcv_web: no
            │· restart policy of dcv_web_stable: unless-stopped
            │↶ revert: start dcv_web
            │↶ revert: restart policy of dcv_web: unless-stopped
            │
            │Last lines of its log:
            │| starting
            │| \e[31mfatal:\e[0m /app/web: no such file or directory
            │failed: dcv_web_stable exited at once with code 127
            │The stable container dcv_web_stable may be broken
            │Reverted: dcv_web is active again
            │L shows the full log of dcv_web_stable
            """#)
    }

    @Test func `a failure that needs a person shows what is left to do`() {
        var state = switching(steps: 3)
        var failure = failure(at: 3)
        failure.remaining = Array(Self.calls[3...])
        state.hear(.operation(.ended(web, .needsPerson(failure))))
        expectNoDifference(
            picture(state, rows: 9..<24),
            #"""
            ┌ 3 Output of rollback web ─────────────────────────────── D  L  S  C  H  P  o ┐
            │Last lines of its log:                                                        │
            │| starting                                                                    │
            │| \e[31mfatal:\e[0m /app/web: no such file or directory                       │
            │failed: dcv_web_stable exited at once with code 127                           │
            │dcv_web_stable is running, but not all steps were done                        │
            │Remaining commands, in order:                                                 │
            │docker update --restart no 4230b2f50500  # dcv_web                            │
            │docker update --restart unless-stopped 2617f84ad3b7  # dcv_web_stable         │
            │L shows the full log of dcv_web_stable                                        │
            │When that is fixed, press R to recover                                        │
            └────────────────────────────────────────────────────────────────── 7-16 of 16 ┘
             rollback web failed: dcv_web_stable exited at once with code 127
             dcv_web_stable is running, but not all steps were done
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """#)
    }

    @Test func `o shows the output again, where there is some`() {
        var state = switching(steps: 1)
        state.type("o")
        #expect(picture(state).contains("3 Details of dcv_web"))
        state.type("o")
        #expect(picture(state).contains("3 Output of rollback web"))
        state.lists.selectedFamily = FamilyID(api, on: .local)
        #expect(picture(state).contains("3 Details of dcv_api_stable"))
    }
}
