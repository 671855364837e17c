import Engine
import Families
import FoundationEssentials

/// While events tell what changed, a look from time to time is enough; without them it must be often.
private let calmPoll = Duration.seconds(60)
private let anxiousPoll = Duration.seconds(5)

extension State {
    mutating func hear(_ event: ConnectionEvent) -> [Effect] {
        switch event {
        case .fleetRead where isFrozen, .snapshotFailed where isFrozen:
            engine.isReading = false
            engine.silentSeconds = 0
            engine.isStale = true
        case .fleetRead(let fleet, let time):
            let effects = take(fleet, at: time)
            return effects + inspector.followAgain(isRunning: below.lists.anyContainer?.state == .running)
        case .snapshotFailed(let error, let time): return lose(error, at: time)
        case .engineSilent(let seconds): if engine.isReading, !isFrozen { engine.silentSeconds = seconds }
        case .interruptionsRead(let found):
            engine.isReadingInterruptions = false
            guard !isFrozen else {
                engine.isStale = true
                break
            }
            engine.interruptions = found.filter { lists.fleet.family($0.key)?.interruption != nil }
            sayWhenOver()
            if engine.areInterruptionsStale { return interruptionsWanted() }
        case .versionRead(let version): engine.version = version
        case .engineTooOld(let error): message = Message(.failure, error.problem, remedy: error.remedy)
        case .detailsRead(let details):
            take(isFrozen ? details.filter { engine.details[$0.id] == nil } : details)
            rest(isLong: false)
        case .engineListening:
            engine.isListening = true
            return readAgain()
        case .engineChanged(let change):
            if engine.details[change.id] != nil { engine.outdatedDetails.insert(change.id) }
            return readAgain()
        case .listeningEnded:
            engine.isListening = false
            return readAgain()
        case .pollDue:
            engine.isListenDue = true
            return readAgain()
        }
        return []
    }

    /// One look at a time, and none while frozen: what happens meanwhile asks for one more afterwards.
    mutating func readAgain() -> [Effect] {
        guard !engine.isReading, !isFrozen else {
            engine.isStale = true
            return []
        }
        engine.isReading = true
        return [.connection(.readSnapshot)]
    }

    private mutating func take(_ fleet: Fleet, at time: Date) -> [Effect] {
        let wasLive = engine.connection == .live
        let isFirst = engine.readAt == nil
        engine.silentSeconds = 0
        var fleet = fleet
        engine.loops.judge(&fleet)
        engine.isReading = false
        engine.connection = .live
        engine.readAt = time
        let unsteady = Set(fleet.families.filter { $0.interruption != nil }.map(\.name))
        engine.interruptions = engine.interruptions.filter { unsteady.contains($0.key) }
        engine.forgetDetails { !fleet.has($0) }
        // What waits for somebody comes first.
        if isFirst { lists.selectedFamily = fleet.families.first { unsteady.contains($0.name) }?.name }
        if lists.take(fleet, expecting: operations.works.filter { $0.value.isBuild }.keys) { inspector.scrolled = 0 }
        sayWhenOver()
        return detailsWanted() + (wasLive ? [] : [.connection(.readVersion)]) + listenAgain() + goOn()
            + interruptionsWanted()
    }

    /// Of every family that is not in a steady state; one look at a time.
    private mutating func interruptionsWanted() -> [Effect] {
        let unsteady = lists.families.filter { $0.interruption != nil }
        engine.areInterruptionsStale = engine.isReadingInterruptions && !unsteady.isEmpty
        guard !unsteady.isEmpty, !engine.isReadingInterruptions else { return [] }
        engine.isReadingInterruptions = true
        return [.connection(.readInterruptions(unsteady))]
    }

    /// What somebody else was at, when that was said last.
    private mutating func sayWhenOver() {
        guard let family = message?.waitsFor else { return }
        let isLeft = engine.interruptions[family]?.isUnderWay == false
        guard isLeft || lists.fleet.family(family)?.interruption == nil else { return }
        message = Message(.hint, "nobody is at work on \(family) any more")
    }

    /// While a look is under way these may be older than what it was begun for: then they are asked for once more.
    private mutating func take(_ details: [ContainerDetails]) {
        for one in details { engine.details[one.id] = one }
        if !engine.isReading { engine.outdatedDetails.subtract(details.map(\.id)) }
    }

    private mutating func lose(_ error: EngineError, at time: Date) -> [Effect] {
        engine.isReading = false
        engine.silentSeconds = 0
        if case .lost(_, let since) = engine.connection {
            engine.connection = .lost(error, since: since)
        } else {
            engine.connection = .lost(error, since: time)
        }
        return goOn()
    }

    private mutating func listenAgain() -> [Effect] {
        guard !engine.isListening, engine.isListenDue else { return [] }
        engine.isListenDue = false
        return [.connection(.listen)]
    }

    private mutating func goOn() -> [Effect] {
        if engine.isStale {
            engine.isStale = false
            return readAgain()
        }
        // That somebody who is at work has died is no event of the engine.
        let isCalm =
            engine.isListening && engine.connection == .live
            && !engine.interruptions.values.contains(where: \.isUnderWay)
        return [.connection(.pollAfter(isCalm ? calmPoll : anxiousPoll))]
    }

    /// Details of every container of the selected family, or of the one of no family, if those of one are not known.
    func detailsWanted() -> [Effect] {
        guard engine.connection == .live else { return [] }
        let ids = lists.family?.members.map(\.id) ?? lists.row.map { [$0.id] } ?? []
        let isKnown = ids.allSatisfy { engine.details[$0] != nil && !engine.outdatedDetails.contains($0) }
        return isKnown ? [] : [.connection(.readDetails(ids))]
    }
}
