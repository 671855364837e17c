import TestSupport
import Testing

/// Where something was interrupted: the screen shows what will happen, and does what it says.
@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct RecoveryByKeysTests {
    private static let stableServes = """
        dcv_web exited no two
        dcv_web_stable running unless-stopped one
        """

    @Test(arguments: [(80, 24), (120, 35)])
    func `a recovery that is given up brings the old one back`(columns: Int, rows: Int) async throws {
        try await withBench { web in
            try await web.interrupted("start web :latest", before: "update", number: 2)
            try await web.inTerminal(columns: columns, rows: rows) { window in
                try await window.enter("\"$dockervisor\" --gate 600")
                try await window.shows("2 Containers of ")
                try await window.select("web")
                try await window.shows("was interrupted", "R: ")
                try await window.press("R")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("aborts and reverts")
                try await window.press("r")
                try await window.shows("again to abort", "dcv_web_stable is started again")
                try await window.press("r")
                try await window.shows(
                    "the probation of dcv_web was aborted", "Reverted: dcv_web_stable is active again",
                    "●★ dcv_web_stable")
                try await window.quit()
            }
            #expect(try await web.containers() == Self.stableServes)
        }
    }

    @Test(arguments: ["recover", "doctor --fix"])
    func `on the command line ^C again gives it up as well`(command: String) async throws {
        try await withBench { web in
            try await web.interrupted("start web :latest", before: "update", number: 2)
            try await web.inTerminal(columns: 160) { window in
                try await window.enter("\"$dockervisor\" \(command) \(web.web) --gate 1000; echo code $?")
                try await window.shows("dcv_web: ")
                try await window.press("C-c")
                try await window.shows("Press ^C again to abort")
                try await window.press("C-c")
                try await window.shows(
                    "the probation of dcv_web was aborted", "Reverted: dcv_web_stable is active again", "code 0")
            }
            #expect(try await web.containers() == Self.stableServes)
        }
    }

    /// From there it cannot be told whether that client lives.
    @Test(arguments: [(80, 24), (120, 35)])
    func `what a client on another host left is taken over by a typed command`(columns: Int, rows: Int) async throws {
        try await withBench { web in
            try await web.interrupted("start web :latest", before: "start")
            try await web.inTerminal(columns: columns, rows: rows) { window in
                try await window.enter("unshare --uts sh -c 'hostname there && exec \"$dockervisor\"'")
                try await window.shows("2 Containers of ")
                try await window.select("web")
                try await window.shows("Wait for it to end", "--take-over")
                try await window.press("R")
                try await window.shows("is in progress")
                try await window.press(":")
                try await window.enter("rollback \(web.web) --take-over")
                try await window.shows("First, recover the interrupted operation", "y, Enter: yes")
                try await window.press("y")
                try await window.shows("●★ dcv_web_stable", "dcv_web_stable is already running")
                try await window.quit()
            }
            #expect(try await web.containers() == Self.stableServes)
        }
    }

    /// The question shows the recovery and what was asked for, and both are done.
    @Test func `whatever is asked for recovers first`() async throws {
        try await withBench { web in
            try await web.interrupted("start web :latest", before: "start")
            let dryRun = try await web.done("rollback web --dry-run")
            #expect(dryRun.contains("# first, recover the interrupted operation"), "\(dryRun)")
            try await web.inTerminal(columns: 120, rows: 35) { window in
                try await window.open(on: web)
                try await window.press("n")
                try await window.shows(
                    "First, recover the interrupted operation: revert to dcv_web_stable",
                    "docker start ",
                    "Stop dcv_web_stable and start a new dcv_web", "y, Enter: yes")
                try await window.press("y")
                try await window.shows("A new dcv_web is running", "● dcv_web ")
                try await window.quit()
            }
            #expect(
                try await web.containers() == """
                    dcv_web running unless-stopped two
                    dcv_web_save_TIME exited no two
                    dcv_web_stable exited no one
                    """)
        }
    }

    @Test func `a recovery that cannot start anything is said with its reason, and R tries again`() async throws {
        try await withBench { web in
            try await web.interrupted("start web :latest", before: "start")
            try await web.foreign(
                "taker_web", ["--publish", "\(web.port):1"], command: ["/bin/busybox", "sleep", "1000"])
            try await web.inTerminal(columns: 120, rows: 35) { window in
                try await window.open(on: web)
                try await window.press("R")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("No container of web is running", "port", "press R to recover")
                try await web.ask("rm", "--force", "taker_web")
                try await window.press("R")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("●★ dcv_web_stable")
                try await window.quit()
            }
            #expect(try await web.containers() == Self.stableServes)
        }
    }
}

