import TestSupport
import Testing

/// Whatever the terminal is or says it is: never a crash, never unreadable.
@Suite(.enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct TerminalKindsTests {
    @Test(arguments: [
        "-u TERM", "TERM=", "TERM=dumb", "TERM=vt100", "TERM=linux", "TERM=screen", "TERM=tmux-256color", "TERM=xterm",
        "TERM=xterm-256color", "TERM=xterm-ghostty", "TERM=no-such-terminal", "LANG=C", "LC_ALL=no_SUCH.locale",
        "NO_COLOR=1", "TERM=vt100 LC_ALL=C NO_COLOR=1", "PATH=/nowhere", "COLUMNS=10 LINES=3",
    ])
    func `with this in the environment`(change: String) async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("/usr/bin/env \(change) \"$dockervisor\" --demo; echo code $?")
                try await window.shows("2 Containers of", "1 Families", "quit")
                try await window.press("?")
                try await window.shows("Keys and marks")
                try await window.press("Escape")
                try await window.press("q")
                try await window.shows("code 0", "ready$")
            }
        }
    }

    @Test func `where the locale is not UTF-8 everything is ASCII`() async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("LANG=C LC_ALL=C \"$dockervisor\" --demo")
                let screen = try await window.shows("2 Containers of", "api running")
                #expect(screen.utf8.allSatisfy { $0 < 128 }, "\(screen)")
                try await window.quit()
                try await window.enter("\"$dockervisor\" --demo --ascii")
                let chosen = try await window.shows("2 Containers of", "api running")
                #expect(chosen.utf8.allSatisfy { $0 < 128 }, "\(chosen)")
                try await window.quit()
            }
        }
    }

    @Test(arguments: ["NO_COLOR=1", "TERM=vt100", "TERM=xterm-256color"])
    func `no colours are sent where none are wanted or known`(change: String) async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.record(to: bench.notes.path + "/sent")
                try await window.enter("/usr/bin/env \(change) \"$dockervisor\" --demo")
                try await window.shows("2 Containers of", "quit")
                try await window.quit()
            }
            let sent = try #require(bench.notes.text(of: "sent"))
            let colours = sent.matches(of: /\u{1B}\[(?:\d*;)*(?:[34]\d|9[0-7]|10[0-7])[;\d]*m/)
            // These two are the terminal's own.
            let chosen = colours.filter { !["\u{1B}[39;49m", "\u{1B}[39m"].contains($0.output) }
            #expect(chosen.isEmpty == (change != "TERM=xterm-256color"), "\(chosen.map(\.output))")
        }
    }

    @Test(.enabled(if: SecureShell.isPossible, "this is not root"), arguments: ["-u TERM", "TERM=xterm"])
    func `where no terminal is described it says so and what to do`(change: String) async throws {
        try await withBench { bench in
            let bare = try bench.home.write(
                """
                for folder in /etc/terminfo /lib/terminfo /usr/lib/terminfo /usr/share/terminfo; do
                    [ ! -d $folder ] || mount -t tmpfs tmpfs $folder
                done
                exec "$@"
                """, to: "bare")
            try await bench.inTerminal(columns: 120) { window in
                try await window.enter(
                    "unshare --mount /usr/bin/env \(change) sh \(bare) \"$dockervisor\" --demo; echo code $?")
                try await window.shows(
                    "unknown terminal type", "sudo apt-get install ncurses-base", "code 1", "ready$")
                try await window.enter("echo back again | tr a-z A-Z")
                try await window.shows("BACK AGAIN")
            }
        }
    }

    @Test func `it follows every new size, and says when there is too little room`() async throws {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("\"$dockervisor\" --demo")
                try await window.shows("2 Containers of", "quit")
                for (columns, rows) in [(160, 50), (60, 16), (200, 20), (80, 24)] {
                    try await window.resize(columns: columns, rows: rows)
                    try await awaiting("\(columns)x\(rows)") {
                        try await window.screen()
                    } until: { screen in
                        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
                        return lines.contains { $0.contains("┌ 3 ") && $0.count == columns }
                            && screen.contains("build")
                    }
                }
                try await window.resize(columns: 40, rows: 10)
                try await window.shows("too small", "40x10", "60x16")
                try await window.resize(columns: 80, rows: 24)
                try await window.shows("2 Containers of", "quit")
                try await window.quit()
            }
        }
    }

    @Test func `where there is no terminal it says so and what to do`() async throws {
        try await withBench { bench in
            let ending = try await bench.launch(["--demo"]).run()
            #expect(ending.exitCode == 1)
            #expect(ending.output == "")
            #expect(ending.errors.contains("not a terminal"))
            #expect(ending.errors.contains("dockervisor --help"))
        }
    }
}
