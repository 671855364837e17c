import TestSupport
import Testing

@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct CommandLineInTerminalTests {
    @Test func `a switch shows that it lives, and ^C lets it come to its end`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try await web.done("start web :new")
            let slow = try web.withStandIn(
                "[ -p \"$notes/door\" ] || mkfifo \"$notes/door\"; [ \"$1\" != stop ] || read word < \"$notes/door\"")
            try await slow.inTerminal { window in
                try await window.enter("\"$dockervisor\" rollback \(web.web) --gate 0; echo code $?")
                try await window.shows("stop dcv_web... 2 s")
                try await window.press("C-c")
                try await window.shows("stop dcv_web... 3 s")
                try web.notes.write("go\n", to: "door")
                try await window.shows("dcv_web_stable is running; dcv_web is stopped and kept", "code 0", "ready$")
            }
            #expect(
                try await web.containers() == """
                    dcv_web exited no one
                    dcv_web_stable running unless-stopped one
                    """)
        }
    }

    @Test func `^C again gives up the new one that is on probation`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try await web.inTerminal(columns: 160) { window in
                try await window.enter("\"$dockervisor\" start \(web.web) :new --gate 1000; echo code $?")
                try await window.shows("dcv_web_next:")
                try await window.press("C-c")
                try await window.shows("Press ^C again to abort")
                try await window.press("C-c")
                try await window.shows(
                    "the probation of dcv_web_next was aborted", "Reverted: dcv_web_stable is active again", "code 1"
                )
            }
            #expect(try await web.containers().hasSuffix("dcv_web_stable running unless-stopped one"))
        }
    }

    @Test(arguments: [60, 160])
    func `a table that is wider than the terminal goes on below each row`(columns: Int) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.inTerminal(columns: columns) { window in
                try await window.enter("\"$dockervisor\" list \(web.web)")
                try await window.shows("IMAGE", "USED BY", "ready$")
                let rows = try await window.screen().split(separator: "\n")
                let head = try #require(rows.first { $0.hasPrefix("CONTAINER  ") })
                #expect(head.contains("  PORTS") == (columns == 160))
                #expect(rows.contains { $0.hasPrefix("    ") && $0.contains("PORTS") } == (columns == 60))
            }
        }
    }

    @Test func `^C ends a build`() async throws {
        try await withBench { web in
            try web.write(version: "one", extra: #"RUN ["/bin/busybox", "sleep", "1000"]"#)
            try await web.inTerminal { window in
                try await window.enter("\"$dockervisor\" build \(web.web) .; echo code $?")
                try await window.shows(#""sleep", "1000""#)
                try await window.press("C-c")
                try await window.shows("was canceled", "code 1", "ready$")
            }
            #expect(try await web.ask("images", "--quiet", "web") == "")
        }
    }
}
