import ArgumentParser
import Engine
import Families
import Supervisor
import FoundationEssentials

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check for problems and print how to fix them",
        usage: "dockervisor doctor [NAME] [--fix] [OPTIONS]",
        discussion: """
            Finds wrong restart policies, several running containers in one family, a stable container that was removed, \
            ports that are not published, interrupted operations and a full disk. The exit status is 0 if no problems \
            are left, otherwise 1.
            """)

    @Argument(help: .family, completion: .families)
    var name: String?

    @Flag(help: "Print and run the docker commands that fix them")
    var fix = false

    @OptionGroup var probation: ProbationOption

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await reporting {
            let engine = try engine.engine()
            let version = try await engine.version()
            let performer = Invocation.performer(on: engine)
            let name = try name.map(familyName)
            var found = try await performer.survey.drifts(of: name)
            let isDiskFull = await performer.survey.isDiskFull()
            if isDiskFull {
                Printing.line("The engine's disk is full: containers cannot be created or started")
                Printing.line("    See what uses the space: docker system df (dockervisor stop and clean still work)")
            }
            if !isDiskFull || !found.isEmpty { say(found) }
            if fix, found.contains(where: { $0.drifts.contains(where: \.isMendable) }) {
                try await mend(found, performer)
                found = try await performer.survey.drifts(of: name)
                Printing.line("")
                say(found)
            }
            for limit in version.limits { Printing.line("Note: \(limit)") }
            if !found.isEmpty || isDiskFull { throw ExitCode(1) }
        }
    }

    private func say(_ found: [FamilyDrift]) {
        guard !found.isEmpty else { return Printing.line("No problems found") }
        for one in found {
            for drift in one.drifts {
                Printing.line("\(one.family): \(drift.problem)")
                Printing.line("    \(drift.remedy(in: one.family))")
            }
        }
    }

    /// What one family's mending is refused for is in nobody else's way.
    private func mend(_ found: [FamilyDrift], _ performer: Operator) async throws {
        for one in found where one.drifts.contains(where: \.isMendable) {
            Printing.line("")
            do { try await mend(one, performer) } catch let refusal as Refusal { Failure(refusal).say() }
        }
    }

    private func mend(_ one: FamilyDrift, _ performer: Operator) async throws {
        let terms = Terms(probation: try probation.seconds())
        let isInterrupted = one.drifts.contains { if case .interrupted = $0 { true } else { false } }
        let operation: Operation = isInterrupted ? .recover(one.family) : .mend(one.family)
        let plan = try await performer.survey.plan(operation, on: terms, now: .now)
        plan.dryRunLines(isShort: Printing.isTerminal).forEach(Printing.line)
        let wish = GiveUpWish()
        let outcome = try await uninterrupted(operation.words, wish) { tell in
            isInterrupted
                ? try await performer.recover(one.family, on: terms, isGivenUp: { wish.isThere }, tell: tell)
                : try await performer.perform(operation, on: terms, tell: tell)
        }
        if let outcome { Report(outcome).say() }
    }
}

extension DoctorCommand: OfferedCommand, TypedCommand {
    static let verb = Verb("doctor", "[NAME]: check for problems; NAME --fix fixes them")

    func typed(on usual: Terms) throws -> PaletteCommand {
        try engine.refuseTyped()
        guard fix else { return .look(try name.map(familyName)) }
        guard let name else {
            throw Refusal.usage(problem: "--fix needs a family name", remedy: "Use: doctor NAME --fix")
        }
        var terms = usual
        terms.probation = try probation.seconds(else: usual.probation)
        return .operation(.mend(try familyName(name)), terms == usual ? nil : terms)
    }
}
