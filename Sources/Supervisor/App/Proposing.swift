import Engine
import Families

// What a plan leads to: the question, or what is begun at once; and what follows from the answer.
extension State {
    mutating func change(_ action: Action) -> [Effect] {
        guard mayChange() else { return [] }
        guard lists.family != nil || !lists.marks.isEmpty else {
            message = nothingToChange
            return []
        }
        return operations.change(action, lists, keymap, &message).effects(on: engine.id)
    }

    /// - Parameter family: that a command names.
    mutating func mayChange(_ family: FamilyName? = nil) -> Bool {
        guard leaving == .staying else { return false }
        guard !settings.isReadOnly else {
            message = Message(.hint, "Read-only: changes are disabled")
            return false
        }
        return family.map { operations.isFree($0, keymap, &message) } ?? true
    }

    private var nothingToChange: Message {
        if case .lost(let error, _) = engine.connection {
            Message(.failure, error.problem, remedy: error.remedy)
        } else if let row = lists.row {
            Message(.hint, "\(row.container.name) does not belong to a family; only families can be changed here")
        } else if !lists.families.isEmpty {
            Message(.hint, "Nothing is selected", remedy: "Press Esc to clear the filter")
        } else {
            Message(.hint, "No families yet", remedy: "Build one: dockervisor build NAME PATH")
        }
    }

    /// What gives nothing up is done at once; everything else is shown first.
    mutating func propose(_ proposal: ProposedPlan, for operation: Operation) -> [Effect] {
        if proposal.isChanged { operations.withdraw(operation) }
        guard operations.planning == operation || proposal.isChanged else { return [] }
        if operations.planning == operation { operations.planning = nil }
        guard leaving != .decided else { return quit() }
        guard !proposal.isAlreadySo || proposal.isRecovery else {
            message = Message(.done, proposal.plan.result)
            return []
        }
        guard proposal.isAsked else { return begin([proposal]) }
        return ask(
            .confirming(Confirmation(proposal)), else: "Canceled \(operation.words); nothing was changed")
    }

    /// Asks the question, unless another dialog is open by now or the program is about to end.
    mutating func ask(_ question: Mode, else words: String) -> [Effect] {
        guard leaving != .decided else { return quit() }
        guard mode == .browsing else {
            message = Message(.hint, words)
            return []
        }
        mode = question
        return []
    }

    /// Also when it was confirmed and cannot be done any more: then nothing was begun.
    mutating func refuse(_ operation: Operation, _ refusal: Refusal) -> [Effect] {
        operations.isPreparing = false
        if operations.planning == operation { operations.planning = nil }
        operations.withdraw(operation)
        message =
            switch refusal {
            case .busy:
                Message(
                    .hint, refusal.problem, remedy: "A message appears here when it has ended",
                    waitsFor: operation.family)
            case .interrupted:
                Message(
                    .failure, refusal.problem, remedy: "Press \(keymap.label(of: .recover)) to complete or revert it")
            default: Message(.failure, refusal.problem, remedy: refusal.remedy)
            }
        guard leaving != .decided else { return quit() }
        return engine.forgetInterruption(of: operation.family, isFrozen: isFrozen).effects(on: engine.id)
    }

    /// Each family is a work of its own.
    mutating func begin(_ plans: [ProposedPlan]) -> [Effect] {
        showBegun(mayBegin ? operations.begin(plans, keymap, &message) : [])
    }

    mutating func begin(_ order: BuildOrder) -> [Effect] {
        let begun = mayBegin ? operations.begin(order, keymap, &message) : []
        if !begun.isEmpty { lists.fleet.expect([order.family]) }
        return showBegun(begun)
    }

    private var mayBegin: Bool { !settings.isReadOnly && leaving != .decided }

    private mutating func showBegun(_ effects: [OperationEffect]) -> [Effect] {
        guard !effects.isEmpty else { return [] }
        inspector.turn(to: .output)
        return effects.effects(on: engine.id) + thaw()
    }
}
