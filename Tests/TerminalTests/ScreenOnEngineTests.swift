import FoundationEssentials
import TestSupport
import Testing

@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct ScreenOnEngineTests {
    @Test func `the first full screen needs one ps and one images, however many containers there are`()
        async throws
    {
        try await withBench { web in
            try await web.serve(version: "one")
            for number in 1...15 {
                try await web.ask(
                    "create", "--name", "more_web_\(number)", "--label", "dockervisor.family=web", "web:latest")
            }
            // Any other call, and a second one of these, waits for ever: whoever needs it shows no first screen.
            let stingy = try web.withStandIn(
                Bench.noting + """
                    [ -p "$notes/door" ] || mkfifo "$notes/door" 2> /dev/null
                    case $1 in
                    ps | images) mkdir "$notes/$1" 2> /dev/null || read word < "$notes/door" ;;
                    *) read word < "$notes/door" ;;
                    esac
                    """)
            try await stingy.inTerminal(columns: 160, rows: 50) { window in
                try await window.open(on: stingy)
                try await window.shows("● web running", "● dcv_web ", "more_web_1 ", "more_web_15 ")
                try await window.quit()
            }
        }
    }

    @Test func `where nothing changes nothing is sent and nothing is asked`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            // Other tests change the engine meanwhile: this screen sees only its own family.
            let alone = try web.withStandIn(
                Bench.noting + """
                    case $1 in
                    ps | images | events) exec "$docker" "$@" --filter label=dockervisor.test=\(web.id) ;;
                    esac
                    """)
            try await alone.inTerminal { window in
                try await window.open(on: alone)
                try await window.shows("● live", "Restart unless-stopped")
                // On a busy machine docker tells late of what happened before.
                var asked: [String]
                repeat {
                    asked = alone.calls
                    try await web.nothingHappens(seconds: 2)
                } while alone.calls != asked
                try await window.record(to: web.notes.path + "/sent")
                try await web.nothingHappens(seconds: 4)
                #expect((web.notes.text(of: "sent") ?? "").utf8.isEmpty)
                #expect(alone.calls == asked)
                try await web.ask("stop", "dcv_web")
                try await window.shows("○ dcv_web")
                try await awaiting("something sent") {
                    web.notes.text(of: "sent") ?? ""
                } until: {
                    !$0.isEmpty
                }
                try await window.quit()
            }
        }
    }

    /// With what follows once the selection rests.
    @Test(arguments: [(80, 24), (160, 50)], ["1", "2"])
    func `a cursor key costs less than 500 bytes`(size: (columns: Int, rows: Int), pane: String) async throws {
        try await withBench { bench in
            try await bench.inTerminal(columns: size.columns, rows: size.rows) { window in
                try await window.enter("\"$dockervisor\" --demo")
                try await window.shows("2 Containers of api")
                try await window.press("G", "2", "g")
                try await window.shows("2 Containers of web ◂", "Details of dcv_web ")
                try await window.press(pane)
                try await window.press("g")
                try await window.shows(pane == "1" ? "Details of dcv_api" : "Details of dcv_web ")
                try await window.record(to: bench.notes.path + "/sent")
                // All at once, so that there is no rest in between.
                try await window.press("j", "k", "j", "k", "j", "k", "j", "k", "j", "j")
                try await window.shows(pane == "1" ? "Details of dcv_jobs" : "Details of dcv_web_save")
                let sent = try await awaiting("what was sent") {
                    bench.notes.text(of: "sent") ?? ""
                } until: {
                    !$0.isEmpty
                }
                #expect(sent.utf8.count < 10 * 500)
                try await window.quit()
            }
        }
    }

    @Test(arguments: ["x", "n", "r"])
    func `a plan that is answered by n changes nothing`(key: String) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try await web.done("start web :new")
            let before = try await web.containers()
            try await web.inTerminal { window in
                try await window.open(on: web)
                for answer in ["n", "Escape"] {
                    try await window.press(key)
                    try await window.shows(key == "x" ? "y: yes" : "y, Enter: yes", "docker stop")
                    try await window.press(answer)
                    try await window.shows("nothing was changed")
                    try await window.press("1")
                }
                try await window.quit()
            }
            #expect(try await web.containers() == before)
        }
    }

    @Test func `what somebody left half done is shown first, and R finishes it`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try await web.done("start web :new")
            let struck = try web.with(Fault(at: .every("stop"), .death))
            _ = try await struck.dockervisor("rollback web")
            #expect(try await web.containers().contains("dcv_web_op"))
            try await web.inTerminal { window in
                try await window.open(on: web)
                try await window.shows("! an operation on web was interrupted", "R: ")
                try await window.press("R")
                try await window.shows("y, Enter: yes", "docker stop")
                try await window.press("y")
                try await window.shows("●★ dcv_web_stable", "dcv_web_stable is running, as intended")
                try await window.quit()
            }
            #expect(
                try await web.containers() == """
                    dcv_web exited no one
                    dcv_web_stable running unless-stopped one
                    """)
        }
    }

    @Test(arguments: ["q", "TERM", "HUP"])
    func `a switch that is under way is finished before the program ends`(ending: String) async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try await web.done("stable mark web")
            try await web.done("start web :new")
            let struck = try web.with(
                Fault(
                    at: .every("stop"),
                    .deed(
                        """
                        : > "$notes/stopping"
                        case \(ending) in q) mkfifo "$notes/door"; read word < "$notes/door" ;; *) kill -\(ending) $PPID ;; esac
                        """)))
            try await struck.inTerminal { window in
                try await window.open(on: struck)
                try await window.press("r")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                if ending == "q" {
                    try await window.shows("◐ stop dcv_web")
                    try await window.press("q")
                    try await window.shows("then quitting")
                    try web.notes.write("go\n", to: "door")
                }
                try await window.shows("dcv_web_stable is running; dcv_web is stopped and kept", "ready$")
            }
            #expect(
                try await web.containers() == """
                    dcv_web exited no one
                    dcv_web_stable running unless-stopped one
                    """)
        }
    }

    @Test func `an engine that cannot be reached is said, and q quits`() async throws {
        try await withBench { bench in
            var lost = bench
            lost.environment["DOCKER_HOST"] = "unix:///nowhere/docker.sock"
            var bare = bench
            bare.docker = "/nowhere/docker"
            for (bench, words) in [(lost, "cannot connect to the"), (bare, "docker CLI not found")] {
                try await bench.inTerminal(columns: 160, rows: 50) { window in
                    try await window.enter("\"$dockervisor\"; echo code $?")
                    try await window.shows("no connection", words)
                    for key in ["j", "Tab", "b", "n", "?", "Escape"] { try await window.press(key) }
                    try await window.press("q")
                    try await window.shows("code 0", "ready$")
                }
            }
        }
    }

    @Test func `a failed start is told with the reason and what state things are in`() async throws {
        try await withBench { web in
            try await web.serve(version: "one")
            try web.write(version: "two", command: ["/bin/missing"])
            try await web.done("build web .")
            try await web.inTerminal(columns: 160, rows: 50) { window in
                try await window.open(on: web)
                try await window.press("n")
                try await window.shows("y, Enter: yes")
                try await window.press("y")
                try await window.shows("failed:", "/bin/missing", "Reverted: dcv_web is active again", "● dcv_web ")
                try await window.quit()
            }
            #expect(try await web.containers() == "dcv_web running unless-stopped one")
        }
    }

    @Test func `foreign text does not drive the screen`() async throws {
        try await withBench { web in
            try web.write(version: "one", extra: #"RUN ["/bin/busybox", "printf", "\\033[2Jred \#(web.id)\\n"]"#)
            try await web.done("build web .")
            let started = try await web.dockervisor(["start", "web", ":new", "--why", "\u{1B}[2Jgone\u{7}"])
            #expect(started.exitCode == 0)
            try await web.inTerminal(columns: 160, rows: 50) { window in
                try await window.open(on: web)
                try await window.shows(#"\e[2Jgone\x07"#)
                try await window.press("b")
                try await window.shows("Build context (directory):")
                try await window.press("Enter")
                try await window.shows("No change: ", "1 Families", "3 Output")
                try await window.quit()
            }
        }
    }
}

extension Bench {
    /// Listens to the engine until the time is over; the containers of this test do nothing meanwhile.
    fileprivate func nothingHappens(seconds: Int) async throws {
        let now = try await ask("info", "--format", "{{.SystemTime}}")
        let end = "\(Int(Date.now.timeIntervalSince1970) + seconds)"
        let heard = try await ask(
            "events", "--filter", "label=dockervisor.test=\(id)", "--since", now, "--until", end)
        // What happened in the second before may be told again; times are decimals, and sort as text without their Z.
        let meanwhile = heard.split(separator: "\n").filter { line in
            line.prefix { $0 != " " && $0 != "Z" } > now.prefix { $0 != "Z" }
        }
        #expect(meanwhile == [])
    }
}
