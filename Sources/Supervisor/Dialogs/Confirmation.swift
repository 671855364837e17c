import Families

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
            .begin([proposal], areMarked: false), needsCare: proposal.plan.needsCare,
            called: proposal.plan.operation.words, &scrolled)
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
        pressed.confirm(.begin(batch.plans, areMarked: true), needsCare: batch.needsCare, called: nil, &scrolled)
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
            let words = name.map { "Canceled \($0)" } ?? "Canceled"
            return .closes(.say(Message(.hint, "\(words); nothing was changed")))
        case nil:
            scrolled = clampedSum(scrolled, rows ?? 0)
            return .stays
        }
    }
}
