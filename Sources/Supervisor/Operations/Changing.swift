import Console
import Engine
import Families

extension State {
    mutating func hear(_ event: OperationEvent) -> [Effect] {
        switch event {
        case .configurationsRead(let family, let names, let preselected):
            return offer(names, preselected: preselected, of: family)
        case .planned(let operation, let plan): return show(plan, of: operation)
        case .refused(let operation, let refusal): return refuse(operation, refusal)
        case .batchPlanned(let operations, let batch): return show(batch, of: operations)
        case .progressed(let family, let progress): note(progress, of: family)
        case .ended(let family, let outcome): return end(family, with: outcome)
        case .ticked: return tick()
        case .folderFound(let family, let folder): askFolder(folder, of: family)
        case .folderCompleted(let text, let completion): complete(text, with: completion)
        case .buildPrinted(let family, let lines): print(lines, of: family)
        case .buildEnded(let family, let ending): return end(family, with: ending)
        }
        return []
    }

    // MARK: Before

    /// A key that changes something: asks for the plan, or for what the plan needs.
    mutating func change(_ action: Action) -> [Effect] {
        guard leaving == .staying, isAllowed() else { return [] }
        guard lists.marks.isEmpty else { return changeMarked(action) }
        guard let family = lists.family else {
            sayThereIsNone()
            return []
        }
        if action == .rollback, mayGiveUp(family.name) { return giveUp(family.name) }
        if action == .stop, isBuilding(family.name) { return askToCancel(family.name) }
        guard isFree(family.name) else { return [] }
        dropQuestion()
        switch action {
        case .build, .startNew:
            isPreparing = true
            return [
                action == .build ? .operation(.findFolder(family.name)) : .operation(.readConfigurations(family.name))
            ]
        case .start: return plan(startOperation(of: family))
        case .stop: return plan(.stop(family.name))
        case .markStable: return plan(.markStable(family.name))
        case .rollback: return plan(family.isStableGone ? .startFromTag(family.name) : .rollback(family.name))
        case .undo: return plan(.undo(family.name))
        case .recover: return recover(family.name)
        case .cleanUp: return plan(.cleanUp(family.name, containers: nil))
        default: return []
        }
    }

    // MARK: Giving up

    package func mayGiveUp(_ family: FamilyName) -> Bool {
        if case .switching(let work) = works[family] { work.mayBeGivenUp } else { false }
    }

    /// It is the opposite of what the key does else: once is not enough.
    private mutating func giveUp(_ family: FamilyName) -> [Effect] {
        guard case .switching(var work) = works[family] else { return [] }
        let new = work.plan.promoted?.name ?? family.text
        let old = work.plan.replaced.map { "\($0.name) comes back" } ?? "nothing serves then"
        guard isAskedAgain(.rollback, family) else {
            let key = keymap.label(of: .rollback)
            message = Message(.hint, "\(new) is on probation: \(key) again gives it up, and \(old)")
            return []
        }
        work.isGivenUp = true
        works[family] = .switching(work)
        message = Message(.hint, "\(new) is given up: \(old)")
        return [.operation(.giveUp(family))]
    }

    private mutating func isAskedAgain(_ action: Action, _ family: FamilyName) -> Bool {
        let question = AskedTwice(action: action, family: family)
        defer { asked = asked == question ? nil : question }
        return asked == question
    }

    package func isBuilding(_ family: FamilyName) -> Bool {
        if case .building(let work) = works[family] { work.ending == nil } else { false }
    }

    /// What took long would be lost: once is not enough.
    private mutating func askToCancel(_ family: FamilyName) -> [Effect] {
        guard isAskedAgain(.stop, family) else {
            message = Message(
                .hint,
                "build \(family) is under way: \(keymap.label(of: .stop)) again cancels it; the image stays as it was")
            return []
        }
        message = Message(.hint, "build \(family) is being cancelled ...")
        return [.cancelBuild(family)]
    }

    /// What was asked before is not looked up any more: one thing at a time.
    mutating func dropQuestion() { (planning, batch, isPreparing) = (nil, [], false) }

