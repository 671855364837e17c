import Engine

/// An operation that did not come to its end, or is under way.
package struct Interruption: Hashable, Sendable {
    package let family: FamilyName
    /// nil if only a candidate is left.
    package let record: OperationRecord?
    /// What somebody who recovers it has left or is at.
    package let recovery: OperationRecord?

    package init(family: FamilyName, record: OperationRecord?, recovery: OperationRecord? = nil) {
        self.family = family
        self.record = record
        self.recovery = recovery
    }

    /// Whether somebody may be at it: then it is theirs to end.
    ///
    /// - Parameter isGone: whether that holder is gone for certain.
    package func isUnderWay(isGone: (Holder) -> Bool) -> Bool {
        guard let holder = (recovery ?? record)?.holder else { return false }
        return !isGone(holder)
    }

    package func isUnderWay(seenFrom mine: Holder) -> Bool { isUnderWay { $0.isGone(seenFrom: mine) } }

    package var problem: String {
        guard let record else { return interruptedProblem }
        return "an operation on \(family) is under way or was interrupted: \(record.described)"
    }

    var interruptedProblem: String {
        guard let record else { return "an operation on \(family) was interrupted; its record is gone" }
        return "an operation on \(family) was interrupted: \(record.described)"
    }

    package var busyProblem: String {
        guard let record = recovery ?? record else { return problem }
        return "another operation on \(family) is under way: \(record.described)"
    }

    package var busyRemedy: String {
        let process = (recovery ?? record).map { " (process \($0.holder.process) there)" } ?? ""
        return "Wait for it with --wait. If you are certain that it is dead\(process): --take-over"
    }
}

extension Family {
    /// What stands in the record of an operation under way or interrupted.
    package var operation: OperationRecord? { operationRecord.flatMap { OperationRecord(labels: $0.labels) } }

    /// What stands in the record of a recovery under way or interrupted.
    var recovery: OperationRecord? { recoveryLock.flatMap { OperationRecord(labels: $0.labels) } }

    /// What is under way or was interrupted; nil in a steady state.
    package var interruption: Interruption? {
        guard operationRecord != nil || candidate != nil || recoveryLock != nil else { return nil }
        return Interruption(family: name, record: operation, recovery: recovery)
    }
}
