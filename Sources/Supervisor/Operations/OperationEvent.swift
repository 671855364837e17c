import Engine
import Families

/// How builds and switches go, and what is found on the way to them.
package enum OperationEvent: Equatable, Sendable {
    case configurationsRead(FamilyName, names: [String], preselected: String?)
    case planned(Operation, ProposedPlan)
    case refused(Operation, Refusal)
    case batchPlanned([Operation], Batch)
    case progressed(FamilyName, Progress)
    case ended(FamilyName, Outcome)
    /// A second went by while something was under way.
    case ticked

    case folderFound(FamilyName, folder: String)
    /// What was typed, and what it can become.
    case folderCompleted(String, FolderCompletion)
    case buildPrinted(FamilyName, [String])
    case buildEnded(FamilyName, BuildEnding)
}

/// What it takes to build and to switch.
package enum OperationEffect: Equatable, Sendable {
    case readConfigurations(FamilyName)
    /// - Parameter on: nil: the terms of the program.
    case plan(Operation, on: Terms? = nil)
    case planBatch([Operation])
    /// Makes the plan anew; carries it out if it is the same, else shows the new one.
    case perform(ProposedPlan)
    /// The one on probation is not wanted: the old one is brought back.
    case giveUp(FamilyName)
    /// Tells ``OperationEvent/ticked`` a second later.
    case tick

    case findFolder(FamilyName)
    case completeFolder(String)
    case build(BuildOrder)
    /// Ends docker's process; the build's end is told when it is gone.
    case cancelBuild(FamilyName)
}
