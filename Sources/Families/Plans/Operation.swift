/// What a person asks of a family; every one is carried out by way of a ``Plan``.
package enum Operation: Hashable, Sendable {
    /// Creates a container from the newest build and lets it take over. `configuration` names one of the
    /// Dockerparams; nil: the one that was used before, or the only one.
    case startNew(FamilyName, configuration: String?)
    case startLatest(FamilyName)
    case startStable(FamilyName)
    /// Lets a managed container take over, by name.
    case startContainer(FamilyName, name: String)
    /// `stop` and `start :stable` as one.
    case rollback(FamilyName)
    case stop(FamilyName)
    case markStable(FamilyName)
    /// Makes a container from the image that is tagged stable, with the configuration of today; for when the stable
    /// container itself is gone.
    case startFromTag(FamilyName)
    /// Lets the container take over that was stopped last.
    case undo(FamilyName)
    /// Sets the restart policies as they should be.
    case mend(FamilyName)
    /// Removes stopped containers that are not kept for anything; nil: all of them. Names or ids.
    case cleanUp(FamilyName, containers: [String]?)
    /// Finishes or takes back an interrupted operation.
    case recover(FamilyName)

    package var family: FamilyName {
        switch self {
        case .startNew(let family, _), .startLatest(let family), .startStable(let family),
            .startContainer(let family, _), .rollback(let family), .stop(let family), .markStable(let family),
            .startFromTag(let family), .undo(let family), .mend(let family), .recover(let family),
            .cleanUp(let family, _):
            family
        }
    }

    /// As it is typed after the word `dockervisor`.
    package var words: String {
        switch self {
        case .startNew(let family, let configuration):
            "start \(family) :new" + (configuration.map { " \($0)" } ?? "")
        case .startLatest(let family): "start \(family) :latest"
        case .startStable(let family): "start \(family) :stable"
        case .startContainer(_, let name): "start \(name)"
        case .rollback(let family): "rollback \(family)"
        case .stop(let family): "stop \(family)"
        case .markStable(let family): "stable mark \(family)"
        case .startFromTag(let family): "start \(family) :stable --from-tag"
        case .undo(let family): "undo \(family)"
        case .mend(let family): "doctor \(family) --fix"
        case .cleanUp(let family, _): "clean \(family)"
        case .recover(let family): "recover \(family)"
        }
    }
}
