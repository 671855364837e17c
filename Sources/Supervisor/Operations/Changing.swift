import Console
import Engine
import Families

// Keys that change something, up to the question, and what follows from the answer.
extension State {
    mutating func hear(_ event: OperationEvent) -> [Effect] {
        switch event {
        case .configurationsRead(let family, let names, let preselected):
            return offer(names, preselected: preselected, of: family)
        case .planned(let operation, let plan): return show(plan, of: operation)
        case .refused(let operation, let refusal): return refuse(operation, refusal)
        case .batchPlanned(let operations, let batch): return show(batch, of: operations)
        case .progressed(let family, let progress): operations.note(progress, of: family)
        case .ended(let family, let outcome): return end(family, with: outcome)
        case .ticked: return operations.tick()
        case .folderFound(let family, let folder): askFolder(folder, of: family)
        case .folderCompleted(let text, let completion): complete(text, with: completion)
        case .buildPrinted(let family, let lines):
            operations.print(lines, of: family)
            let isReadBack = inspector.scrolled > 0 && family == lists.selectedFamily && inspector.tab == .output
            if isReadBack { inspector.scroll(by: lines.count) }
        case .buildEnded(let family, let ending):
            operations.end(family, with: ending)
            message = ending.message(of: family, isSelected: family == lists.selectedFamily, keymap)
            return leaving == .decided ? quit() : []
        }
        return []
    }

    // MARK: Before

    /// A key that changes something: asks for the plan, or for what the plan needs.
    mutating func change(_ action: Action) -> [Effect] {
        guard leaving == .staying, isAllowed() else { return [] }
        guard lists.marks.isEmpty else { return changeMarked(action) }
        guard let family = lists.family else {
            message = nothingToChange
            return []
        }
        let name = family.name
        if action == .rollback, operations.mayGiveUp(name) { return operations.giveUp(name, keymap, &message) }
        if action == .stop, operations.isBuilding(name) { return operations.cancelBuild(of: name, keymap, &message) }
        guard isFree(name) else { return [] }
        switch action {
        case .build: return operations.prepare(.findFolder(name))
        case .startNew: return operations.prepare(.readConfigurations(name))
        case .start: return operations.plan(startOperation(of: family))
        case .stop: return operations.plan(.stop(name))
        case .markStable: return operations.plan(.markStable(name))
        case .rollback: return operations.plan(family.isStableGone ? .startFromTag(name) : .rollback(name))
        case .undo: return operations.plan(.undo(name))
        case .recover: return recover(name)
        case .cleanUp: return operations.plan(.cleanUp(name, containers: nil))
        default: return []
        }
    }

    /// For a command that names its family.
    mutating func mayChange(_ family: FamilyName) -> Bool { leaving == .staying && isAllowed() && isFree(family) }

    mutating func isAllowed() -> Bool {
        if settings.isReadOnly { message = Message(.hint, "Read-only: nothing is changed from here") }
        return !settings.isReadOnly
    }

    private var nothingToChange: Message {
        if case .lost(let error, _) = engine.connection {
            Message(.failure, error.problem, remedy: error.remedy)
        } else if let row = lists.row {
            Message(.hint, "\(row.container.name) is of no family: only families are changed from here")
        } else if !lists.families.isEmpty {
            Message(.hint, "Nothing is selected", remedy: "Esc shows everything again")
        } else {
            Message(.hint, "There is no family yet", remedy: "Build one: dockervisor build NAME PATH")
        }
    }

    /// One work per family; several families at once.
    mutating func isFree(_ family: FamilyName) -> Bool {
        guard let work = operations.works[family], work.isUnderWay else { return true }
        message = Message(
            .hint, "\(work.words) is under way", remedy: "\(keymap.label(of: .toggleOutput)) shows how far it is")
        return false
    }

    mutating func recover(_ family: FamilyName, _ wishes: Wishes = Wishes()) -> [Effect] {
        guard lists.fleet.family(family)?.interruption != nil else {
            operations.dropQuestion()
            message = Message(.hint, "Nothing of \(family) was interrupted")
            return []
        }
        return operations.plan(.recover(family), wishes)
    }

