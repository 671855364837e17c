import FoundationEssentials

/// An interruption as it is told: what it is, and what will be done about it.
package struct Interrupted: Hashable, Sendable {
    package let interruption: Interruption
    /// Somebody may be at it.
    package let isUnderWay: Bool
    /// What `recover` would do: `revert to dcv_web`; nil while the operation may be in progress.
    package let recovery: String?

    package var problem: String { isUnderWay ? interruption.busyProblem : interruption.interruptedProblem }

    /// What becomes of it, and what to type.
    package var prospect: String {
        guard !isUnderWay else { return interruption.busyRemedy }
        if let defect = interruption.defect { return defect.remedy(in: interruption.family) }
        return "dockervisor recover \(interruption.family)" + (recovery.map { ": \($0)" } ?? "")
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
            return Interrupted(interruption: interruption, isUnderWay: true, recovery: nil)
        }
        let plan = try? await plan(.recover(family.name), now: .now)
        return Interrupted(interruption: interruption, isUnderWay: false, recovery: plan?.intent)
    }
}
