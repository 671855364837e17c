import Engine
import Families
import FoundationEssentials

/// What the engine told, or did not.
package enum ConnectionEvent: Equatable, Sendable {
    case fleetRead(Fleet, at: Date)
    /// Of the families that were asked for.
    case interruptionsRead([FamilyName: Interrupted])
    /// It has been waited for that long, and will be on.
    case engineSilent(seconds: Int)
    case snapshotFailed(EngineError, at: Date)
    case versionRead(EngineVersion)
    /// It is shown, and changes nothing on it will be begun.
    case engineTooOld(EngineError)
    case detailsRead([ContainerDetails])
    case engineListening
    case engineChanged(EngineEvent.Change)
    case listeningEnded
    /// The time for another look has come.
    case pollDue
}

/// What to ask the engine, so that what is shown is true.
package enum ConnectionEffect: Equatable, Sendable {
    case readSnapshot
    /// Of families that are not in a steady state.
    case readInterruptions([Family])
    case readVersion
    case listen
    /// Tells ``ConnectionEvent/pollDue`` later; a new one replaces the one before.
    case pollAfter(Duration)
    /// After a moment: whoever moves on quickly asks for nothing.
    case readDetails([String])
}
