/// On which terms an operation is done.
package struct Terms: Hashable, Sendable {
    /// The reason that was given, or empty.
    package var why: String
    /// For how many seconds a container must be good before it counts as one that works; 0: one look after its start.
    package var probation: Int
    /// Marks also what has not been good for that long.
    package var isForced: Bool
    /// What somebody else has begun counts as dead, whether it lives or cannot be told.
    package var takesOver: Bool

    package init(
        why: String = "", probation: Int = Terms.usualProbation, isForced: Bool = false, takesOver: Bool = false
    ) {
        self.why = why
        self.probation = probation
        self.isForced = isForced
        self.takesOver = takesOver
    }

    package static let usualProbation = 10
}

/// What is done about somebody else's operation on the same family.
package enum Patience: Hashable, Sendable {
    /// It is named, and nothing is done.
    case none
    /// Waits for its end so many seconds; nil: as long as it takes.
    case wait(seconds: Int?)
    /// Takes it for dead, though it may live. For people who know better.
    case takeOver
}

extension Terms {
    /// The terms for recovering an interrupted operation before this one. A rollback replaces the recovered container at
    /// once, so it skips the probation.
    package func forRecovery(before operation: Operation) -> Terms {
        var terms = self
        if operation.goesBackToStable { terms.probation = 0 }
        return terms
    }
}