/// What else can be in the way of a rollback.
@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct RollbackByKeysTests {
    @Test func `where the stable one was pruned, r makes a new one from its image`() async throws {
        try await withBench { web in
            try await web.startStableAndNewer()
            try await web.ask("rm", "dcv_web_stable")
            try await web.inTerminal { window in
                try await window.open(on: web)
                try await window.shows("★!", "the stable container was removed")
                try await window.press("r")
                try await window.shows("The stable container was removed; this creates a new one from its image")
                try await window.press("y")
                try await window.shows("A new dcv_web is running", "● dcv_web ")
                try await window.quit()
            }
            #expect(try await web.answer() == "one")
        }
    }

    @Test func `where the stable one was renamed, r says so and brings it back`() async throws {
        try await withBench { web in
            try await web.startStableAndNewer()
            try await web.ask("rename", "dcv_web_stable", "web-prod")
            try await web.inTerminal(columns: 120, rows: 35) { window in
                try await window.open(on: web)
                try await window.press("r")
                try await window.shows("The stable container was renamed to web-prod; this renames it back")
                try await window.press("y")
                try await window.shows("dcv_web_stable is running", "●★ dcv_web_stable")
                try await window.quit()
            }
            #expect(
                try await web.containers() == """
                    dcv_web exited no two
                    dcv_web_stable running unless-stopped one
                    """)
        }
    }

    @Test func `what a screen could not finish another one recovers, while the screen stays open`() async throws {
        try await withBench { web in
            try await web.startStableAndNewer()
            let failing = try web.withStandIn(
                """
                [ "$1 $2 $3" != "update --restart no" ] ||
                    { echo 'Error response from daemon: injected failure' >&2; exit 1; }
                """)
            try await failing.inTerminal(columns: 120, rows: 35) { window in
                try await window.enter("\"$dockervisor\" --gate 0")
                try await window.shows("2 Containers of ")
                try await window.select("web")
                try await window.press("r")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("press R to recover")
                let doctor = try await web.dockervisor("doctor web")
                #expect(doctor.output.contains("dockervisor recover web"), "\(doctor)")
                let ending = try await web.dockervisor("recover web --gate 0")
                #expect(ending.exitCode == 0, "\(ending)")
                try await window.quit()
            }
            #expect(
                try await web.containers() == """
                    dcv_web exited no two
                    dcv_web_stable running unless-stopped one
                    """)
        }
    }

    @Test func `after x, s asks before it starts what was rolled back from`() async throws {
        try await withBench { web in
            try await web.startStableAndNewer()
            try await web.done("rollback web")
            try await web.inTerminal(columns: 120, rows: 35) { window in
                try await window.open(on: web)
                try await window.press("x")
                try await window.shows("y: yes")
                try await window.press("y")
                try await window.showsNoMore("y: yes")
                try await window.shows("no container of web is running")
                try await window.press("s")
                try await window.shows("dcv_web_stable replaced dcv_web", "y, Enter: yes")
                try await window.press("n")
                try await window.shows("nothing was changed")
                try await window.quit()
            }
            #expect(try await web.ask("ps", "-q", "--filter", "label=dockervisor.family=web") == "")
        }
    }
}

extension Bench {
    /// A stable one, and a newer one that serves.
    fileprivate func startStableAndNewer() async throws {
        try await serve(version: "one")
        try await done("stable mark web")
        try write(version: "two")
        try await done("build web .")
        try await done("start web :new")
    }

    /// A stable one that serves, a newer one, and a client that was killed right before that call of an operation.
    ///
    /// - Parameter number: which call of that verb.
    fileprivate func interrupted(_ line: String, before verb: String, number: Int = 1) async throws {
        try await startStableAndNewer()
        try await done("rollback web")
        let counting = """
            if [ "$1" = \(verb) ]; then
                echo >> "$notes/verbs"
                [ "$(wc -l < "$notes/verbs")" != \(number) ] || { kill -KILL $PPID; exit 137; }
            fi
            """
        let words = line.split(separator: " ").map(String.init)
        #expect(try await withStandIn(counting).launch(words).run().exitCode == 137)
    }
}
