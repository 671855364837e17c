import ArgumentParser
import Console
import Engine
import Families
import FoundationEssentials

/// Options of every command that changes which container serves.
struct SwitchOptions: ParsableArguments {
    @OptionGroup var engine: EngineOptions

    @Flag(help: "Show the docker commands in order, and do nothing")
    var dryRun = false

    /// Plans, then acts or only shows. What is refused or fails ends in an exit code.
    ///
    /// - Parameter why: the reason, for the labels of a container that is made.
    func carryOut(why: String = "", _ operation: (Survey) async throws -> Operation) async throws {
        try await reporting {
            let survey = Survey(engine: try engine.engine(), folder: Invocation.folder, by: Invocation.by)
            let plan = try await survey.plan(try await operation(survey), why: why, now: .now)
            guard !dryRun else { return plan.dryRunLines.forEach(Printing.line) }
            for note in plan.notes { Printing.line("Note: \(note)") }
            let watching = hearInterrupts {
                Printing.errorLine("  \(plan.operation.words) is finished first: what it began is not left half way")
            }
            defer { watching.forEach { $0.cancel() } }
            let narrator = Narrator()
            let outcome = await Operator(engine: survey.engine).carryOut(plan) { await narrator.tell($0) }
            say(outcome)
            if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
        }
    }

    private func say(_ outcome: Outcome) {
        switch outcome {
        case .alreadySo(let summary): Printing.line(summary + ".")
        case .done(let plan):
            Printing.line(plan.summary + ".")
            if let next = plan.nextWords { Printing.line("Next: \(next)") }
        case .undone(let failure), .needsPerson(let failure): say(failure)
        }
    }

    private func say(_ failure: Outcome.Failure) {
        Printing.errorLine("dockervisor: \(failure.plan.operation.words) failed: \(failure.problem)")
        Printing.errorLine("  \(failure.stateNow).")
        if !failure.lastLines.isEmpty {
            Printing.errorLine("  Its last lines:")
            for line in failure.lastLines { Printing.errorLine("  | \(line)") }
        }
        if !failure.remaining.isEmpty {
            Printing.errorLine("  Left to do, in order:")
            for call in failure.remaining { Printing.errorLine("    \(call.shellLine)") }
        }
        Printing.errorLine("  \(failure.remedy)")
    }
}

extension Plan {
    /// What people usually type afterwards; nil if nothing.
    var nextWords: String? {
        switch operation {
        case .startNew(let family, _):
            "if it works: dockervisor stable mark \(family)"
                + (hasStable ? "; if not: dockervisor rollback \(family)" : "")
        case .stop(let family): "dockervisor start \(family) :latest" + (hasStable ? ", or :stable" : "")
        case .startLatest, .startStable, .startContainer, .rollback, .markStable: nil
        }
    }
}

extension ArgumentHelp {
    static let family = ArgumentHelp("The family: an image name without a tag", valueName: "name")
}

extension CompletionKind {
    /// The families there are now.
    static var families: CompletionKind { .shellCommand("dockervisor list --quiet 2>/dev/null") }
}
