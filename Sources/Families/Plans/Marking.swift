import Engine
import FoundationEssentials

extension Operation {
    /// Marks the active container; it is not touched otherwise.
    package static func markStable(_ family: FamilyName) -> Operation {
        Operation(
            family: family, progressWord: "marking", typed: { "stable mark \($0)" },
            plan: { planning throws(Refusal) in try planning.markStable() })
    }
}

extension Planning {
    fileprivate func markStable() throws(Refusal) -> Plan {
        guard let marked = try active() else {
            throw refusal(
                "\(name) has no running container to mark as stable",
                remedy: "Start one: dockervisor start \(name) :latest")
        }
        if marked.role == .stable {
            return Plan(operation: operation, steps: [], result: "\(marked.name) is already the stable container")
        }
        guard !isLooping(marked) else {
            throw refusal(
                "cannot mark \(marked.name) as stable: it is in a restart loop",
                remedy: "Check its logs: docker logs --tail 50 \(marked.name)")
        }
        try refuseUnproven(marked)
        try refuseIfRemovedWhenStopped(marked)
        try refuseForeignHolder(of: name.stableContainer)
        return Plan(
            operation: operation, lock: record(.mark, from: marked, to: family.stable),
            steps: keepingImages() + markingSteps(of: marked),
            intent: "mark \(marked.name) as stable; it becomes \(name.stableContainer) and keeps running",
            result: "\(marked.name) is now \(name.stableContainer) and keeps running",
            notes: healthNotes(of: marked) + goneImageNotes(of: marked),
            unmarked: family.stable.map { ContainerReference($0.container) }, hasStable: family.stable != nil)
    }

    /// A mark says that it works: it has to have been good for as long as a new one has to.
    private func refuseUnproven(_ marked: Member) throws(Refusal) {
        guard !situation.terms.isForced, situation.terms.probation > 0, marked.container.state == .running else {
            return
        }
        if let health = marked.container.health, health != .healthy {
            throw refusal(
                "cannot mark \(marked.name) as stable: its health check reports \(health.rawValue)",
                remedy: "Wait, or mark it anyway: dockervisor stable mark \(name) --force")
        }
        guard let start = situation.details[marked.id]?.startedAt else { return }
        let seconds = Int(situation.now.timeIntervalSince(start))
        guard (0..<situation.terms.probation).contains(seconds) else { return }
        throw refusal(
            "cannot mark \(marked.name) as stable: up for \(seconds) s, needs \(situation.terms.probation) s",
            remedy: "Wait, or mark it anyway: dockervisor stable mark \(name) --force")
    }

    /// Up for less than 10 s after the engine started it again: between two crashes, as far as anybody knows.
    private func isLooping(_ marked: Member) -> Bool {
        marked.container.state == .restarting
            || situation.details[marked.id].map { $0.isLooping(isYoung: $0.isYoung(10, at: situation.now)) } ?? false
    }

    private func markingSteps(of marked: Member) -> [Step] {
        var steps = [stableTagging(to: marked, from: family.stable, .preparation)]
        if let stable = family.stable {
            let back = EngineCall.rename(ContainerReference(stable.container), to: name.stableContainer)
            steps.append(Step(displacing(stable), .takeover, undo: .call(back)))
        }
        let reference = ContainerReference(marked.container)
        steps.append(
            Step(
                .rename(reference, to: name.stableContainer), .takeover,
                undo: .call(.rename(reference, to: marked.name))
            ))
        return steps
    }

    /// Renames the container that loses the mark: to the latest one's name if that is free.
    func displacing(_ stable: Member) -> EngineCall {
        let isLatestFree = !situation.snapshot.containers.contains { $0.name == name.latestContainer }
        return .rename(ContainerReference(stable.container), to: isLatestFree ? name.latestContainer : savedName)
    }

    /// The stable reference follows the mark. Where the image is gone, there must be none: it would name another one.
    func stableTagging(to marked: Member, from before: Member?, _ phase: Step.Phase) -> Step {
        let reference = name.stableReference
        let former = before.flatMap { situation.memberImages[$0.imageID] }
        guard situation.memberImages[marked.imageID] != nil else {
            let back = former.map { Step.Undo.call(.tag(image: $0.id, reference: reference)) }
            return Step(.untag(reference), phase, undo: back, isOptional: true)
        }
        let tag = EngineCall.tag(image: marked.imageID, reference: reference)
        return Step(
            tag, phase, undo: .call(former.map { .tag(image: $0.id, reference: reference) } ?? .untag(reference)))
    }

    private func healthNotes(of marked: Member) -> [String] {
        if marked.container.state == .paused { return ["\(marked.name) is paused; whether it works is unknown"] }
        return switch marked.container.health {
        case .unhealthy: ["Its health check reports unhealthy"]
        case .starting: ["Its health check has not passed yet"]
        case .healthy, nil: []
        }
    }
}
