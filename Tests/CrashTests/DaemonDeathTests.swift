import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// The engine's daemon dies in the middle of a switch, and is started again; the screen that ran the switch lives on.
@Suite(
    .enabled(if: PrivateEngine.isForOne, "\(PrivateEngine.shared)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .serialized, .timeLimit(.minutes(30)))
struct DaemonDeathTests {
    @Test(arguments: [(80, 24), (120, 35)])
    func `the screen that ran the switch recovers it by key`(columns: Int, rows: Int) async throws {
        try await withBench { web in
            let start = try await Scene.newOverStable.opened(on: web)
            // As long as there is such a file, no engine answers: it takes long to start.
            let refusing = try web.withStandIn(
                """
                while [ -e "$notes/starting" ] && [ "$1" = version ]; do sleep 0.1; done
                [ ! -e "$notes/starting" ] || { echo "Cannot connect to the Docker daemon" >&2; exit 1; }
                """)
            try await refusing.inTerminal(columns: columns, rows: rows) { window in
                try await window.enter("\"$dockervisor\" --gate 600")
                try await window.shows("2 Containers of web", "●★ dcv_web_stable")
                try await window.press("n")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("aborts and reverts")
                try web.notes.write("", to: "starting")
                #expect(kill(try #require(PrivateEngine.daemon), SIGKILL) == 0)
                try await window.shows("press R to recover")
                try web.notes.remove("starting")
                try await window.shows("● live")
                try await window.press("R")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("Reverted: ", "●★ dcv_web_stable")
                try await window.press("q")
                try await window.shows("ready$")
            }
            let promised = try #require(Scene.diesOnProbation.failed)
            try await Scene.newOverStable.prove(web, is: promised, since: start, "the daemon died")
        }
    }
}
