import TestSupport
import Testing

/// The terminal is given back as it was found, however the program ends.
@Suite(.enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct RestoreTests {
    @Test(arguments: ["q", "C-c"])
    func `by a key`(key: String) async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.openDemo()
                try await window.press(key)
                try await window.expectGivenBack(on: bench, code: "0")
            }
        }
    }

    @Test(arguments: [("TERM", "0"), ("HUP", "0"), ("INT", "0"), ("SEGV", "139"), ("ABRT", "134"), ("BUS", "135")])
    func `by a signal`(signal: String, code: String) async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.openDemo()
                try await bench.sendSignal(signal)
                try await window.expectGivenBack(on: bench, code: code)
            }
        }
    }

    @Test(arguments: Moment.allCases, [("TERM", "0"), ("HUP", "0"), ("SEGV", "139")])
    func `by a signal in the middle of something`(moment: Moment, signal: (name: String, code: String)) async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.openDemo()
                try await window.bring(about: moment)
                try await bench.sendSignal(signal.name)
                try await window.expectGivenBack(on: bench, code: signal.code)
            }
        }
    }

    @Test func `for a while by ^Z, and fg draws everything again`() async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("\"$dockervisor\" --demo")
                try await window.shows("2 Containers of")
                try await window.press("C-z")
                try await window.shows("Stopped", "ready$")
                #expect(try await window.value("#{alternate_on}") == "0")
                try await window.enter("echo it\\'s me")
                try await window.shows("it's me")
                try await window.enter("fg")
                try await window.shows("2 Containers of", "quit")
                try await window.press("j")
                try await window.quit()
            }
        }
    }

    @Test func `for a while by ^Z while a log is followed, and fg goes on with it`() async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.openDemo()
                try await window.bring(about: .following)
                try await window.press("C-z")
                try await window.expectGivenBack(on: bench, code: "148")
                try await window.enter("fg")
                try await window.shows(Moment.following.words)
                #expect(try await window.value("#{alternate_on}") == "1")
                try await window.quit()
            }
        }
    }
}

/// A program, not only a picture, may be in the way of the end.
@Suite(
    .enabled(if: PrivateEngine.isThere, "\(PrivateEngine.missing)"),
    .enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct FollowerTests {
    @Test(arguments: [("TERM", "0"), ("HUP", "0"), ("INT", "0")])
    func `docker, which follows a log, ends with the program`(signal: String, code: String) async throws {
        try await withBench { web in
            try await web.serve()
            try await web.ask("exec", "dcv_web", "/bin/busybox", "sh", "-c", "echo printed > /proc/1/fd/1")
            let noted = try web.withStandIn("[ \"$1\" != logs ] || echo $$ > \"$notes/follower\"")
            try await noted.inTerminal { window in
                try await window.openNoted("--gate 0")
                try await window.select("web")
                try await window.bring(about: .following)
                try await window.shows("printed")
                try await web.sendSignal(signal)
                try await window.expectGivenBack(on: web, code: code)
            }
            let follower = try #require(web.notes.text(of: "follower")).filter(\.isNumber)
            try await awaiting("the end of docker logs") {
                try await Launch("kill", ["-0", follower]).run().exitCode
            } until: {
                $0 != 0
            }
        }
    }
}

/// What the program is in the middle of.
enum Moment: String, CaseIterable, Sendable {
    case dialog = "x"
    case menu = "Enter"
    case following = "L"

    var words: String {
        switch self {
        case .dialog: "y: yes"
        case .menu: "Enter: run"
        case .following: "3 Logs of"
        }
    }
}

extension Bench {
    fileprivate func sendSignal(_ name: String) async throws {
        let pid = try #require(sources.text(of: "pid")).filter(\.isNumber)
        let ending = try await Launch("kill", ["-\(name)", pid]).run()
        #expect(ending.exitCode == 0, "\(ending.errors)")
    }
}

extension TerminalWindow {
    fileprivate func openDemo() async throws { try await openNoted("--demo") }

    /// Opens the program; notes down the terminal's settings before and after, and how the program ended.
    fileprivate func openNoted(_ options: String) async throws {
        let program = "sh -c 'echo $$ > pid; exec \"$dockervisor\" \(options)'"
        try await enter("clear; stty -a > before; \(program); echo $? > code; stty -a > after")
        try await shows("2 Containers of")
        #expect(try await value("#{alternate_on}") == "1")
    }

    fileprivate func bring(about moment: Moment) async throws {
        try await press(moment.rawValue)
        try await shows(moment.words)
    }

    fileprivate func expectGivenBack(on bench: Bench, code: String) async throws {
        let screen = try await shows("ready$")
        #expect(!screen.contains("running"), "\(screen)")
        try await enter("echo back again | tr a-z A-Z")
        try await shows("BACK AGAIN")
        #expect(try await value("#{alternate_on} #{cursor_flag}") == "0 1")
        #expect(bench.sources.text(of: "code") == code + "\n")
        #expect(bench.sources.text(of: "after") == bench.sources.text(of: "before"))
        #expect(bench.sources.text(of: "after")?.contains(" echo ") == true)
    }
}