    /// For a command that names its family.
    mutating func mayChange(_ family: FamilyName) -> Bool {
        guard leaving == .staying, isAllowed(), isFree(family) else { return false }
        dropQuestion()
        return true
    }

    mutating func isAllowed() -> Bool {
        if settings.isReadOnly { message = Message(.hint, "Read-only: nothing is changed from here") }
        return !settings.isReadOnly
    }

    private mutating func sayThereIsNone() {
        if case .lost(let error, _) = engine.connection {
            message = Message(.failure, error.problem, remedy: error.remedy)
        } else if let row = lists.row {
            message = Message(.hint, "\(row.container.name) is of no family: only families are changed from here")
        } else if !lists.families.isEmpty {
            message = Message(.hint, "Nothing is selected", remedy: "Esc shows everything again")
        } else {
            message = Message(.hint, "There is no family yet", remedy: "Build one: dockervisor build NAME PATH")
        }
    }

    /// One work per family; several families at once.
    mutating func isFree(_ family: FamilyName) -> Bool {
        guard let work = works[family], work.isUnderWay else { return true }
        message = Message(
            .hint, "\(work.words) is under way", remedy: "\(keymap.label(of: .toggleOutput)) shows how far it is")
        return false
    }

    mutating func recover(_ family: FamilyName, _ wishes: Wishes = Wishes()) -> [Effect] {
        guard lists.fleet.family(family)?.interruption != nil else {
            message = Message(.hint, "Nothing of \(family) was interrupted")
            return []
        }
        return plan(.recover(family), wishes)
    }

    private func startOperation(of family: Family) -> Operation {
        guard lists.isContainerMeant, let member = lists.container else { return .startLatest(family.name) }
        return .startContainer(family.name, name: member.name)
    }

    mutating func askFolder(_ folder: String, of family: FamilyName) {
        isPreparing = false
        guard mode == .browsing, leaving != .decided else { return }
        mode = .askingFolder(family, text: folder)
    }

    mutating func plan(_ operation: Operation, _ wishes: Wishes = Wishes()) -> [Effect] {
        planning = operation
        batch = []
        return [.operation(.plan(operation, wishes))]
    }

    mutating func offer(_ names: [String], preselected: String?, of family: FamilyName) -> [Effect] {
        isPreparing = false
        guard mode == .browsing, leaving != .decided else { return [] }
        guard names.count > 1 else { return plan(.startNew(family, configuration: names.first)) }
        let selected = names.firstIndex { $0 == preselected } ?? 0
        mode = .choosingConfiguration(family, names: names, selected: selected)
        return []
    }

    /// What gives nothing up is done at once; everything else is shown first.
    mutating func show(_ confirmed: ConfirmedPlan, of operation: Operation) -> [Effect] {
        if confirmed.isChanged {
            withdraw(operation)
        } else {
            guard planning == operation else { return [] }
        }
        if planning == operation { planning = nil }
        guard leaving != .decided else { return quit() }
        let isRecovery = operation == .recover(operation.family)
        if confirmed.isAlreadySo, !isRecovery {
            message = Message(.done, confirmed.plan.summary)
            return []
        }
        let isAsked =
            confirmed.plan.givesSomethingUp || confirmed.plan.isDoubtful || confirmed.isChanged || isRecovery
            || confirmed.recovery != nil
        guard isAsked else { return begin(confirmed) }
        guard mode == .browsing else {
            message = Message(.hint, "\(operation.words) was not done; nothing was changed")
            return []
        }
        mode = .confirming(confirmed, scrolled: 0)
        return []
    }

