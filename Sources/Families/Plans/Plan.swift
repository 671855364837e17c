import Engine
import FoundationEssentials

/// What an operation will do: docker commands in order, each with its undo.
///
/// A plan is made from what the engine said and decides everything beforehand; carrying it out decides nothing but
/// when to stop. It is printed by `--dry-run`, shown before it is confirmed, and compared in tests.
package struct Plan: Hashable, Sendable {
    package let operation: Operation
    /// Creates the lock and record; nil if nothing is to be done, and while one that exists is recovered.
    package var lock: CreateRequest?
    /// Empty if there is nothing to do; then ``result`` says why.
    package var steps: [Step]
    /// What the plan does, starting with a lower-case verb: `stop dcv_web and start dcv_web_stable`. Empty without steps.
    package var intent = ""
    /// The state after the plan: `dcv_web_stable is running; dcv_web is stopped and kept`.
    package let result: String
    /// What people should know before they agree.
    package var notes: [String] = []
    /// The container that serves now and will be stopped.
    package var replaced: ContainerReference?
    /// The container that will serve; nil for a stop or a mark.
    package var promoted: ContainerReference?
    /// The container that loses the stable mark.
    package var unmarked: ContainerReference?
    /// The containers that are gone afterwards.
    package var removed: [ContainerReference] = []
    /// References of images that no container uses any more, and that are gone afterwards.
    package var removedReferences: [String] = []
    /// Whether there is a stable container to fall back on.
    package var hasStable = false
    /// For how many seconds ``promoted`` must be good once it was started, before the next step is done; nil if it has
    /// proved itself already. 0: it is looked at once.
    package var probation: Int? = 0
    /// A container of which somebody who is gone may have begun the stop: whoever starts it waits for that to end.
    var settling: ContainerReference?
    /// Whether to ask first, even though nothing is stopped.
    package var isDoubtful = false
    /// What ``promoted`` publishes.
    var ports: [PublishedPort] = []
    /// On which it was made.
    package var terms = Terms()
    /// The time that its names are made of; made again at that time, it is the same unless things changed.
    package var madeAt = Date.distantPast
    /// What it was made from.
    package var basis: Situation?

    package var isAlreadySo: Bool { steps.isEmpty }

    /// What makes the image of the record, if it is one that may have to be made first.
    var lockImage: EngineCall? {
        lock?.image == OperationRecord.Base.empty.image
            ? .importEmpty(reference: OperationRecord.Base.empty.image) : nil
    }

    /// The first step, if it only arms the one that serves: no harm, whatever has changed.
    var opening: EngineCall? {
        guard let call = steps.first?.call, case .setRestartPolicy(_, .always) = call else { return nil }
        return call
    }

    /// Whether the new one served already when the plan was made, and the old one did not: of a recovery.
    package var hasTakenOver: Bool {
        func isActive(_ container: ContainerReference?) -> Bool? {
            basis?.snapshot.containers.first { $0.id == container?.argument }?.state.isActive
        }
        return isActive(replaced) == false && isActive(promoted) == true
    }

    /// Whether that container was in a restart loop when the plan was made: ended again and again, and started by docker.
    func wasLooping(_ container: ContainerReference) -> Bool {
        guard let basis, let details = basis.details[container.argument] else { return false }
        return details.isLooping(isYoung: details.isYoung(60, at: basis.now))
    }

    /// Whether it would do the same.
    package func isSame(as other: Plan) -> Bool {
        steps == other.steps && replaced == other.replaced && promoted == other.promoted && probation == other.probation
    }

    /// Whether the probation comes after that step.
    package func hasProbation(after step: Step) -> Bool {
        guard case .start(let container) = step.call, let probation else { return false }
        return probation > 0 && container == promoted
    }

    /// Whether somebody may give the new one up while it is on probation. Who asks for the stable one wants that, however
    /// impatient.
    package var mayBeGivenUp: Bool { promoted.map { $0.name != operation.family.stableContainer } ?? false }

    /// Whether something that serves or is marked gives way, so that people should be asked.
    package var givesSomethingUp: Bool { replaced != nil || unmarked != nil || isDeletion }

    /// Whether nothing serves afterwards, or something is gone for good: nobody agrees to that by habit.
    package var needsCare: Bool { isDeletion || (replaced != nil && promoted == nil) }

    /// Whether something is gone for good afterwards.
    package var isDeletion: Bool { !removed.isEmpty || !removedReferences.isEmpty }
}

/// What will be done: a plan, and before it the recovery of what was interrupted.
package struct Preview: Hashable, Sendable {
    /// nil if nothing was interrupted.
    package var recovery: Plan?
    package var plan: Plan

    package func dryRunLines(isShort: Bool = false) -> [String] {
        guard let recovery else { return plan.dryRunLines(isShort: isShort) }
        let first = "# first, recover the interrupted operation; the rest is then planned again"
        return [first] + recovery.dryRunLines(isShort: isShort) + plan.dryRunLines(isShort: isShort)
    }
}

/// One docker command of a plan.
package struct Step: Hashable, Sendable {
    package let call: EngineCall
    package let phase: Phase
    /// What takes the step back; nil if nothing needs to be.
    package let undo: Undo?
    /// Whether the plan goes on if the step fails: what it is for is not what the plan is for.
    package let isOptional: Bool

    package init(_ call: EngineCall, _ phase: Phase, undo: Undo? = nil, isOptional: Bool = false) {
        self.call = call
        self.phase = phase
        self.undo = undo
        self.isOptional = isOptional
    }

    package enum Phase: Hashable, Sendable {
        /// What served still serves. A failure is undone.
        case preparation
        /// From the stop of the old one to the start of the new one. A failure is undone.
        case takeover
        /// The new one serves: only names and policies are left. A failure needs a person.
        case commitment
    }

    package enum Undo: Hashable, Sendable {
        case call(EngineCall)
        /// Renames the candidate if it ever ran, so that its logs are kept; else removes it.
        case setAside(ContainerReference, as: String)
        /// Stops the candidate if it ever ran; else removes it: podman lets one that could not start keep its ports.
        case putDown(ContainerReference)
        /// Removes the reference, unless a container uses that image.
        case untag(String, image: String)
    }
}

extension EngineCall {
    /// What the command is for, in a few words: `stop dcv_web`.
    package var words: String {
        switch self {
        case .create(let request): "create \(request.name)"
        case .start(let container): "start \(container.name)"
        case .stop(let container): "stop \(container.name)"
        case .rename(let container, let name): "rename \(container.name) to \(name)"
        case .setRestartPolicy(let container, let policy): "restart policy of \(container.name): \(policy.words)"
        case .connect(let container, let network, _): "connect \(container.name) to \(network)"
        case .remove(let container): "remove \(container.name)"
        case .removeImage(let image): "remove image \(shortID(image))"
        case .tag(_, let reference): "tag image \(reference)"
        case .untag(let reference): "remove tag \(reference)"
        case .importEmpty(let reference): "create the empty image \(reference)"
        case .build(let request): "build \(request.reference)"
        }
    }
}
