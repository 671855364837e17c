import Engine
import Families

// Keys that ask for an operation, up to its plan.
extension Operations {
    /// What is selected gets what the key asks for: its plan, or what the plan needs.
    mutating func change(
        _ action: Action, _ lists: Lists, _ keymap: Keymap, _ message: inout Message?
    ) -> [OperationEffect] {
        guard lists.marks.isEmpty else { return changeMarked(action, lists, keymap, &message) }
        guard let family = lists.family else { return [] }
        let name = family.name
        if action == .rollback, mayGiveUp(name) { return giveUp(name, keymap, &message) }
        if action == .stop, isBuilding(name) { return cancelBuild(of: name, keymap, &message) }
        guard isFree(name, keymap, &message) else { return [] }
        switch action {
        case .build: return prepare(.findFolder(name))
        case .startNew: return prepare(.readConfigurations(name))
        case .start:
            let chosen = lists.isContainerMeant ? lists.container : nil
            return plan(chosen.map { .startContainer(name, name: $0.name) } ?? .startLatest(name))
        case .rollback: return plan(family.isStableGone ? .startFromTag(name) : .rollback(name))
        case .recover: return recover(name, on: nil, lists, &message)
        default: return operation(action, name).map { plan($0) } ?? []
        }
    }

    /// One work per family; several families at once.
    func isFree(_ family: FamilyName, _ keymap: Keymap, _ message: inout Message?) -> Bool {
        guard let work = works[family], work.isUnderWay else { return true }
        message = Message(
            .hint, "\(work.words) is in progress", remedy: "\(keymap.label(of: .toggleOutput)) shows its output")
        return false
    }

    mutating func recover(
        _ family: FamilyName, on terms: Terms?, _ lists: Lists, _ message: inout Message?
    ) -> [OperationEffect] {
        guard lists.fleet.family(family)?.interruption != nil else {
            dropQuestion()
            message = Message(.hint, "\(family) has no interrupted operation")
            return []
        }
        return plan(.recover(family), on: terms)
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

    // MARK: Marked rows

    /// Asks for a plan for each family that a row is marked of.
    private mutating func changeMarked(
        _ action: Action, _ lists: Lists, _ keymap: Keymap, _ message: inout Message?
    ) -> [OperationEffect] {
        guard action.isForSeveral else {
            message = Message(
                .hint, "This works on one family at a time", remedy: "Press Esc to clear the marks, then try again")
            return []
        }
        let families = lists.markedFamilies.map(\.name)
        let rows = Dictionary(grouping: lists.markedRows) { $0.family }
        let names = Set(families + rows.keys.compactMap(\.self)).sorted()
        if names.isEmpty { message = Message(.hint, "None of the marked rows belongs to a family") }
        if action == .start, let (family, _) = rows.first(where: { $0.key != nil && $0.value.count > 1 }), let family {
            message = Message(.hint, "Several containers of \(family) are marked; only one can be started")
            return []
        }
        let wanted = names.compactMap { name -> Operation? in
            switch (action, rows[name]) {
            case (.cleanUp, let rows?): .cleanUp(name, containers: rows.map(\.id))  // exactly those that are marked
            case (.start, let rows?): .startContainer(name, name: rows[0].container.name)
            default: operation(action, name)
            }
        }
        return wanted.allSatisfy { isFree($0.family, keymap, &message) } ? planAll(wanted) : []
    }
}