    /// Also when it was confirmed and cannot be done any more: then nothing was begun.
    mutating func refuse(_ operation: Operation, _ refusal: Refusal) -> [Effect] {
        isPreparing = false
        if planning == operation { planning = nil }
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

    /// It was confirmed and then not begun.
    private mutating func withdraw(_ operation: Operation) {
        guard case .switching(let work) = works[operation.family], work.outcome == nil,
            work.plan.operation == operation
        else { return }
        works[operation.family] = nil
        if operation.family == lists.selectedFamily { inspector.tab = .details }
    }

    mutating func begin(_ confirmed: ConfirmedPlan) -> [Effect] {
        let family = confirmed.plan.operation.family
        guard !settings.isReadOnly, leaving != .decided, isFree(family) else { return [] }
        works[family] = .switching(Work.Switching(plan: confirmed.plan))
        inspector.turn(to: .output)
        return [.operation(.perform(confirmed)), .operation(.tick)] + thaw()
    }

    mutating func beginBuild(_ order: BuildOrder) -> [Effect] {
        guard !settings.isReadOnly, leaving != .decided, isFree(order.family) else { return [] }
        works[order.family] = .building(Work.Building(order: order))
        lists.fleet.expect([order.family])
        inspector.turn(to: .output)
        return [.operation(.build(order)), .operation(.tick)] + thaw()
    }

    // MARK: Meanwhile

    /// Only while something is under way: nothing is drawn when nothing changes.
    mutating func tick() -> [Effect] {
        let underWay = works.filter { $0.value.isUnderWay }.keys
        for family in underWay { works[family]?.tick() }
        return underWay.isEmpty ? [] : [.operation(.tick)]
    }

    mutating func note(_ progress: Progress, of family: FamilyName) {
        guard case .switching(var work) = works[family] else { return }
        work.apply(progress)
        works[family] = .switching(work)
    }

    mutating func print(_ lines: [String], of family: FamilyName) {
        guard case .building(var work) = works[family] else { return }
        work.append(lines)
        works[family] = .building(work)
        let isReadBack = inspector.scrolled > 0 && family == lists.selectedFamily && inspector.tab == .output
        if isReadBack { inspector.scroll(by: lines.count) }
    }

    // MARK: After

    mutating func end(_ family: FamilyName, with outcome: Outcome) -> [Effect] {
        if case .switching(var work) = works[family] {
            work.outcome = outcome
            works[family] = .switching(work)
        }
        switch outcome {
        case .done(let plan): message = Message(.done, plan.summary)
        case .alreadySo(let summary): message = Message(.done, summary)
        case .undone(let failure) where failure.isGivenUp:
            message = Message(.hint, failure.problem, remedy: failure.stateNow)
        case .undone(let failure), .needsPerson(let failure):
            message = Message(
                .failure, "\(failure.plan.operation.words) failed: \(failure.problem)", remedy: failure.stateNow)
        }
        outdateDetails(of: family)
        return leaving == .decided ? quit() : detailsWanted() + lookForInterruption(of: family)
    }

    /// What was seen of it while it was under way is not so any more.
    private mutating func lookForInterruption(of family: FamilyName) -> [Effect] {
        engine.interruptions.removeValue(forKey: family) == nil ? [] : readAgain()
    }

    /// What was read in the middle of a switch says of its end what is not so any more.
    private mutating func outdateDetails(of family: FamilyName) {
        let members = lists.fleet.family(family)?.members ?? []
        engine.outdatedDetails.formUnion(members.map(\.id).filter { engine.details[$0] != nil })
    }

    mutating func end(_ family: FamilyName, with ending: BuildEnding) -> [Effect] {
        if case .building(var work) = works[family] {
            work.ending = ending
            works[family] = .building(work)
        }
        switch ending {
        case .built(let result) where result.isNew:
            message = Message(
                .done, "built \(family): \(shortID(result.image))",
                remedy: (family == lists.selectedFamily ? "" : "Go to \(family): ")
                    + "\(keymap.label(of: .startNew)) starts it as a new container")
        case .built(let result):
            message = Message(.done, "nothing changed: \(family) is \(shortID(result.image)), as before")
        case .failed(let refusal): message = Message(.failure, refusal.problem, remedy: refusal.remedy)
        case .cancelled:
            message = Message(
                .hint, "build \(family) was cancelled; its image is as it was",
                remedy: "\(keymap.label(of: .build)) builds again, from what the cache has by now")
        }
        return leaving == .decided ? quit() : []
    }
}
