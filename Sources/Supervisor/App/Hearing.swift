import Engine
import Families
import FoundationEssentials

// What comes from outside, where it concerns several features.
extension State {
    mutating func hear(_ event: ConnectionEvent) -> [Effect] {
        switch event {
        case .fleetRead where isFrozen, .snapshotFailed where isFrozen: engine.postpone()
        case .fleetRead(let fleet, let time): return take(fleet, at: time)
        case .snapshotFailed(let error, let time): return engine.lose(error, at: time).effects(on: engine.id)
        case .engineSilent(let seconds): if engine.isReading, !isFrozen { engine.silentSeconds = seconds }
        case .interruptionsRead(let found):
            let effects = engine.take(found, in: lists.fleet, isFrozen: isFrozen).effects(on: engine.id)
            if !isFrozen { sayWhenOver() }
            return effects
        case .versionRead(let version): engine.version = version
        case .engineTooOld(let error): message = Message(.failure, error.problem, remedy: error.remedy)
        case .detailsRead(let details):
            engine.take(details, isFrozen: isFrozen)
            panes.rest(isLong: false, engine, operations)
        case .engineListening:
            engine.isListening = true
            return engine.readAgain(isFrozen: isFrozen).effects(on: engine.id)
        case .engineChanged(let change):
            if engine.details[change.id] != nil { engine.outdatedDetails.insert(change.id) }
            return engine.readAgain(isFrozen: isFrozen).effects(on: engine.id)
        case .listeningEnded:
            engine.isListening = false
            return engine.readAgain(isFrozen: isFrozen).effects(on: engine.id)
        case .pollDue: return engine.poll(isFrozen: isFrozen).effects(on: engine.id)
        }
        return []
    }

    private mutating func take(_ fleet: Fleet, at time: Date) -> [Effect] {
        var fleet = fleet
        let isFirst = engine.readAt == nil
        let isBack = engine.connection != .live
        let effects = engine.take(&fleet, at: time).effects(on: engine.id)
        // A family that needs attention is selected first.
        if isFirst { lists.selectedFamily = fleet.unsteady.first?.id }
        let expected = operations.works.filter { $0.value.isBuild }.keys
        if lists.take(fleet, expecting: expected) { inspector.scrolled = 0 }
        sayWhenOver()
        sayWhenBroken()
        let isRunning = panes.below.lists.anyContainer?.state == .running
        return effects + engine.wantInterruptions(in: lists.fleet).effects(on: engine.id)
            + inspector.followAgain(isRunning: isRunning, isEngineBack: isBack).effects(on: engine.id)
    }

    /// While it was frozen the engine was not looked at; what happened meanwhile is looked up now.
    mutating func thaw() -> [Effect] {
        guard isFrozen else { return [] }
        isFrozen = false
        let missed = inspector.followMissedLines().effects(on: engine.id)
        guard engine.isStale else { return missed }
        engine.isStale = false
        return engine.readAgain(isFrozen: false).effects(on: engine.id) + missed
    }

    /// A container that crashes soon after it was said to be running.
    private mutating func sayWhenBroken() {
        guard var promise, promise.message == message else { return }
        promise.looks += 1
        self.promise = promise
        guard promise.looks > 1, let problem = lists.fleet.family(promise.family)?.brokenPromise else { return }
        message = Message(.failure, problem, remedy: "\(keymap.label(of: .logs)) shows its log")
    }

    /// Says that another user's operation is over, if the message is about one.
    private mutating func sayWhenOver() {
        guard let family = message?.waitsFor else { return }
        let isLeft = engine.interruptions[family]?.isUnderWay == false
        guard isLeft || lists.fleet.family(family)?.interruption == nil else { return }
        message = Message(.hint, "The operation on \(family) has ended")
    }

    mutating func hear(_ event: OperationEvent) -> [Effect] {
        switch event {
        case .configurationsRead(let family, let names, let preselected):
            operations.isPreparing = false
            guard mode == .browsing, leaving != .decided else { return [] }
            guard names.count > 1 else {
                return operations.plan(.startNew(family, configuration: names.first)).effects(on: engine.id)
            }
            let selected = names.firstIndex { $0 == preselected } ?? 0
            mode = .choosingConfiguration(ConfigurationChoice(family, names: names, selected: selected))
        case .planned(let operation, let proposal): return propose(proposal, for: operation)
        case .refused(let operation, let refusal): return refuse(operation, refusal)
        case .batchPlanned(let wanted, let batch):
            guard operations.batch == wanted else { return [] }
            operations.batch = []
            return ask(
                .confirmingAll(BatchConfirmation(batch)), else: "Canceled; nothing was changed")
        case .progressed(let family, let progress): operations.note(progress, of: family)
        case .ended(let family, let outcome):
            operations.end(family, with: outcome)
            message = outcome.message
            if case .done(let plan) = outcome, plan.promoted != nil {
                promise = Promise(message: message, family: family)
            }
            engine.outdateDetails(of: lists.fleet.family(family)?.members ?? [])
            return leaving == .decided
                ? quit() : engine.forgetInterruption(of: family, isFrozen: isFrozen).effects(on: engine.id)
        case .ticked: return operations.tick().effects(on: engine.id)
        case .folderFound(let family, let folder):
            operations.isPreparing = false
            guard mode == .browsing, leaving != .decided else { return [] }
            mode = .askingFolder(FolderQuestion(family, text: folder))
        case .folderCompleted(let text, let completion):
            if mode.complete(text, with: completion), completion.choices.count != 1 {
                let choices = completion.choices.joined(separator: "  ")
                message = Message(.hint, choices.isEmpty ? "No matching directory" : choices)
            }
        case .buildPrinted(let family, let lines):
            operations.print(lines, of: family)
            let isReadBack =
                inspector.scrolled > 0 && FamilyID(family, on: engine.id) == lists.selectedFamily
                && inspector.tab == .output
            if isReadBack { inspector.scroll(by: lines.count) }
        case .buildEnded(let family, let ending):
            operations.end(family, with: ending)
            message = ending.message(
                of: family, isSelected: FamilyID(family, on: engine.id) == lists.selectedFamily, keymap)
            return leaving == .decided ? quit() : []
        }
        return []
    }
}

extension Family {
    /// What is so instead, where a container was said to be running and is not any more.
    fileprivate var brokenPromise: String? {
        guard let container = (active.first ?? latest)?.container else { return "no container of \(name) is left" }
        switch container.state {
        case .running, .paused: return nil
        case .restarting: return "\(container.name) keeps restarting: exit code \(container.exitCode ?? 0)"
        default: return "\(container.name) is not running any more: exit code \(container.exitCode ?? 0)"
        }
    }
}
