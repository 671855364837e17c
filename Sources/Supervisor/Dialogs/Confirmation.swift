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
        switch pressed.answer(needsCare: proposal.plan.needsCare) {
        case .yes: return .closes(.begin(proposal))
        case .no:
            let words = proposal.plan.operation.words
            return .closes(.say(Message(.hint, "\(words) was not done; nothing was changed")))
        case nil:
            scrolled = clampedSum(scrolled, pressed.rows ?? 0)
            return .stays
        }
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
        switch pressed.answer(needsCare: batch.needsCare) {
        case .yes: return .closes(.beginAll(batch))
        case .no: return .closes(.say(Message(.hint, "Nothing was done to those marked; nothing was changed")))
        case nil:
            scrolled = clampedSum(scrolled, pressed.rows ?? 0)
            return .stays
        }
    }
}
