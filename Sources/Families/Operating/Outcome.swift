import Engine

/// How an operation ended.
package enum Outcome: Hashable, Sendable {
    case done(Plan)
    /// Nothing had to be done; says what is so.
    case alreadySo(String)
    /// It failed, and the family is as it was.
    case undone(Failure)
    /// It failed, and somebody has to look.
    case needsPerson(Failure)

    package struct Failure: Hashable, Sendable {
        package var plan: Plan
        /// The one that failed.
        package var step: Step
        package var problem: String
        package var remedy: String
        /// The container that did not make it, by its name now: its logs tell why.
        package var blamed: String?
        /// The newest lines of the container that should have served, raw.
        package var lastLines: [String]
        package var undone: [EngineCall] = []
        /// Why the undo stopped.
        package var undoProblem: String?
        /// What was not done, in order.
        package var remaining: [EngineCall] = []
        /// Somebody else goes on with it: what remains is theirs.
        package var isTakenOver = false
        /// Who was started by somebody else meanwhile, and serves.
        package var winner: Member.Identity?
        /// Nothing is known against the new one: somebody did not want it.
        package var isGivenUp = false
        /// Nothing is known against the new one: the engine did not answer.
        package var isOfEngine = false
    }

    /// Whether somebody did not want to wait for the end of a probation.
    package var isGivenUp: Bool { if case .undone(let failure) = self { failure.isGivenUp } else { false } }

    /// 0 done, or already so; 1 failed, and the family is as it was; 2 failed, and needs a person.
    package var exitCode: Int32 {
        switch self {
        case .done, .alreadySo: 0
        case .undone: 1
        case .needsPerson: 2
        }
    }
}

extension Outcome.Failure {
    /// Said when even the stable one did not pass; nil otherwise.
    package var suspectWords: String? {
        guard !isGivenUp, !isOfEngine, let promoted = plan.promoted, step.call == .start(promoted),
            promoted.name == plan.operation.family.stableContainer
        else { return nil }
        return "The stable container \(promoted.name) may be broken"
    }

    /// What state things are in now, in one sentence without a full stop.
    package var stateNow: String {
        if isTakenOver { return "The process that took over decides what happens next" }
        if let undoProblem { return "Not fully reverted: \(undoProblem)" }
        if case .start(let container) = step.call, step.phase == .commitment {
            return "No container of \(plan.operation.family) is running; \(kept(besides: container))"
        }
        if !remaining.isEmpty {
            return "\(plan.promoted?.name ?? plan.operation.family.text) is running, but not all steps were done"
        }
        if let winner, winner.id != plan.replaced?.argument {
            return "\(winner.name) is running; it was started in the meantime"
        }
        guard let replaced = plan.replaced else { return "Nothing else was changed" }
        if step.phase != .preparation, plan.wasLooping(replaced) {
            return "\(replaced.name) is active again and still in a restart loop"
        }
        return step.phase == .preparation
            ? "\(replaced.name) was not touched and is still active" : "Reverted: \(replaced.name) is active again"
    }

    /// Who is there, and in which state, after a recovery that could not start one.
    private func kept(besides container: ContainerReference) -> String {
        let members = plan.basis?.snapshot.family(plan.operation.family).members ?? []
        let others = members.filter { $0.id != container.argument && ($0.role == .candidate || $0.role == .stable) }
        return ([container.name] + others.map(\.name)).joined(separator: " and ")
            + (others.isEmpty ? " is left as it is" : " are left as they are")
    }
}
