import Engine

/// Something about a family that is not as it should be, though nobody is at work on it.
package enum Drift: Hashable, Sendable {
    case interrupted(Interruption, isUnderWay: Bool)
    /// By name.
    case severalActive([String])
    case wrongPolicy(container: String, is: RestartPolicy, should: RestartPolicy)
    /// It ends again and again, and docker starts it again.
    case restartLoop(container: String, restarts: Int, exitCode: Int, hasStable: Bool)
    /// The image that was marked is there, its container is not.
    ///
    /// - Parameter successor: one of the same image that serves, if one does.
    case stableGone(reference: String, successor: String? = nil)
    /// No container has the stable one's name, and these have the image that was marked: one of them was renamed.
    case stableRenamed([String], to: String)
    /// It was stopped with docker itself, or docker could not start it; and nothing else serves.
    case nothingServes(container: String, policy: RestartPolicy)
    /// It should lead into the container, and does not.
    case portNotPublished(container: String, PublishedPort)
    /// Somebody removed the images of these containers, or a build did.
    case imageGone(containers: [String])
}

extension Drift {
    /// What is wrong, in one sentence without a full stop.
    package var problem: String {
        switch self {
        case .interrupted(let interruption, let isUnderWay):
            return isUnderWay ? interruption.busyProblem : interruption.problem
        case .severalActive(let names):
            return "\(names.count) containers are running at once: \(names.joined(separator: " and "))"
        case .wrongPolicy(let container, let policy, let right):
            let harm =
                right == .no
                ? "an engine restart may start it next to the active container"
                : "it may stay stopped after an engine restart"
            return "the restart policy of \(container) is \(policy.words) instead of \(right.words): \(harm)"
        case .restartLoop(let container, let restarts, let code, _):
            return
                "\(container) is in a restart loop: \(restarts) restarts, last exit code \(code)"
        case .stableGone(let reference, nil):
            return "the stable container was removed; its image \(reference) still exists"
        case .stableGone(let reference, let successor?):
            return
                "no container is marked as stable, but \(successor) runs the stable image \(reference)"
        case .stableRenamed(let names, let name): return renamedProblem(names, name)
        case .nothingServes(let container, let policy):
            return
                "no container is running, but the restart policy of \(container) is still \(policy.words): it was stopped "
                + "with docker, or docker could not start it"
        case .portNotPublished(let container, let port):
            return
                "port \(port.hostPort)/\(port.transport) of \(container) is not published, although the container is running"
        case .imageGone(let containers):
            let verb =
                containers.count == 1 ? "the image of \(containers[0]) was" : "the images of \(list(containers)) were"
            let what = containers.count == 1 ? "the container still starts" : "the containers still start"
            return "\(verb) removed; \(what) but cannot be created again"
        }
    }

    /// What to type.
    package func remedy(in family: FamilyName) -> String {
        switch self {
        case .interrupted(_, isUnderWay: true): "See when it is done: dockervisor list \(family)"
        case .interrupted(let interruption, _):
            interruption.defect?.remedy(in: family) ?? "Recover: dockervisor recover \(family)"
        case .severalActive: "Stop them, then start the one you want: dockervisor stop \(family)"
        case .wrongPolicy: "Fix it: dockervisor doctor \(family) --fix"
        case .restartLoop(let container, _, _, let hasStable):
            "Check its logs: docker logs \(container). "
                + (hasStable
                    ? "Roll back: dockervisor rollback \(family)" : "Switch back: dockervisor undo \(family)")
        case .stableGone(_, nil): "Create it again: dockervisor start \(family) :stable --from-tag"
        case .stableGone: "Mark it as stable: dockervisor stable mark \(family)"
        case .stableRenamed(let names, _): renamedRemedy(names, in: family)
        case .nothingServes(let container, _):
            "Start it: dockervisor start \(container), or keep it stopped: dockervisor doctor \(family) --fix"
        case .portNotPublished(let container, _): "Restart it: docker restart \(container)"
        case .imageGone:
            "No action is needed now. Build a new image: dockervisor build \(family)"
        }
    }

