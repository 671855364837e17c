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
                    problem: "there is no command '\(words[0])'",
                    remedy: meant.map { "Did you mean \($0)?" } ?? "Tab shows them all"))
        }
        do {
            guard let command = try parseAsRoot(words) as? any TypedCommand else {
                throw Refusal.usage(
                    problem: "'\(words.joined(separator: " "))' is not understood", remedy: "Tab completes")
            }
            return .success(try command.typed(on: usual))
        } catch let refusal as Refusal {
            return .failure(refusal)
        } catch {
            let help = exitCode(for: error).isSuccess
            return .failure(
                .usage(
                    problem: help ? "help is on a key here" : problem(of: error),
                    remedy: help ? ":help" : "Tab completes"))
        }
    }
}

/// What makes sense on the command line only.
func refuseTyped(_ isGiven: Bool, _ option: String, remedy: String = "Type it without") throws {
    if isGiven {
        throw Refusal.usage(problem: "\(option) is for the command line, not for the full screen", remedy: remedy)
    }
}

extension SwitchOptions {
    /// Those that make sense in the full screen.
    static let offered = [
        Verb.Word("--why", "'a reason': kept in the journal"),
        Verb.Word("--gate", "SECONDS: how long it has to be good"),
        Verb.Word("--take-over", "take somebody else's operation for dead"),
    ]

    /// nil: as usual.
    func typedTerms(on usual: Terms, isForced: Bool = false) throws -> Terms? {
        guard !dryRun else {
            throw Refusal.usage(
                problem: "--dry-run is not needed here: the plan is shown before anything gives way",
                remedy: "Type it without, and n leaves it as it is")
        }
        try engine.refuseTyped()
        try dockervisor.refuseTyped(
            patience.wait != nil, "--wait", remedy: "What others do is shown here when it is over")
        var terms = Terms(
            why: why.isEmpty ? usual.why : why, probation: try gate.seconds(else: usual.probation), isForced: isForced)
        terms.takesOver = patience.takeOver
        return terms == usual ? nil : terms
    }
}

extension EngineOptions {
    func refuseTyped() throws {
        let given = [(host, "--host"), (context, "--context"), (log, "--log"), (timeout.map { "\($0)" }, "--timeout")]
        for (value, option) in given {
            try dockervisor.refuseTyped(value != nil, option, remedy: "q quits; start dockervisor with it")
        }
    }
}
