import Families

/// A plan as it is shown; once agreed to, it is carried out only if the engine still gives the same one.
package struct ProposedPlan: Equatable, Sendable {
    package var plan: Plan
    /// What was interrupted is recovered first, by this one; nil if nothing was.
    package var recovery: Plan?
    /// Why it replaces one that was agreed to; nil if it does not.
    package var change: Change?

    package enum Change: Equatable, Sendable {
        case byOthers
        /// What was interrupted is recovered, and that turned out otherwise.
        case recovered
    }

    package init(plan: Plan, recovery: Plan? = nil, change: Change? = nil) {
        self.plan = plan
        self.recovery = recovery
        self.change = change
    }

    package var isChanged: Bool { change != nil }

    /// Whether it is so already, without anything to be done before.
    package var isAlreadySo: Bool { plan.isAlreadySo && recovery == nil }
}

/// Is this to be done?
package struct Confirmation: Equatable, Sendable {
    package let proposal: ProposedPlan
    /// Rows of the plan that are above the dialog's edge.
    package private(set) var scrolled: Int

    package init(_ proposal: ProposedPlan, scrolled: Int = 0) {
        self.proposal = proposal
        self.scrolled = scrolled
    }

    mutating func press(_ pressed: Pressed) -> Reply {
        pressed.confirm(
            .begin(proposal), needsCare: proposal.plan.needsCare, called: proposal.plan.operation.words, &scrolled)
    }
}

/// Are these to be done?
package struct BatchConfirmation: Equatable, Sendable {
    package let batch: Batch
    package private(set) var scrolled: Int

    package init(_ batch: Batch, scrolled: Int = 0) {
        self.batch = batch
        self.scrolled = scrolled
    }

    mutating func press(_ pressed: Pressed) -> Reply {
        pressed.confirm(.beginAll(batch), needsCare: batch.needsCare, called: nil, &scrolled)
    }
}

extension Pressed {
    /// - Parameter name: of what is confirmed; nil for several at once.
    fileprivate func confirm(
        _ request: Request, needsCare: Bool, called name: String?, _ scrolled: inout Int
    ) -> Reply {
        switch answer(needsCare: needsCare) {
        case .yes: return .closes(request)
        case .no:
            let words = name.map { "\($0) was not done" } ?? "Nothing was done to those marked"
            return .closes(.say(Message(.hint, "\(words); nothing was changed")))
        case nil:
            scrolled = clampedSum(scrolled, rows ?? 0)
            return .stays
        }
    }
}
