import Console
import Engine
import Families

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
