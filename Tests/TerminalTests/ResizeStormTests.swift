import TestSupport
import Testing

/// Sizes that change faster than anybody draws.
@Suite(.enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct ResizeStormTests {
    @Test(arguments: [(80, 24), (60, 16), (200, 60)])
    func `after sixty sizes in quick succession, with keys between, the picture is right`(columns: Int, rows: Int)
        async throws
    {
        try await withBench { bench in
            try await bench.inTerminal { window in
                try await window.enter("\"$dockervisor\" --demo")
                try await window.shows("2 Containers of", "quit")
                try await window.storm()
                try await window.resize(columns: columns, rows: rows)
                try await window.calmDown()
                try await window.showsStraightPanes(columns: columns, rows: rows)
                let followed = try await window.settled()
                try await window.press("C-l", "?")
                try await window.shows("Keys and marks")
                try await window.press("Escape")
                // A part of a picture can be seen, too.
                try await awaiting("the picture of before") {
                    try await window.screen()
                } until: {
                    $0 == followed
                }
                try await window.quit()
            }
        }
    }
}

extension TerminalWindow {
    /// Sixty sizes from 20x5 to 200x60. tmux tells a program only a few sizes a second; so the others are told past it, and
    /// it then shows what was meant for another size.
    fileprivate func storm() async throws {
        let keys = "j Tab L z ? G Escape S a k / Escape z 3 : Escape a".split(separator: " ").map(String.init)
        let terminal = try await value("#{pane_tty}")
        for step in 0..<60 {
            let (columns, rows) = (20 + step * 67 % 181, 5 + step * 29 % 56)
            if step % 6 == 0 { try await resize(columns: columns, rows: rows) }
            let size = ["cols", "\(columns)", "rows", "\(rows)"]
            let ending = try await Launch("stty", ["-F", terminal] + size).run()
            #expect(ending.exitCode == 0, "\(ending.errors)")
            try await press(keys[step % keys.count])
        }
    }

    /// The picture once it stays the same.
    fileprivate func settled() async throws -> String {
        var last = try await screen()
        return try await awaiting("a picture that stays") {
            try await screen()
        } until: { seen in
            defer { last = seen }
            return seen == last
        }
    }

    /// Closes what is open, shows the panes, and freezes what they show.
    fileprivate func calmDown() async throws {
        try await shows("dockervisor")
        for _ in 1...8 {
            try await press("Escape")
            // An escape with a key right behind it would be another key.
            _ = try await screen()
        }
        if try await screen().contains("All containers") { try await press("a") }
        try await press("D", "1", "!")
        try await shows("frozen", "1 Families ◂", "3 Details of")
        try await showsNoMore("Loading details")
    }
}
