import Engine
import Families

/// How an operation ended, for people.
struct Report {
    private let outcome: Outcome

    init(_ outcome: Outcome) { self.outcome = outcome }

    func say() {
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
        if let suspect = failure.suspectWords { Printing.errorLine("  \(suspect).") }
        if !failure.lastLines.isEmpty {
            Printing.errorLine("  Its last lines:")
            for line in failure.lastLines { Printing.errorLine("  | \(line)") }
        }
        if !failure.remaining.isEmpty {
            Printing.errorLine("  Left to do, in order:")
            for call in failure.remaining { Printing.errorLine("    \(call.shellLine)") }
        }
        Printing.errorLine("  \(failure.remedy)")
        if case .needsPerson = outcome, !failure.isTakenOver {
            Printing.errorLine("  When that is mended: dockervisor recover \(failure.plan.operation.family)")
        }
    }
}

extension Plan {
    /// What people usually type afterwards; nil if nothing.
    var nextWords: String? {
        switch operation {
        case .startNew(let family, _), .startFromTag(let family):
            "if it works: dockervisor stable mark \(family)"
                + (hasStable ? "; if not: dockervisor rollback \(family)" : "")
        case .stop(let family): "dockervisor start \(family) :latest" + (hasStable ? ", or :stable" : "")
        case .startLatest, .startStable, .startContainer, .rollback, .markStable, .undo, .mend, .recover, .cleanUp: nil
        }
    }
}
