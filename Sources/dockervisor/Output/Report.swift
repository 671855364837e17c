import Engine
import Families

/// How an operation ended, for people.
struct Report {
    private let outcome: Outcome

    init(_ outcome: Outcome) { self.outcome = outcome }

    func say() {
        switch outcome {
        case .alreadySo(let result): Printing.line(result)
        case .done(let plan):
            Printing.line(plan.result)
            if let next = plan.operation.nextWords(plan.hasStable) { Printing.line("Next: \(next)") }
        case .undone(let failure), .needsPerson(let failure): say(failure)
        }
    }

    private func say(_ failure: Outcome.Failure) {
        Printing.errorLine("dockervisor: \(failure.plan.operation.words) failed: \(failure.problem)")
        Printing.errorLine("  \(failure.stateNow)")
        if let suspect = failure.suspectWords { Printing.errorLine("  \(suspect)") }
        if !failure.lastLines.isEmpty {
            Printing.errorLine("  Last log lines:")
            for line in failure.lastLines { Printing.errorLine("  | \(line)") }
        }
        if !failure.remaining.isEmpty {
            Printing.errorLine("  Remaining commands, in order:")
            for call in failure.remaining { Printing.errorLine("    \(call.shellLine)") }
        }
        Printing.errorLine("  \(failure.remedy)")
        if case .needsPerson = outcome, !failure.isTakenOver {
            Printing.errorLine("  When this is fixed, run: dockervisor recover \(failure.plan.operation.family)")
        }
    }
}
