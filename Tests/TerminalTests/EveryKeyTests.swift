import TestSupport
import Testing

/// Every key that the help names does what it says, one after the other in one session.
@Suite(.enabled(if: TerminalWindow.isPossible, "\(TerminalWindow.missing)"), .timeLimit(.minutes(30)))
struct EveryKeyTests {
    @Test(arguments: ["q", "^C"])
    func `every key of the help is answered, and the last one quits`(last: String) async throws {
        try await withBench { bench in
            try await bench.inTerminal(columns: 120, rows: 50) { window in
                try await window.enter("\"$dockervisor\" --demo --gate 0")
                try await window.shows("2 Containers of api", "1 Families ◂")
                let named = try await window.keysOfHelp()
                #expect(named.count > 50, "\(named)")
                for step in steps { try await window.take(step) }
                try await window.suspendAndContinue()
                let pressed = steps.map(\.key) + ["^Z", "q", "^C"]
                #expect(Set(named).subtracting(pressed) == [], "of the help, but not pressed")
                try await window.showsStraightPanes(columns: 120, rows: 50)
                try await window.press(tmuxName(of: last))
                try await window.shows("ready$")
                #expect(try await window.value("#{alternate_on}") == "0")
            }
        }
    }
}

/// A key by its name in the help, and what stands on the screen afterwards and no more.
private struct Step {
    let key: String
    var shows = ""
    var hides: String?

    init(_ key: String, _ shows: String = "", hides: String? = nil) {
        (self.key, self.shows, self.hides) = (key, shows, hides)
    }
}

private let steps = moving + looking + reading + opening + changing

private let moving = [
    Step("j", "2 Containers of cron"), Step("Down", "2 Containers of jobs"), Step("k", "2 Containers of cron"),
    Step("Up", "2 Containers of api"), Step("G", "2 Containers of web"), Step("g", "2 Containers of api"),
    Step("End", "2 Containers of web"), Step("Home", "2 Containers of api"), Step("PgDn", "2 Containers of web"),
    Step("PgUp", "2 Containers of api"), Step("^D", "2 Containers of web"), Step("^U", "2 Containers of api"),
    Step("Tab", "2 Containers of api ◂"), Step("l", "3 Details of dcv_api_stable ◂"), Step("Right", "1 Families ◂"),
    Step("S-Tab", "3 Details of dcv_api_stable ◂"), Step("h", "2 Containers of api ◂"), Step("Left", "1 Families ◂"),
    Step("2", "2 Containers of api ◂"), Step("3", "3 Details of dcv_api_stable ◂"), Step("1", "1 Families ◂"),
]

private let looking = [
    Step("L", "3 Logs of dcv_api_stable"), Step("S", "3 Stats of dcv_api_stable"),
    Step("C", "3 Compare of dcv_api_stable"), Step("H", "3 History of api"),
    Step("P", "3 Parameters of dcv_api_stable"), Step("D", "3 Details of dcv_api_stable"),
    Step("z", "1 Families ◂", hides: "2 Containers"), Step("z", "2 Containers of api"),
    Step("!", "frozen (! to resume)"), Step("!", "● live"),
    Step("M", "Mouse on:"), Step("M", "Mouse off:"),
    Step("a", "2 All containers", hides: "1 Families"), Step("a", "1 Families"), Step("1", "1 Families ◂"),
    Step("o", "No build or switch since"), Step("e", "has no shell"), Step("^L", hides: "has no shell"),
]

private let reading = [
    Step("3", "3 Details of dcv_api_stable ◂"), Step("L", "3 Logs of dcv_api_stable ◂"),
    Step("w", "w wrap"), Step("t", "w wrap"), Step("/", "Search:"), Step("7"), Step("Enter", "for '7'"),
    Step("n", "n: next, N: previous"), Step("N", "n: next, N: previous"), Step("T", "Show since"),
    Step("Esc", hides: "Show since"),
    Step(">", "Save as:"), Step("Esc", hides: "Save as:"), Step("D", "3 Details of dcv_api_stable ◂"),
    Step("E", "LOG_LEVEL=info"), Step("E", "LOG_LEVEL=***"),
    Step("1", "1 Families ◂"), Step("d", "api has nothing to clean up"),
]

/// What covers the screen until Esc.
private let opening = [
    ("?", "Keys and marks"), ("F1", "Keys and marks"), ("/", "Filter:"),
    (":", "NAME: recover an interrupted operation"),
    ("Enter", "Enter: run"), ("c", "Enter: copy"), ("Space", "1 marked"),
].flatMap { key, words in [Step(key, words), Step("Esc", hides: words)] }

/// In the family cron, which is stopped and has one container.
private let changing = [
    Step("Home", "2 Containers of api"), Step("j", "2 Containers of cron"),
    Step("R", "cron has no interrupted operation"), Step("s", "dcv_cron is running"),
    Step("m", "dcv_cron is now dcv_cron_stable"),
    Step("b", "Build context (directory):"), Step("Enter", "Built cron: "),
    Step("n", "y, Enter: yes"),
    Step("y", "A new dcv_cron is running; dcv_cron_stable is stopped", hides: "Esc: cancel"),
    Step("r", "y, Enter: yes"), Step("y", "dcv_cron_stable is running; dcv_cron is stopped", hides: "Esc: cancel"),
    Step("u", "y, Enter: yes"), Step("y", "dcv_cron is running; dcv_cron_stable is stopped", hides: "Esc: cancel"),
    Step("x", "y: yes"), Step("y", "no container of cron is running", hides: "Esc: cancel"),
]

extension TerminalWindow {
    fileprivate func take(_ step: Step) async throws {
        try await press(tmuxName(of: step.key))
        try await awaiting("\(step.shows) without \(step.hides ?? "anything else") after \(step.key)") {
            try await screen()
        } until: { screen in
            let words = screen.split(separator: " ").joined(separator: " ")
            return words.contains(step.shows.split(separator: " ").joined(separator: " "))
                && step.hides.map(screen.contains) != true
        }
    }

    /// The help's keys; they stand before two blanks, up to the line without any.
    fileprivate func keysOfHelp() async throws -> [String] {
        try await press("?")
        let rows = try await shows("Keys and marks", "Esc: close").split(separator: "\n")
        try await press("Escape")
        try await showsNoMore("Keys and marks")
        let inside = rows.drop { !$0.contains("Keys and marks") }.dropFirst().map { row in
            row.split(separator: "│", omittingEmptySubsequences: true).max { $0.count < $1.count } ?? ""
        }
        return inside.prefix { !$0.allSatisfy { $0 == " " } }.flatMap { row in
            let parts = String(row).split(separator: /\s{2,}/).filter { !$0.allSatisfy { $0 == " " } }
            return parts.enumerated().filter { $0.offset % 2 == 0 }.flatMap { $0.element.split(separator: " ") }
        }.map(String.init)
    }

    fileprivate func suspendAndContinue() async throws {
        try await press("C-z")
        try await shows("Stopped", "ready$")
        try await enter("fg")
        try await shows("2 Containers of cron")
    }
}

private func tmuxName(of key: String) -> String {
    let names = ["Esc": "Escape", "PgUp": "PPage", "PgDn": "NPage", "S-Tab": "BTab"]
    if key.count == 2, key.first == "^" { return "C-" + key.dropFirst().lowercased() }
    return names[key] ?? key
}
