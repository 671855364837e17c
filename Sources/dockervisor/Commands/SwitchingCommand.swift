import ArgumentParser
import Console
import Engine
import Families
import FoundationEssentials
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// Options of every command that changes which container serves.
struct SwitchOptions: ParsableArguments {
    @OptionGroup var engine: EngineOptions

    @OptionGroup var probation: ProbationOption

    @Flag(help: "Print the docker commands without running them")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "The reason; stored in the history and in the labels of a new container", valueName: "text"))
    var why = ""

    @OptionGroup var patience: PatienceOptions

    /// Carries it out, or only shows it. What is refused or fails ends in an exit code.
    func carryOut(isForced: Bool = false, _ operation: (Survey) async throws -> Operation) async throws {
        try await reporting {
            let performer = Invocation.performer(on: try engine.engine())
            let operation = try await operation(performer.survey)
            var terms = Terms(why: why, probation: try probation.seconds(), isForced: isForced)
            guard !dryRun else {
                terms.takesOver = patience.takeOver
                let plan = try await performer.survey.preview(operation, on: terms, now: .now)
                return plan.dryRunLines(isShort: Printing.isTerminal).forEach(Printing.line)
            }
            let wish = GiveUpWish()
            let outcome = try await uninterrupted(operation.words, wish) { tell in
                try await performer.perform(
                    operation, on: terms, patience: try patience.chosen(), tell: tell,
                    isGivenUp: { wish.isThere })
            }
            Report(outcome).say()
            if outcome.exitCode != 0 { throw ExitCode(outcome.exitCode) }
        }
    }
}

struct ProbationOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long the container must stay running and healthy; 0: check once (default: 10)",
            valueName: "seconds"))
    var probation: Int?

    /// The old name of `--probation`.
    @Option(help: ArgumentHelp(valueName: "seconds", visibility: .hidden))
    var gate: Int?

    func seconds(else usual: Int = Terms.usualProbation) throws -> Int {
        let seconds = probation ?? gate ?? usual
        guard (0...86_400).contains(seconds) else {
            throw Refusal.usage(
                problem: "invalid value '\(seconds)' for --probation: expected seconds, 0 to 86400",
                remedy: "Use: --probation 10 (the default)")
        }
        return seconds
    }
}

struct PatienceOptions: ParsableArguments {
    @Option(
        defaultAsFlag: 86_400, parsing: .scanningForValue,
        help: ArgumentHelp(
            "Wait until another operation on the family ends, at most this long", valueName: "seconds"))
    var wait: Int?

    @Flag(help: "Take over another user's operation (assume it is dead)")
    var takeOver = false

    func chosen() throws -> Patience {
        if takeOver {
            guard wait == nil else {
                throw Refusal.usage(
                    problem: "--wait and --take-over cannot be combined",
                    remedy: "Use: --wait; if the operation is dead, --take-over")
            }
            return .takeOver
        }
        return wait.map { .wait(seconds: max(0, $0)) } ?? .none
    }
}

/// That the new one is not waited for any more: ^C a second time says so.
final class GiveUpWish: Sendable {
    private let count = Atomic(0)
    private let isPossibleNow = Atomic(false)

    var isThere: Bool { count.load(ordering: .relaxed) > 1 }

    /// Whether what is carried out has a new one that may be given up.
    var isPossible: Bool { isPossibleNow.load(ordering: .relaxed) }

    func follow(_ plan: Plan) { isPossibleNow.store(plan.mayBeGivenUp, ordering: .relaxed) }

    /// Whether it was the first time.
    func hear() -> Bool { count.add(1, ordering: .relaxed).newValue == 1 }
}

/// Runs what ^C, SIGTERM and a hang-up must not break off; they are answered by a line.
///
/// - Parameter wish: gets what ^C a second time wants.
func uninterrupted<Result>(
    _ words: String, _ wish: GiveUpWish = GiveUpWish(), _ work: (@escaping Operator.Tell) async throws -> Result
) async throws -> Result {
    let watching = hearInterrupts { number in
        let isGivenUp = number == SIGINT && !wish.hear() && wish.isPossible
        if Printing.isErrorTerminal { Printing.errorLine("") }  // behind the ^C that the terminal shows
        guard !isGivenUp else {
            return Printing.errorLine("  The operation is aborted as soon as the new container is on probation")
        }
        Printing.errorLine("  Finishing \(words) first, so that nothing is left half done")
        if number == SIGINT, wish.isPossible {
            Printing.errorLine("  Press ^C again to abort while the new container is on probation")
        }
    }
    defer { watching.forEach { $0.cancel() } }
    let narrator = Narrator()
    return try await work { progress in
        if case .planned(let plan) = progress { wish.follow(plan) }
        await narrator.tell(progress)
    }
}

extension ArgumentHelp {
    static let family = ArgumentHelp("The family: an image name without a tag", valueName: "name")
}

extension CompletionKind {
    /// The families there are now.
    static var families: CompletionKind { .shellCommand("dockervisor list --quiet 2>/dev/null") }
}
