import Engine
import Families

/// What one action will do to several families: a plan for each, or why there is none.
package struct Batch: Equatable, Sendable {
    package var entries: [Entry]

    package init(_ entries: [Entry]) { self.entries = entries }

    package enum Entry: Equatable, Sendable {
        case planned(ProposedPlan)
        case refused(Operation, Refusal)
    }

    package var operations: [Operation] {
        entries.map { entry in
            switch entry {
            case .planned(let confirmed): confirmed.plan.operation
            case .refused(let operation, _): operation
            }
        }
    }

    package var isDeletion: Bool { !plans.isEmpty && plans.allSatisfy(\.plan.isDeletion) }

    package var needsCare: Bool { plans.contains { $0.plan.needsCare } }

    /// What is there to be done.
    package var plans: [ProposedPlan] {
        entries.compactMap { entry in
            if case .planned(let confirmed) = entry, !confirmed.isAlreadySo { confirmed } else { nil }
        }
    }
}
