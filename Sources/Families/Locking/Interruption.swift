import Engine
import Synchronization

/// An operation that did not come to its end, or is under way.
package struct Interruption: Hashable, Sendable {
    package let family: FamilyName
    /// nil if only a candidate is left, or if the record cannot be read.
    package let record: OperationRecord?
    /// What somebody who recovers it, or stops the family in spite of it, has left or is at.
    package var recovery: OperationRecord?
    /// Ids of the containers that hold them.
    var recordID: String?
    var recoveryID: String?
    /// Why nobody can tell what was begun; nil if it can be told.
    package var defect: RecordDefect?

    /// Whether somebody may be at it: then it is theirs to end.
    ///
    /// - Parameters:
    ///   - mine: who asks. One of the same process is at it as long as it holds its record, and not a moment longer.
    ///   - held: ids of the records that this process holds.
    package func isUnderWay(seenFrom mine: Holder, holding held: OwnRecords? = nil) -> Bool {
        let id = recovery == nil ? recordID : recoveryID
        guard let holder = (recovery ?? record)?.holder else { return false }
        if let held, let id, holder.isSameProcess(as: mine) { return held.contains(id) }
        return !holder.isGone(seenFrom: mine)
    }

    package var problem: String {
        if let defect { return defect.problem(in: family) }
        guard let record else { return interruptedProblem }
        return "an operation on \(family) is in progress or was interrupted: \(record.described)"
    }

    var interruptedProblem: String {
        if let defect { return defect.problem(in: family) }
        guard let record = record ?? recovery else {
            return "an operation on \(family) was interrupted; its lock is gone"
        }
        return "an operation on \(family) was interrupted: \(record.described)"
    }

    package var busyProblem: String {
        guard let record = recovery ?? record else { return problem }
        return "another operation on \(family) is in progress: \(record.described)"
    }

    /// What to type, if nobody is at it.
    package var remedy: String {
        defect?.remedy(in: family) ?? "Complete or revert it: dockervisor recover \(family)"
    }

    package var busyRemedy: String { "Wait for it: --wait. \(deadWords): --take-over" }

    /// When others may take over.
    package var deadWords: String {
        let process = (recovery ?? record).map { record in
            let host = record.holder.host
            return " (process \(record.holder.process)\(host.isEmpty ? "" : " on \(host)"))"
        }
        return "If it is certainly dead\(process ?? "")"
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
        return Interruption(
            family: name, record: operation, recovery: recovery, recordID: operationRecord?.id,
            recoveryID: recoveryLock?.id, defect: recordDefect)
    }

    /// The container that has a record's name, and the reason why it cannot be read as one.
    var recordDefect: RecordDefect? {
        [operationRecord, recoveryLock].compactMap(\.self).lazy.compactMap { RecordDefect($0) }.first
    }
}

/// Why a container that has the name of a record cannot be read as one.
package enum RecordDefect: Hashable, Sendable {
    /// Another version of dockervisor wrote it: what was begun, by whom and since when.
    case unknownKind(container: String, words: String, by: String, at: String)
    case noLabels(container: String)

    /// nil if it can be read.
    init?(_ container: Container) {
        let labels = container.labels
        guard OperationRecord(labels: labels) == nil else { return nil }
        guard let kind = labels[Label.operation] else {
            self = .noLabels(container: container.name)
            return
        }
        self = .unknownKind(
            container: container.name, words: labels[Label.operationWords] ?? kind,
            by: labels[Label.operationBy] ?? "an unknown user", at: labels[Label.operationAt] ?? "an unknown time")
    }

    var isOfAnotherVersion: Bool { if case .unknownKind = self { true } else { false } }

    func problem(in family: FamilyName) -> String {
        switch self {
        case .unknownKind(let container, let words, let by, let at):
            "\(container) is the lock of an operation unknown to this version: \(words), started by \(by) at \(at)"
        case .noLabels(let container):
            "\(container) has the name of the lock of \(family) but not its labels; the operation is unknown"
        }
    }

    func remedy(in family: FamilyName) -> String {
        switch self {
        case .unknownKind:
            "Recover it with the dockervisor that started it or a newer one. To stop the family: dockervisor stop \(family)"
        case .noLabels(let container):
            "Inspect it: docker inspect \(container). If it is not needed: dockervisor recover \(family) --take-over"
        }
    }
}

/// Ids of the records that this process holds: an operation of its own that has ended is nobody's any more.
package final class OwnRecords: Hashable, Sendable {
    private let ids = Mutex(Set<String>())

    package init() {}

    package func contains(_ id: String) -> Bool { ids.withLock { $0.contains(id) } }

    func add(_ id: String) { ids.withLock { _ = $0.insert(id) } }

    func remove(_ id: String) { ids.withLock { _ = $0.remove(id) } }

    package static func == (left: OwnRecords, right: OwnRecords) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
