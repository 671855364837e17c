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

/// Something to do outside of the state.
package enum Effect: Equatable, Sendable {
    case readSnapshot
    case readVersion
    case listen
    /// Tells ``Event/pollDue`` later; a new one replaces the one before.
    case pollAfter(Duration)
    /// Tells ``Event/ticked`` a second later.
    case tick
    /// Tells ``Event/rested(isLong:)`` twice, unless it is asked for again.
    case rest
    /// After a moment: whoever moves on quickly asks for nothing.
    case readDetails([String])

    /// Tells what flows in until another one is followed, or nothing; of a log only what was printed after that.
    case follow(Stream, after: LogTime?)
    case followNothing
    case lookUp(Lookup)
    case readOlderLines(LogPage)
    /// To a new file.
    case saveLog(LogBuffer, file: String, showsTimes: Bool)

    case readConfigurations(FamilyName)
    case plan(Operation, Wishes = Wishes())
    case planBatch([Operation])
    /// Makes the plan anew; carries it out if it is the same, else shows the new one.
    case perform(ConfirmedPlan)

    case findFolder(FamilyName)
    case completeFolder(String)
    case build(BuildOrder)
    case cancelBuild(FamilyName)
    /// The one on probation is not wanted: the old one is brought back.
    case giveUp(FamilyName)

    /// Is there a shell in this container?
    case findShell(ContainerReference)
    /// Lends the terminal to it.
    case openShell(String, ContainerReference)
    /// Puts it on the clipboard of whoever sits at the terminal.
    case copy(String)
    case setMouse(isOn: Bool)

    case suspend
    case redraw
    case quit
}
