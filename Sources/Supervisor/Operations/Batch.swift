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

extension State {
    /// Asks for a plan for each family that a row is marked of.
    mutating func changeMarked(_ action: Action) -> [Effect] {
        guard let wanted = wanted(action) else { return [] }
        guard wanted.allSatisfy({ isFree($0.family) }) else { return [] }
        return operations.planAll(wanted)
    }

    /// nil if it cannot be done to several at once; then it is said why.
    private mutating func wanted(_ action: Action) -> [Operation]? {
        guard action.isForSeveral else {
            message = Message(
                .hint, "That is done to one family at a time", remedy: "Esc takes the marks away, then it is possible")
            return nil
        }
        let (families, marked) = (lists.markedFamilies, lists.markedRows)
        if action == .cleanUp, families.isEmpty { return cleanUps(of: marked) }
        guard action == .start, families.isEmpty else {
            let names = Set(families + marked.compactMap(\.family)).sorted()
            if names.isEmpty { message = Message(.hint, "None of those marked is of a family") }
            return names.compactMap { operation(action, $0) }
        }
        return startOperations(of: marked)
    }

    private func operation(_ action: Action, _ family: FamilyName) -> Operation? {
        switch action {
        case .start: .startLatest(family)
        case .stop: .stop(family)
        case .markStable: .markStable(family)
        case .rollback: .rollback(family)
        case .undo: .undo(family)
        case .cleanUp: .cleanUp(family, containers: nil)
        default: nil
        }
    }

    /// Exactly those that are marked.
    private mutating func cleanUps(of rows: [Row]) -> [Operation]? {
        let byFamily = Dictionary(grouping: rows.filter { $0.family != nil }) { $0.family }
        if byFamily.isEmpty { message = Message(.hint, "None of those marked is of a family") }
        return byFamily.compactMap { family, rows in
            family.map { .cleanUp($0, containers: rows.map(\.id)) }
        }.sorted { $0.family < $1.family }
    }

    private mutating func startOperations(of rows: [Row]) -> [Operation]? {
        let byFamily = Dictionary(grouping: rows.filter { $0.family != nil }) { $0.family }
        if let (family, _) = byFamily.first(where: { $0.value.count > 1 }), let family {
            message = Message(.hint, "Several containers of \(family) are marked, and one of them can serve")
            return nil
        }
        if byFamily.isEmpty { message = Message(.hint, "None of those marked is of a family") }
        return rows.compactMap { row in row.family.map { .startContainer($0, name: row.container.name) } }
    }

    // MARK: Before and after the question

    mutating func show(_ shown: Batch, of operations: [Operation]) -> [Effect] {
        guard self.operations.batch == operations else { return [] }
        self.operations.batch = []
        guard leaving != .decided else { return quit() }
        guard mode == .browsing else {
            message = Message(.hint, "Nothing was done to those marked; nothing was changed")
            return []
        }
        mode = .confirmingAll(BatchConfirmation(shown))
        return []
    }

    /// Each family is a work of its own.
    mutating func begin(_ batch: Batch) -> [Effect] {
        lists.marks = []
        let effects = batch.plans.flatMap { begin($0) }
        return effects.filter { $0 != .operation(.tick) }
            + (effects.contains(.operation(.tick)) ? [.operation(.tick)] : [])
    }
}
