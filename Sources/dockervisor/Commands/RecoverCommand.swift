import ArgumentParser
import Engine
import Families
import Supervisor
import FoundationEssentials

struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Complete or revert an interrupted operation",
        usage: """
            dockervisor recover NAME [OPTIONS]
            dockervisor recover --all [OPTIONS]
            """,
        discussion: """
            Use it after a crash or a power cut. An operation whose outcome was already decided, for example because the \
            new container had passed its probation, is completed; any other is reverted. If nothing was interrupted, \
            nothing changes. Commands that change a family recover it first.
            """)

    @Argument(help: .family, completion: .families)
    var name: String?

    @Flag(help: "Recover all families")
    var all = false

    @Flag(help: "Take over another user's operation (assume it is dead)")
    var takeOver = false

    @Flag(help: "Print the docker commands without running them")
    var dryRun = false

    @OptionGroup var probation: ProbationOption

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await reporting {
            guard all != (name != nil) else {
                throw Refusal.usage(
                    problem: "recover needs a family name or --all", remedy: "Use: dockervisor recover --all")
            }
            let performer = Invocation.performer(on: try engine.engine())
            let families = try await asked(performer.survey)
            guard !families.isEmpty else { return Printing.line("No operation was interrupted") }
            var worst: Int32 = 0
            for family in families { worst = max(worst, try await recover(family, performer)) }
            if worst != 0 { throw ExitCode(worst) }
        }
    }

    private func asked(_ survey: Survey) async throws -> [FamilyName] {
        let snapshot = try await survey.snapshot()
        guard let name else { return snapshot.families.filter { $0.interruption != nil }.map(\.name) }
        let family = try familyName(name)
        guard snapshot.family(family).interruption == nil else { return [family] }
        _ = try await survey.known(family)
        return []
    }

    /// The exit code; what one family's recovery is refused for is in nobody else's way.
    private func recover(_ family: FamilyName, _ performer: Operator) async throws -> Int32 {
        var terms = Terms(probation: try probation.seconds())
        terms.takesOver = takeOver
        do {
            if dryRun {
                try await performer.survey.plan(.recover(family), on: terms, now: .now).dryRunLines(
                    isShort: Printing.isTerminal
                )
                .forEach(Printing.line)
                return 0
            }
            let wish = GiveUpWish()
            let outcome = try await uninterrupted("recover \(family)", wish) { tell in
                try await performer.recover(
                    family, on: terms, patience: takeOver ? .takeOver : .none, isGivenUp: { wish.isThere }, tell: tell)
            }
            guard let outcome else { return 0 }
            if case .undone(let failure) = outcome {
                Printing.line("\(family): \(failure.problem). \(failure.stateNow)")
                return 0
            }
            Report(outcome).say()
            return outcome.exitCode
        } catch let refusal as Refusal {
            Failure(refusal).say()
            return refusal.exitCode
        }
    }
}

extension RecoverCommand: OfferedCommand, TypedCommand {
    static let verb = Verb(
        "recover", "NAME: recover an interrupted operation",
        options: SwitchOptions.offered.filter { $0.text != "--why" })

    func typed(on usual: Terms) throws -> PaletteCommand {
        try refuseTyped(all, "--all")
        try refuseTyped(dryRun, "--dry-run")
        try engine.refuseTyped()
        guard let name else {
            throw Refusal.usage(problem: "recover needs a family name", remedy: "Use: recover NAME")
        }
        var terms = Terms(why: usual.why, probation: try probation.seconds(else: usual.probation))
        terms.takesOver = takeOver
        return .operation(.recover(try familyName(name)), terms == usual ? nil : terms)
    }
}
