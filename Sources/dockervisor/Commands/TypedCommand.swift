import ArgumentParser
import Families
import Supervisor

/// A verb that can be typed in the full screen, too.
protocol TypedCommand: ParsableCommand {
    /// - Parameter usual: the terms of the full screen, for what is not said.
    func typed(on usual: Terms) throws -> PaletteCommand
}

extension Dockervisor {
    /// What words mean that are typed in the full screen: the name of an action, or what follows `dockervisor` elsewhere.
    static func typed(_ words: [String], on usual: Terms) -> Result<PaletteCommand, Refusal> {
        if words.count == 1, let action = Action(rawValue: words[0]) { return .success(.action(action)) }
        let known = verbs.filter { $0 != ScreenCommand.configuration.commandName }
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

// MARK: - The verbs

extension StopCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.stop(try familyName(name)), try options.typedTerms(on: usual))
    }
}

extension UndoCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.undo(try familyName(name)), try options.typedTerms(on: usual))
    }
}

extension RollbackCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.rollback(try familyName(name)), try options.typedTerms(on: usual))
    }
}

extension CleanCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        let chosen = containers.isEmpty ? nil : containers
        return .operation(.cleanUp(try familyName(name), containers: chosen), try options.typedTerms(on: usual))
    }
}

extension StartCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        let terms = try options.typedTerms(on: usual)
        guard let which else { return .startContainer(name, terms) }
        let operation = try operation(which)
        let mayChoose = which == ":new" && configuration == nil && terms == nil
        return mayChoose ? .startNew(operation.family) : .operation(operation, terms)
    }
}

extension StableCommand.Mark: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        .operation(.markStable(try familyName(name)), try options.typedTerms(on: usual, isForced: force))
    }
}

extension StableCommand.Show: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try engine.refuseTyped()
        return .showStable(try familyName(name))
    }
}

extension RecoverCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(all, "--all")
        try refuseTyped(dryRun, "--dry-run")
        try engine.refuseTyped()
        guard let name else {
            throw Refusal.usage(problem: "recover needs the name of a family", remedy: "recover NAME")
        }
        var terms = Terms(why: usual.why, probation: try gate.seconds(else: usual.probation))
        terms.takesOver = takeOver
        return .operation(.recover(try familyName(name)), terms == usual ? nil : terms)
    }
}

extension BuildCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(dryRun, "--dry-run")
        try engine.refuseTyped()
        return .build(try order)
    }
}

extension DoctorCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try engine.refuseTyped()
        guard fix else { return .look(try name.map(familyName)) }
        guard let name else {
            throw Refusal.usage(problem: "--fix needs the name of a family", remedy: "doctor NAME --fix")
        }
        var terms = usual
        terms.probation = try gate.seconds(else: usual.probation)
        return .operation(.mend(try familyName(name)), terms == usual ? nil : terms)
    }
}

extension ListCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(json, "--json")
        try refuseTyped(quiet, "--quiet")
        try engine.refuseTyped()
        return .select(try name.map(familyName))
    }
}

extension HistoryCommand: TypedCommand {
    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(json, "--json")
        return try name.map { .history(try familyName($0)) } ?? .action(.history)
    }
}
