import Engine
import FoundationEssentials

/// Everything that a plan is made from: what the engine said, what the files say, who asks and when.
package struct Situation: Hashable, Sendable {
    package var snapshot: Snapshot
    /// Details of the containers that the operation touches, by id.
    package var details: [String: ContainerDetails] = [:]
    /// The images of the members, by id; those that are gone are missing.
    package var memberImages: [String: ImageDetails] = [:]
    /// The newest build; nil if it was not asked for or there is none.
    package var newestImage: ImageDetails?
    /// The networks there are; nil if the operation needs none but docker's own.
    package var networks: [String]?
    /// Space on the engine's disk; nil if it was not asked for or cannot be known.
    package var freeBytes: Int?
    /// Who listens on the host ports that are needed; empty until they are known.
    package var listeners: [HostListener] = []
    /// What the Dockerparams say for a new container.
    package var parameters = ChosenConfiguration()
    package var now: Date
    /// user@host
    package var by: String
    package var terms = Terms()
    /// Whether somebody may be at work on the family.
    var isUnderWay = false
    /// Who is going to carry it out; nil: nobody, so that no record is planned.
    package var holder: Holder?
}
