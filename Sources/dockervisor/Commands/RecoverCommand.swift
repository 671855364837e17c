import ArgumentParser
import Engine
import Families
import Supervisor
import FoundationEssentials

struct RecoverCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover",
        abstract: "Finish or take back what was interrupted, by a crash or a power cut.",
        usage: """
            dockervisor recover NAME
            dockervisor recover --all
            """,
        discussion: """
            Every operation that changes something does this first; by itself it is for the time after a power cut. What \
            is decided is finished, everything else is taken back. Where nothing was interrupted it changes nothing.
            """)

    @Argument(help: .family, completion: .families)
    var name: String?

    @Flag(help: "All families")
    var all = false

    @Flag(help: "Take somebody else's operation for dead, though it may live")
    var takeOver = false

    @Flag(help: "Show the docker commands in order, and do nothing")
    var dryRun = false

    @OptionGroup var gate: GateOption

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await reporting {
            guard all != (name != nil) else {
                throw Refusal.usage(
                    problem: "recover needs the name of a family, or --all", remedy: "dockervisor recover --all")
            }
            let performer = Invocation.performer(on: try engine.engine())
            let families = try await asked(performer.survey)
            guard !families.isEmpty else { return Printing.line("Nothing was interrupted.") }
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
        var terms = Terms(probation: try gate.seconds())
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
                Printing.line("\(family): \(failure.problem); \(failure.stateNow).")
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
        "recover", "NAME: what broke off", options: SwitchOptions.offered.filter { $0.text != "--why" })

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