    private func startOperation(of family: Family) -> Operation {
        guard lists.isContainerMeant, let member = lists.container else { return .startLatest(family.name) }
        return .startContainer(family.name, name: member.name)
    }

    private mutating func askFolder(_ folder: String, of family: FamilyName) {
        operations.isPreparing = false
        guard mode == .browsing, leaving != .decided else { return }
        mode = .askingFolder(FolderQuestion(family, text: folder))
    }

    private mutating func offer(_ names: [String], preselected: String?, of family: FamilyName) -> [Effect] {
        operations.isPreparing = false
        guard mode == .browsing, leaving != .decided else { return [] }
        guard names.count > 1 else { return operations.plan(.startNew(family, configuration: names.first)) }
        let selected = names.firstIndex { $0 == preselected } ?? 0
        mode = .choosingConfiguration(ConfigurationChoice(family, names: names, selected: selected))
        return []
    }

    /// What gives nothing up is done at once; everything else is shown first.
    private mutating func show(_ confirmed: ProposedPlan, of operation: Operation) -> [Effect] {
        if confirmed.isChanged {
            withdraw(operation)
        } else {
            guard operations.planning == operation else { return [] }
        }
        if operations.planning == operation { operations.planning = nil }
        guard leaving != .decided else { return quit() }
        guard !confirmed.isAlreadySo || confirmed.isRecovery else {
            message = Message(.done, confirmed.plan.summary)
            return []
        }
        guard confirmed.isAsked else { return begin(confirmed) }
        guard mode == .browsing else {
            message = Message(.hint, "\(operation.words) was not done; nothing was changed")
            return []
        }
        mode = .confirming(Confirmation(confirmed))
        return []
    }

    /// Also when it was confirmed and cannot be done any more: then nothing was begun.
    private mutating func refuse(_ operation: Operation, _ refusal: Refusal) -> [Effect] {
        operations.isPreparing = false
        if operations.planning == operation { operations.planning = nil }
        withdraw(operation)
        message =
            if case .busy = refusal {
                Message(.hint, refusal.problem, remedy: "It is shown here when it is over", waitsFor: operation.family)
            } else {
                Message(.failure, refusal.problem, remedy: remedy(of: refusal))
            }
        return leaving == .decided ? quit() : lookForInterruption(of: operation.family)
    }

    /// By a key, where there is one for it.
    private func remedy(of refusal: Refusal) -> String {
        guard case .interrupted = refusal else { return refusal.remedy }
        return "\(keymap.label(of: .recover)) finishes it or takes it back"
    }

    private mutating func withdraw(_ operation: Operation) {
        let isShown = operations.withdraw(operation) && operation.family == lists.selectedFamily
        if isShown { inspector.tab = .details }
    }

    mutating func begin(_ confirmed: ProposedPlan) -> [Effect] {
        guard mayBegin(confirmed.plan.operation.family) else { return [] }
        inspector.turn(to: .output)
        return operations.begin(confirmed) + thaw()
    }

    mutating func beginBuild(_ order: BuildOrder) -> [Effect] {
        guard mayBegin(order.family) else { return [] }
        lists.fleet.expect([order.family])
        inspector.turn(to: .output)
        return operations.begin(order) + thaw()
    }

    private mutating func mayBegin(_ family: FamilyName) -> Bool {
        !settings.isReadOnly && leaving != .decided && isFree(family)
    }

    // MARK: After

    private mutating func end(_ family: FamilyName, with outcome: Outcome) -> [Effect] {
        operations.end(family, with: outcome)
        message = outcome.message
        engine.outdateDetails(of: lists.fleet.family(family)?.members ?? [])
        return leaving == .decided ? quit() : detailsWanted() + lookForInterruption(of: family)
    }

    /// What was seen of it while it was under way is not so any more.
    private mutating func lookForInterruption(of family: FamilyName) -> [Effect] {
        engine.interruptions.removeValue(forKey: family) == nil ? [] : readAgain()
    }
}

extension ProposedPlan {
    var isRecovery: Bool { if case .recover = plan.operation { true } else { false } }

    /// Whether it is shown before it is done.
    var isAsked: Bool { plan.givesSomethingUp || plan.isDoubtful || isChanged || isRecovery || recovery != nil }
}
