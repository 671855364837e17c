import TestSupport
import Testing

/// The terminal is given back as it was found, however the program ends.
@Suite(.enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(8)))
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
                let pid = try #require(bench.sources.text(of: "pid")).filter(\.isNumber)
                _ = try await Launch("kill", ["-\(signal)", pid]).run()
                try await window.expectGivenBack(on: bench, code: code)
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
}

extension TerminalWindow {
    /// Opens the demonstration; notes down the terminal's settings before and after, and how the program ended.
    fileprivate func openDemo() async throws {
        try await enter(
            "clear; stty -a > before; sh -c 'echo $$ > pid; exec \"$dockervisor\" --demo'; echo $? > code; stty -a > after"
        )
        try await shows("2 Containers of")
        #expect(try await value("#{alternate_on}") == "1")
    }

    fileprivate func expectGivenBack(on bench: Bench, code: String) async throws {
        let screen = try await shows("ready$")
        #expect(!screen.contains("serving"), "\(screen)")
        try await enter("echo back again | tr a-z A-Z")
        try await shows("BACK AGAIN")
        #expect(try await value("#{alternate_on} #{cursor_flag}") == "0 1")
        #expect(bench.sources.text(of: "code") == code + "\n")
        #expect(bench.sources.text(of: "after") == bench.sources.text(of: "before"))
        #expect(bench.sources.text(of: "after")?.contains(" echo ") == true)
    }
}
