import TestSupport
import Testing

@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(8)))
struct MainJobByKeysTests {
    @Test(arguments: [(80, 24), (160, 50)])
    func `from a build to a rollback and back, by keys alone`(columns: Int, rows: Int) async throws {
        try await withBench { web in
            try web.write(version: "zero")
            try await web.done("build web .")
            try web.write(version: "one")
            try await web.inTerminal(columns: columns, rows: rows) { window in
                try await window.open(on: web)

                try await window.press("b")
                try await window.shows("Folder with the sources:", web.sources.path)
                try await window.press("Enter")
                try await window.shows("built web: ", "n starts it")

                try await window.press("n")
                try await window.shows("dcv_web serves")
                try await window.press("Escape")
                try await window.shows("● dcv_web ", "● web serving")
                #expect(try await web.containers() == "dcv_web running unless-stopped one")
                #expect(try await web.answer() == "one")
                try await web.ask("exec", "dcv_web", "/bin/busybox", "sh", "-c", "printf kept > /var/data/note")
                let first = try await web.id(of: "dcv_web")

                try await window.press("m")
                try await window.shows("becomes dcv_web_stable", "●★ dcv_web_stable")
                #expect(try await web.containers() == "dcv_web_stable running unless-stopped one")
                #expect(try await web.id(of: "dcv_web_stable") == first)

                try web.write(version: "two")
                try await window.press("b")
                try await window.shows("Folder with the sources:")
                try await window.press("Enter")
                try await window.shows("built web: ")

                try await window.press("n")
                try await window.shows("y or Enter: do it")
                try await window.press("y")
                try await window.shows("the new dcv_web serves", "● dcv_web ", "○★ dcv_web_stable")
                #expect(
                    try await web.containers() == """
                        dcv_web running unless-stopped two
                        dcv_web_stable exited no one
                        """)
                #expect(try await web.answer() == "two")

                try await window.press("r")
                try await window.shows("rollback web", "y or Enter: do it", "docker stop", "docker start")
                try await window.press("Enter")
                try await window.shows("dcv_web_stable serves", "○ dcv_web ", "●★ dcv_web_stable")
                #expect(
                    try await web.containers() == """
                        dcv_web exited no two
                        dcv_web_stable running unless-stopped one
                        """)
                #expect(try await web.answer("/data/note") == "kept")
                #expect(try await web.id(of: "dcv_web_stable") == first)

                try await window.press("s")
                try await window.shows("y or Enter: do it")
                try await window.press("y")
                try await window.shows("dcv_web serves", "● dcv_web ", "○★ dcv_web_stable")
                #expect(try await web.answer() == "two")
                #expect(
                    try await web.containers() == """
                        dcv_web running unless-stopped two
                        dcv_web_stable exited no one
                        """)

                try await window.press("n")
                try await window.shows("y or Enter: do it")
                try await window.press("y")
                try await window.shows("the new dcv_web serves, dcv_web_save_", "● dcv_web ")
                #expect(
                    try await web.containers() == """
                        dcv_web running unless-stopped two
                        dcv_web_save_TIME exited no two
                        dcv_web_stable exited no one
                        """)
                #expect(try await web.missingImages() == [])
                try await window.quit()
            }
        }
    }
}
