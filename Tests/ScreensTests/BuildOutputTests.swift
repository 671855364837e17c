import Console
import CustomDump
import Engine
@testable import Families
import Screens
import Supervisor
import Testing

/// The output of builds.
struct BuildOutputTests {
    @Test func `the output of a build, its newest lines`() {
        var state = State.live()
        state.hear(.operation(.folderFound(web, folder: "/srv/web")), .pressed(.enter))
        state.hear(
            .operation(.buildPrinted(web, (1...30).map { "Step \($0)/30 : RUN \u{1B}[1mmake\u{1B}[0m" })),
            .operation(.ticked))
        expectNoDifference(
            picture(state, rows: 1..<24),
            #"""
            ┌ 1 Families ◂ ──────────────┐┌ 2 Containers of web ───────────────────────────┐
            │○ cron        stopped       ││   NAME                         STATE           │
            │✖ jobs        restarting ★  ││●  dcv_web                      up 3m healthy   │
            │✖ legacy      exited 1      ││○★ dcv_web_stable               exited 0, 2d ago│
            │○ new         only built   ▲││○  dcv_web_sav…20261120T080000  exited 0, 2d ago│
            │! shop        2 running     ││▲  image 4f1c09d2ab10, 12m old: n starts it     │
            │◐ web         building   ★ ▲││                                                │
            └────────────────── 2-7 of 7 ┘└────────────────────────────────────────────────┘
            ┌ 3 Output of build web ────────────────────────────────── D  L  S  C  H  P  o ┐
            │Step 21/30 : RUN \e[1mmake\e[0m                                               │
            │Step 22/30 : RUN \e[1mmake\e[0m                                               │
            │Step 23/30 : RUN \e[1mmake\e[0m                                               │
            │Step 24/30 : RUN \e[1mmake\e[0m                                               │
            │Step 25/30 : RUN \e[1mmake\e[0m                                               │
            │Step 26/30 : RUN \e[1mmake\e[0m                                               │
            │Step 27/30 : RUN \e[1mmake\e[0m                                               │
            │Step 28/30 : RUN \e[1mmake\e[0m                                               │
            │Step 29/30 : RUN \e[1mmake\e[0m                                               │
            │Step 30/30 : RUN \e[1mmake\e[0m                                               │
            │◐ building, step 30 of 30, 1 s: RUN \e[1mmake\e[0m                            │
            └───────────────────────────────────────────────────────────────── 21-31 of 31 ┘
             In progress: build web
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """#)
        state.type("3kk")
        expectNoDifference(
            picture(state, rows: 9..<13),
            #"""
            ┌ 3 Output of build web ◂ ──────────────────────────────── D  L  S  C  H  P  o ┐
            │Step 19/30 : RUN \e[1mmake\e[0m                                               │
            │Step 20/30 : RUN \e[1mmake\e[0m                                               │
            │Step 21/30 : RUN \e[1mmake\e[0m                                               │
            """#)
        state.type("g")
        expectNoDifference(
            picture(state, rows: 9..<13),
            #"""
            ┌ 3 Output of build web ◂ ──────────────────────────────── D  L  S  C  H  P  o ┐
            │Step 1/30 : RUN \e[1mmake\e[0m                                                │
            │Step 2/30 : RUN \e[1mmake\e[0m                                                │
            │Step 3/30 : RUN \e[1mmake\e[0m                                                │
            """#)
    }

    @Test func `a build whose older lines were dropped says so`() {
        var state = State.live()
        state.hear(.operation(.folderFound(web, folder: "/srv/web")), .pressed(.enter))
        state.hear(.operation(.buildPrinted(web, (1...3000).map { "\($0)" })))
        state.type("3g")
        expectNoDifference(
            picture(state, rows: 9..<13),
            """
            ┌ 3 Output of build web ◂ ──────────────────────────────── D  L  S  C  H  P  o ┐
            │(1000 older lines dropped)                                                    │
            │1001                                                                          │
            │1002                                                                          │
            """)
    }

    @Test func `a build that ended`() {
        var state = State.live()
        state.hear(
            .operation(.folderFound(web, folder: "/srv/web")), .pressed(.enter),
            .operation(.buildPrinted(web, ["Step 1/1 : FROM scratch"])))
        state.hear(.operation(.buildPrinted(web, [" ---> Using cache"])), .operation(.ticked))
        var (failed, cancelled) = (state, state)
        let built = BuildResult(family: web, image: imageA, isNew: true, keptParameters: nil)
        state.hear(.operation(.buildEnded(web, .built(built))))
        expectNoDifference(
            picture(state, rows: 9..<24),
            """
            ┌ 3 Output of build web ────────────────────────────────── D  L  S  C  H  P  o ┐
            │Step 1/1 : FROM scratch                                                       │
            │ ---> Using cache                                                             │
            │                                                                              │
            │Built 4f1c09d2ab10, step 1 of 1, 1 cached, 1 s                                │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘
             Built web: 4f1c09d2ab10. n starts it in a new container
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        let error = EngineError.refused(command: "build web:latest", exitCode: 2, words: "make: *** No rule")
        failed.hear(.operation(.buildEnded(web, .failed(.engine(error)))))
        expectNoDifference(
            picture(failed, rows: 9..<24),
            """
            ┌ 3 Output of build web ────────────────────────────────── D  L  S  C  H  P  o ┐
            │Step 1/1 : FROM scratch                                                       │
            │ ---> Using cache                                                             │
            │                                                                              │
            │failed: docker build web:latest failed (exit 2): make: *** No rule            │
            │Fix the error that docker reports and build again                             │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            │                                                                              │
            └──────────────────────────────────────────────────────────────────────────────┘
             docker build web:latest failed (exit 2): make: *** No rule
             Fix the error that docker reports and build again
             b build  n new  s start  x stop  m mark  r rollback  Enter menu  ? help  q quit
            """)
        cancelled.hear(.operation(.buildEnded(web, .cancelled)))
        expectNoDifference(
            picture(cancelled, rows: 9..<16),
            """
            ┌ 3 Output of build web ────────────────────────────────── D  L  S  C  H  P  o ┐
            │Step 1/1 : FROM scratch                                                       │
            │ ---> Using cache                                                             │
            │                                                                              │
            │canceled, step 1 of 1, 1 cached, 1 s                                          │
            │The image is unchanged. Layers built so far stay in the build cache. Remove   │
            │them: docker builder prune, docker image prune                                │
            """)
    }
}
