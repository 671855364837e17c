import Engine
import Families
import FoundationEssentials

/// What is known of one engine besides its lists.
package struct EngineState: Equatable, Sendable {
    /// `local`, `ssh://ops@web1`, `demo`.
    package let endpoint: String
    package var version: EngineVersion?
    package var connection = Connection.connecting
    /// What is under way elsewhere or was interrupted.
    package var interruptions: [FamilyName: Interrupted] = [:]
    /// Looks come often where much happens: one that took the time of the last would never come to an end.
    var isReadingInterruptions = false
    /// Families were read meanwhile: read once more.
    var areInterruptionsStale = false
    /// When its lists were read; ages count from here, so that they change only with it.
    package var readAt: Date?
    package var details: [String: ContainerDetails] = [:]
    /// Ids of containers whose details may be different by now.
    package var outdatedDetails: Set<String> = []
    /// Those that are not.
    package var currentDetails: [String: ContainerDetails] { details.filter { !outdatedDetails.contains($0.key) } }
    var loops = RestartLoops()
    package var isReading = false
    /// For how many seconds it has not answered a look; 0 as long as it is quick.
    package var silentSeconds = 0
    /// Something happened while it was read: read once more.
    package var isStale = false
    package var isListening = false
    /// Between two polls the engine is asked for its events once: a stream that ends at once must not keep us busy.
    package var isListenDue = true

    package init(endpoint: String) { self.endpoint = endpoint }

    /// What was read in the middle of a switch says of its end what is not so any more.
    mutating func outdateDetails(of members: [Member]) {
        outdatedDetails.formUnion(members.map(\.id).filter { details[$0] != nil })
    }

    /// Those of containers that are gone.
    mutating func forgetDetails(where isGone: (String) -> Bool) {
        details = details.filter { !isGone($0.key) }
        outdatedDetails = outdatedDetails.filter { !isGone($0) }
    }
}

/// Whether the engine answers.
package enum Connection: Equatable, Sendable {
    case connecting
    case live
    /// What is shown is the last that was known.
    case lost(EngineError, since: Date)
}
