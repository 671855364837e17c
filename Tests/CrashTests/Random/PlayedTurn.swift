import TestSupport

/// What came of a turn.
struct PlayedTurn: Sendable {
    let turn: RandomTurn
    var before: Sight
    /// After the command and before its recovery, where somebody used docker itself in between.
    var between: Sight?
    var after: Sight
    /// The command line, and the companion's.
    var lines: [String] = []
    var endings: [Launch.Ending] = []
    var recovery: Launch.Ending?
    var deeds: [Deed] = []
    /// The changing calls before the fault, or in all.
    var callsBefore = Calls(lines: [])
    /// The docker command at which the fault happened; nil if it did not come to that.
    var struck: String?
    /// Every docker command that dockervisor ran.
    var log = ""

    init(_ turn: RandomTurn, before: Sight) {
        self.turn = turn
        self.before = before
        after = before
    }

    var hasStruck: Bool { struck != nil }

    /// All that the commands and the recovery said.
    var said: String { (endings + [recovery].compactMap(\.self)).map { $0.output + $0.errors }.joined(separator: "\n") }

    /// Whether the engine was down, and what ran in it.
    var engineWasDown: Bool { hasStruck && turn.effectiveTrouble?.strikesEngine == true }

    /// Docker stops what runs when its daemon is back, and starts only what has the policy `always` again (20.10).
    var daemonWasKilled: Bool { if case .daemonDeath = turn.effectiveTrouble { hasStruck } else { false } }

    var words: String {
        let family = "web\(turn.family + 1)"
        let typed = lines.map { $0.replacing("web", with: family) }.joined(separator: " | beside it: ")
        let trouble = turn.effectiveTrouble.map { ", \($0.words)" + strike($0) } ?? ""
        let hand = turn.hand.map { ", \($0.words)" } ?? ""
        let done = deeds.isEmpty ? "" : " [" + deeds.map(\.words).joined(separator: ", ") + "]"
        let codes = endings.map { "\($0.exitCode)\($0.exitCode == 0 ? "" : reason($0))" }.joined(separator: " and ")
        let outcome = after.families[turn.family].outcome.replacing("web", with: family)
        return
            "\(family) \(typed)\(trouble)\(hand)\(done): exit \(codes); recovered: exit \(recovery?.exitCode ?? -1); \(outcome)"
    }

    /// What a command says in the first place.
    private func reason(_ ending: Launch.Ending) -> String {
        let line = ending.errors.split(separator: "\n").first { $0.hasPrefix("dockervisor: ") }
        return line.map { " (\($0.dropFirst("dockervisor: ".count).prefix(120)))" } ?? ""
    }

    private func strike(_ trouble: RandomTrouble) -> String {
        if case .killedAfter = trouble { return "" }
        return struck.map { " (\($0.split(separator: " ").prefix(2).joined(separator: " ").prefix(24)))" }
            ?? " (not struck)"
    }
}