    /// Whether `doctor --fix` mends it.
    package var isMendable: Bool {
        switch self {
        case .interrupted(_, let isUnderWay): !isUnderWay
        case .wrongPolicy, .nothingServes: true
        case .severalActive, .restartLoop, .stableGone, .stableRenamed, .portNotPublished, .imageGone: false
        }
    }
}

func renamedProblem(_ names: [String], _ name: String) -> String {
    names.count == 1
        ? "the stable container \(name) was renamed to \(names[0])"
        : "no container is named \(name); the stable image is used by \(list(names))"
}

func renamedRemedy(_ names: [String], in family: FamilyName) -> String {
    names.count == 1
        ? "Rename it back: docker rename \(names[0]) \(family.stableContainer). Or switch to it: dockervisor rollback \(family)"
        : "Rename the stable one back: "
            + names.map { "docker rename \($0) \(family.stableContainer)" }.joined(separator: ", or ")
            + "; or start one of them and mark it as stable"
}

/// `a, b and c`.
private func list(_ names: [String]) -> String {
    names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
}

extension Family {
    /// - Parameter images: the ids of those that are there.
    func goneImages(besides images: Set<String>) -> [Drift] {
        let gone = members.filter { !images.contains($0.imageID) }.map(\.name)
        return gone.isEmpty ? [] : [.imageGone(containers: gone)]
    }

    /// What is not as it should be, worst first.
    ///
    /// - Parameters:
    ///   - details: by id; what is not in it is not judged.
    ///   - mine: who asks; nil: an operation that left something counts as interrupted.
    package func drifts(_ details: [String: ContainerDetails], seenFrom mine: Holder?) -> [Drift] {
        if let interruption {
            return [.interrupted(interruption, isUnderWay: mine.map { interruption.isUnderWay(seenFrom: $0) } ?? false)]
        }
        let gone = stable == nil && hasStableTag ? [goneDrift] : []
        guard active.count < 2 else { return [.severalActive(active.map(\.name))] + gone }
        return active.flatMap { loopDrift($0, details) } + gone
            + members.flatMap { policyDrift($0, details) + portDrifts($0, details) }
    }

    private var goneDrift: Drift {
        let renamed = renamedStable.map(\.name)
        guard renamed.isEmpty else { return .stableRenamed(renamed, to: name.stableContainer) }
        return .stableGone(reference: name.stableReference, successor: successor?.name)
    }

    /// One that has taken the place of a stable one that is gone: it serves, and its image is the marked one.
    private var successor: Member? { active.first { $0.role == .latest && $0.imageID == stableImage } }

    /// Waiting for its next start, or started for the third time or later by docker, less than a minute ago.
    private func loopDrift(_ member: Member, _ details: [String: ContainerDetails]) -> [Drift] {
        guard let found = details[member.id],
            member.container.state == .restarting || found.isLooping(after: 3, isYoung: member.container.isYoung)
        else { return [] }
        return [
            .restartLoop(
                container: member.name, restarts: found.restartCount, exitCode: found.exitCode,
                hasStable: stable.map { $0.id != member.id } ?? false)
        ]
    }

    private func policyDrift(_ member: Member, _ details: [String: ContainerDetails]) -> [Drift] {
        let right: RestartPolicy = member.container.state.isActive ? .unlessStopped : .no
        guard let policy = details[member.id]?.restartPolicy, policy != right else { return [] }
        if active.isEmpty, policy == .unlessStopped || policy == .always {
            return [.nothingServes(container: member.name, policy: policy)]
        }
        return [.wrongPolicy(container: member.name, is: policy, should: right)]
    }

    /// A container that was started while its port was taken, or whose network was cut off, runs without it.
    private func portDrifts(_ member: Member, _ details: [String: ContainerDetails]) -> [Drift] {
        guard member.container.state == .running, let found = details[member.id],
            !found.networks.contains(where: { ["host", "none"].contains($0.name) })
        else { return [] }
        return found.ports.filter { port in !member.container.ports.contains { $0.collides(with: port) } }
            .map { .portNotPublished(container: member.name, $0) }
    }
}
