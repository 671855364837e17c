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

    /// Whether the stable container is meant, whatever it is called by now.
    var wantsStable: Bool {
        switch self {
        case .startStable, .rollback, .startFromTag: true
        case .startNew, .startLatest, .startContainer, .stop, .markStable, .undo, .mend, .cleanUp, .recover: false
        }
    }

    /// As it is typed after the word `dockervisor`.
    package var words: String { words(for: family.text) }

    /// The same for another subject, as `3 families` is one.
    package func words(for subject: String) -> String {
        switch self {
        case .startNew(_, let configuration): "start \(subject) :new" + (configuration.map { " \($0)" } ?? "")
        case .startLatest: "start \(subject) :latest"
        case .startStable: "start \(subject) :stable"
        case .startContainer(_, let name): "start \(name)"
        case .rollback: "rollback \(subject)"
        case .stop: "stop \(subject)"
        case .markStable: "stable mark \(subject)"
        case .startFromTag: "start \(subject) :stable --from-tag"
        case .undo: "undo \(subject)"
        case .mend: "doctor \(subject) --fix"
        case .cleanUp: "clean \(subject)"
        case .recover: "recover \(subject)"
        }
    }
}
