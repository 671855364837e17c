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

    var isRecovery: Bool { plan.operation.isRecovery }

    /// Whether it is shown before it is done.
    var isAsked: Bool { plan.givesSomethingUp || plan.isDoubtful || isChanged || isRecovery || recovery != nil }
}
