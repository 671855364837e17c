import FoundationEssentials

/// An interruption as it is told: what it is, and what will be done about it.
package struct Interrupted: Hashable, Sendable {
    package let interruption: Interruption
    /// Somebody may be at it.
    package let isUnderWay: Bool
    /// What will be so after a recovery, without a full stop; nil while somebody is at it.
    package let recovered: String?

    package var problem: String { isUnderWay ? interruption.busyProblem : interruption.interruptedProblem }

    /// What becomes of it, and what to type.
    package var prospect: String {
        guard !isUnderWay else { return interruption.busyRemedy }
        if let defect = interruption.defect { return defect.remedy(in: interruption.family) }
        return "dockervisor recover \(interruption.family)" + (recovered.map { ": then \($0)" } ?? "")
    }
}

extension Survey {
    /// Whether somebody may be at it.
    func isUnderWay(_ interruption: Interruption) -> Bool {
        interruption.isUnderWay(seenFrom: holder, holding: ownRecords)
    }

    /// nil in a steady state. Asks the engine for more only if something was interrupted.
    package func interrupted(_ family: Family) async throws(Refusal) -> Interrupted? {
        guard let interruption = family.interruption else { return nil }
        guard !isUnderWay(interruption) else {
            return Interrupted(interruption: interruption, isUnderWay: true, recovered: nil)
        }
        let plan = try? await plan(.recover(family.name), now: .now)
        return Interrupted(interruption: interruption, isUnderWay: false, recovered: plan?.summary)
    }
}
