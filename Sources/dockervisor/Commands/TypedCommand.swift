import ArgumentParser
import Families
import Supervisor

/// A verb that the full screen offers where commands are typed.
protocol OfferedCommand: ParsableCommand {
    static var verb: Verb { get }
}

/// A command that can be typed in the full screen, too.
protocol TypedCommand: ParsableCommand {
    /// - Parameter usual: the terms of the full screen, for what is not said.
    func typed(on usual: Terms) throws -> PaletteCommand
}

extension Dockervisor {
    static var offered: [Verb] { configuration.subcommands.compactMap { ($0 as? any OfferedCommand.Type)?.verb } }

    /// What words mean that are typed in the full screen: the name of an action, or what follows `dockervisor` elsewhere.
    static func typed(_ words: [String], on usual: Terms) -> Result<PaletteCommand, Refusal> {
        if words.count == 1, let action = Action(rawValue: words[0]) { return .success(.action(action)) }
        let known = offered.map(\.name)
        guard known.contains(words[0]) else {
            let meant = nearest(to: words[0], among: known + Action.allCases.map(\.rawValue))
            return .failure(
                .usage(
                    problem: "unknown command '\(words[0])'",
                    remedy: meant.map { "Did you mean \($0)?" } ?? "Press Tab to see all commands"))
        }
        do {
            guard let command = try parseAsRoot(words) as? any TypedCommand else {
                throw Refusal.usage(
                    problem: "invalid command '\(words.joined(separator: " "))'", remedy: "Press Tab to complete it")
            }
            return .success(try command.typed(on: usual))
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch {
            let help = exitCode(for: error).isSuccess
            return .failure(
                .usage(
                    problem: help ? "--help works on the command line only" : problem(of: error),
                    remedy: help ? "Use: :help" : "Press Tab to complete it"))
        }
    }
}

/// What makes sense on the command line only.
func refuseTyped(_ isGiven: Bool, _ option: String, remedy: String = "Omit it") throws {
    if isGiven {
        throw Refusal.usage(problem: "\(option) works on the command line only", remedy: remedy)
    }
}

extension SwitchOptions {
    /// Those that make sense in the full screen.
    static let offered = [
        Verb.Word("--why", "'a reason': stored in the history"),
        Verb.Word("--probation", "SECONDS: how long it must stay running"),
        Verb.Word("--take-over", "take over another user's operation"),
    ]

    /// nil: as usual.
    func typedTerms(on usual: Terms, isForced: Bool = false) throws -> Terms? {
        guard !dryRun else {
            throw Refusal.usage(
                problem: "--dry-run is not needed here: the plan is shown before anything is stopped",
                remedy: "Omit it; to cancel, press n")
        }
        try engine.refuseTyped()
        try dockervisor.refuseTyped(
            patience.wait != nil, "--wait", remedy: "Omit it; other operations are shown here when they end")
        var terms = Terms(
            why: why.isEmpty ? usual.why : why, probation: try probation.seconds(else: usual.probation),
            isForced: isForced)
        terms.takesOver = patience.takeOver
        return terms == usual ? nil : terms
    }
}

extension EngineOptions {
    func refuseTyped() throws {
        let given = [(host, "--host"), (context, "--context"), (log, "--log"), (timeout.map { "\($0)" }, "--timeout")]
        for (value, option) in given {
            try dockervisor.refuseTyped(value != nil, option, remedy: "Quit with q, then start dockervisor with it")
        }
    }
}
