import Console
import Engine
import Families
import FoundationEssentials

/// Something that happened; the only way into the state.
package enum Event: Equatable, Sendable {
    case pressed(Key)
    case resized(Size)
    case clicked(Spot)
    /// The mouse's wheel was turned over a pane, or over none.
    case wheeled(rows: Int, over: State.Pane?)
    case opened
    /// Whoever draws has found that this is as far as the text goes: more rows cannot be scrolled away.
    case scrollEnded(at: Int)
    /// Nobody has moved the selection for a moment, or for a long one.
    case rested(isLong: Bool)
    /// SIGTERM, SIGHUP or the end of the terminal.
    case toldToEnd

    case fleetRead(Fleet, at: Date)
    /// Of every family of the snapshot read last that is not in a steady state.
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
    /// A second went by while something was under way.
    case ticked

    case logged([LogLine], String)
    case olderLinesRead([LogLine], String)
    /// Why it was not, if so.
    case logSaved(String, lines: Int, problem: String?)
    case measured([StatsSample], String)
    case historyRead(LookedUp.History)
    case parametersRead(LookedUp.Parameters)
    case layersRead([String: [ImageLayer]])
    case followingEnded(Stream, EngineError?)

    case configurationsRead(FamilyName, names: [String], preselected: String?)
    case planned(Operation, ConfirmedPlan)
    case refused(Operation, Refusal)
    case batchPlanned([Operation], Batch)
    case progressed(FamilyName, Progress)
    case ended(FamilyName, Outcome)

    case shellFound(ContainerReference, shell: String?)
    /// The shell is over, and the terminal is back.
    case shellEnded(ContainerReference, EngineError?)

    case folderFound(FamilyName, folder: String)
    /// What was typed, and what it can become.
    case folderCompleted(String, FolderCompletion)
    case buildPrinted(FamilyName, [String])
    case buildEnded(FamilyName, BuildEnding)
}
