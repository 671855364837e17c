import Engine
import Families
import FoundationEssentials

/// What is known of one engine besides its lists.
package struct EngineState: Equatable, Sendable {
    /// `local`, `ssh://ops@web1`, `demo`.
    package let endpoint: String
    package var id: EngineID { EngineID(endpoint) }
    package var version: EngineVersion?
    package var connection = Connection.connecting
    /// What is under way elsewhere or was interrupted.
    package var interruptions: [FamilyName: Interrupted] = [:]
    /// Looks come often where much happens: one that took the time of the last would never come to an end.
    private var isReadingInterruptions = false
    /// Families were read meanwhile: read once more.
    private var areInterruptionsStale = false
    /// When its lists were read; ages count from here, so that they change only with it.
    package var readAt: Date?
    package var details: [String: ContainerDetails] = [:]
    /// Ids of containers whose details may be different by now.
    package var outdatedDetails: Set<String> = []
    /// Those that are not.
    package var currentDetails: [String: ContainerDetails] { details.filter { !outdatedDetails.contains($0.key) } }
    /// Ids of the containers whose details were wanted last, since the last look.
    private var wanted: [String]?
    private var loops = RestartLoops()
    package var isReading = false
    /// For how many seconds it has not answered a look; 0 as long as it is quick.
    package var silentSeconds = 0
    /// Something happened while it was read: read once more.
    package var isStale = false
    package var isListening = false
    /// Between two polls the engine is asked for its events once: a stream that ends at once must not keep us busy.
    private var isListenDue = true

    package init(endpoint: String) { self.endpoint = endpoint }
}

/// Whether the engine answers.
package enum Connection: Equatable, Sendable {
    case connecting
    case live
    /// What is shown is the last that was known.
    case lost(EngineError, since: Date)
}

/// While events tell what changed, a look from time to time is enough; without them it must be often.
private let calmPoll = Duration.seconds(60)
private let anxiousPoll = Duration.seconds(5)

// MARK: - Looks

extension EngineState {
    /// One look at a time, and none while frozen: what happens meanwhile asks for one more afterwards.
    mutating func readAgain(isFrozen: Bool) -> [ConnectionEffect] {
        guard !isReading, !isFrozen else {
            isStale = true
            return []
        }
        isReading = true
        return [.readSnapshot]
    }

    /// A look while nothing may change: looked once more afterwards.
    mutating func postpone() { (isReading, silentSeconds, isStale) = (false, 0, true) }

    /// - Parameter fleet: gets containers that end again and again told as such.
    mutating func take(_ fleet: inout Fleet, at time: Date) -> [ConnectionEffect] {
        let wasLive = connection == .live
        loops.judge(&fleet)
        (isReading, silentSeconds, connection, readAt) = (false, 0, .live, time)
        let unsteady = Set(fleet.unsteady.map(\.name))
        interruptions = interruptions.filter { unsteady.contains($0.key) }
        details = details.filter { fleet.has($0.key) }
        outdatedDetails = outdatedDetails.filter { fleet.has($0) }
        wanted = nil
        return (wasLive ? [] : [.readVersion]) + listenAgain() + goOn()
    }

    mutating func lose(_ error: EngineError, at time: Date) -> [ConnectionEffect] {
        (isReading, silentSeconds) = (false, 0)
        if case .lost(_, let since) = connection {
            connection = .lost(error, since: since)
        } else {
            connection = .lost(error, since: time)
        }
        return goOn()
    }

    private mutating func listenAgain() -> [ConnectionEffect] {
        guard !isListening, isListenDue else { return [] }
        isListenDue = false
        return [.listen]
    }

    mutating func poll(isFrozen: Bool) -> [ConnectionEffect] {
        isListenDue = true
        return readAgain(isFrozen: isFrozen)
    }

    private mutating func goOn() -> [ConnectionEffect] {
        if isStale {
            isStale = false
            return readAgain(isFrozen: false)
        }
        // The engine sends no event when the client of an operation dies.
        let isCalm = isListening && connection == .live && !interruptions.values.contains(where: \.isUnderWay)
        return [.pollAfter(isCalm ? calmPoll : anxiousPoll)]
    }
}

// MARK: - What was interrupted

extension EngineState {
    /// Of every family that is not in a steady state; one look at a time.
    mutating func wantInterruptions(in fleet: Fleet) -> [ConnectionEffect] {
        let unsteady = fleet.unsteady
        areInterruptionsStale = isReadingInterruptions && !unsteady.isEmpty
        guard !unsteady.isEmpty, !isReadingInterruptions else { return [] }
        isReadingInterruptions = true
        return [.readInterruptions(unsteady)]
    }

    mutating func take(
        _ found: [FamilyName: Interrupted], in fleet: Fleet, isFrozen: Bool
    ) -> [ConnectionEffect] {
        isReadingInterruptions = false
        guard !isFrozen else {
            isStale = true
            return []
        }
        interruptions = found.filter { fleet.family($0.key)?.interruption != nil }
        return areInterruptionsStale ? wantInterruptions(in: fleet) : []
    }

    /// What was seen of the family while something was under way is not so any more.
    mutating func forgetInterruption(of family: FamilyName, isFrozen: Bool) -> [ConnectionEffect] {
        interruptions.removeValue(forKey: family) == nil ? [] : readAgain(isFrozen: isFrozen)
    }
}

// MARK: - Details

extension EngineState {
    /// If those of one are not known: once when they are wanted, and once after each look.
    mutating func wantDetails(of ids: [String]) -> [ConnectionEffect] {
        guard connection == .live, wanted != ids else { return [] }
        wanted = ids
        return ids.allSatisfy { details[$0] != nil && !outdatedDetails.contains($0) } ? [] : [.readDetails(ids)]
    }

    /// While a look is under way these may be older than what it was begun for: then they are asked for once more.
    mutating func take(_ read: [ContainerDetails], isFrozen: Bool) {
        let read = isFrozen ? read.filter { details[$0.id] == nil } : read
        for one in read { details[one.id] = one }
        if !isReading { outdatedDetails.subtract(read.map(\.id)) }
    }

    /// What was read in the middle of a switch says of its end what is not so any more.
    mutating func outdateDetails(of members: [Member]) {
        outdatedDetails.formUnion(members.map(\.id).filter { details[$0] != nil })
        wanted = nil
    }
}
