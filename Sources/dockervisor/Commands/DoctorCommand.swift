import ArgumentParser
import Engine
import Families
import FoundationEssentials

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is not as it should be, and what to type; --fix mends what can be.",
        discussion: """
            Wrong restart policies, several containers of a family that run at once, a stable container that somebody \
            removed, a port that is not published, an interrupted operation. Exit code 0: nothing (any more), 1: something.
            """)

    @Argument(help: .family, completion: .families)
    var name: String?

    @Flag(help: "Show the docker commands that mend it, and carry them out")
    var fix = false

    @OptionGroup var gate: GateOption

    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await reporting {
            let engine = try engine.engine()
            let version = try await engine.version()
            let performer = Invocation.performer(on: engine)
            let name = try name.map(familyName)
            var found = try await performer.survey.drifts(of: name)
            say(found)
            if fix, found.contains(where: { $0.drifts.contains(where: \.isMendable) }) {
                try await mend(found, performer)
                found = try await performer.survey.drifts(of: name)
                Printing.line("")
                say(found)
            }
            for limit in version.limits { Printing.line("Note: \(limit).") }
            if !found.isEmpty { throw ExitCode(1) }
        }
    }

    private func say(_ found: [FamilyDrift]) {
        guard !found.isEmpty else { return Printing.line("Everything is as it should be.") }
        for one in found {
            for drift in one.drifts {
                Printing.line("\(one.family): \(drift.problem)")
                Printing.line("    \(drift.remedy(in: one.family))")
            }
        }
    }

    private func mend(_ found: [FamilyDrift], _ performer: Operator) async throws {
        let terms = Terms(gate: try gate.seconds())
        for one in found where one.drifts.contains(where: \.isMendable) {
            let isInterrupted = one.drifts.contains { if case .interrupted = $0 { true } else { false } }
            let operation: Operation = isInterrupted ? .recover(one.family) : .mend(one.family)
            Printing.line("")
            let plan = try await performer.survey.plan(operation, on: terms, now: .now)
            plan.dryRunLines(isShort: Printing.isTerminal).forEach(Printing.line)
            let outcome = try await uninterrupted(operation.words) { tell in
                isInterrupted
                    ? try await performer.recover(one.family, on: terms, tell: tell)
                    : try await performer.perform(operation, on: terms, tell: tell)
            }
            if let outcome { Report(outcome).say() }
        }
    }
}
