import Engine
import FoundationEssentials

extension Operation {
    /// Finishes or takes back an interrupted operation.
    package static func recover(_ family: FamilyName) -> Operation {
        Operation(
            family: family, targets: \.members, needsFamily: false, isRecovery: true, progressWord: "recovering",
            typed: { "recover \($0)" }, plan: { planning throws(Refusal) in try planning.recover() })
    }
}

/// How an interrupted operation comes to its end, told by its record and by what is there.
///
/// Every step can be done again: a recovery that is interrupted itself is recovered by the same rules. The restart
/// policy of the one that served is what tells how far it was: `unless-stopped`: not begun, `always`: the new one is on
/// probation, `no`: decided.
///
/// If someone started a container by hand in the meantime, that one stays, and the others are stopped:
///
/// | runs                       | and was started last | then                                                      |
/// |----------------------------|----------------------|-----------------------------------------------------------|
/// | a third one, with whomever | a third one          | it stays; the others are stopped, a candidate is put away |
/// | the old one and the new    | the old one          | as before: the new one is put away                        |
/// | the old one and the new    | the new one          | it goes on with the takeover                              |
/// | the new one and a third    | the new one          | the third is stopped, and it goes on with the takeover    |
extension Planning {
    fileprivate func recover() throws(Refusal) -> Plan {
        if situation.isUnderWay, !situation.terms.takesOver, let interruption = family.interruption {
            throw .busy(interruption)
        }
        if let defect = family.recordDefect {
            guard case .noLabels = defect, situation.terms.takesOver else {
                throw refusal(defect.problem(in: name), remedy: defect.remedy(in: name))
            }
        }
        let record = family.operation
        var plan =
            switch record?.kind {
            case .mark:
                recovery(
                    markingAgain(record), "finish marking the stable container of \(name)",
                    "The stable container of \(name) is marked")
            case .stop: recovery(stoppingAgain(), "finish stopping \(name)", "\(name) is stopped, as intended")
            case .mend, .recover: recovery([], "remove the lock that is left", "Nothing was left to do")
            case .new, .existing, nil: recoveringSwitch(record)
            }
        plan.steps += closing(plan)
        return plan
    }

    /// The reference of an image that no container was made from after all goes, and then the record that tells of it.
    func closing(_ plan: Plan) -> [Step] {
        let removed = plan.steps.compactMap {
            if case .remove(let container) = $0.call { container.argument } else { nil }
        }
        let orphan = family.operation?.image.filter { !isUsed(image: $0, besides: Set(removed)) }
        let untag = orphan.map { Step(.untag(name.memberReference(of: $0)), .commitment, isOptional: true) }
        let record = family.operationRecord.map {
            Step(.remove(ContainerReference($0)), .commitment, isOptional: true)
        }
        return [untag, record].compactMap(\.self)
    }

    private func recovery(_ steps: [Step], _ intent: String, _ result: String) -> Plan {
        Plan(operation: operation, steps: steps, intent: intent, result: result)
    }

    // MARK: A switch

    private func recoveringSwitch(_ record: OperationRecord?) -> Plan {
        let old = formerlyActive(record)
        let promoted = promoted(record, old: old)
        if let winner = startedMeanwhile(besides: [old, promoted]), winner.id != promoted?.id {
            return leaving(winner, before: old)
        }
        guard let new = promoted else { return takingBack(to: old, from: nil) }
        if isDecided(old: old, new: new) {
            return new.container.state.isActive ? finishing(old: old, new: new) : forward(from: old, to: new)
        }
        if new.role == .stable || new.container.state.isActive { return forward(from: old, to: new) }
        return takingBack(to: old, from: new)
    }

    private func member(_ id: String?) -> Member? { id.flatMap { id in family.members.first { $0.id == id } } }

    private func policy(_ member: Member?) -> RestartPolicy? {
        member.flatMap { situation.details[$0.id]?.restartPolicy }
    }

    /// Who served. Without a record: whoever is armed, or serves beside a candidate.
    private func formerlyActive(_ record: OperationRecord?) -> Member? {
        if let record { return member(record.from) }
        let others = family.members.filter { $0.role != .candidate }
        return others.first { policy($0) == .always } ?? others.first { $0.container.state.isActive }
    }

    /// Who was to serve. A new one that has its last name already was created after the record.
    private func promoted(_ record: OperationRecord?, old: Member?) -> Member? {
        if let known = member(record?.to) ?? family.candidate { return known }
        guard record?.kind == .new, let latest = family.members.first(where: { $0.role == .latest }),
            latest.id != old?.id, let birth = situation.details[latest.id]?.createdAt,
            let begin = family.operationRecord.flatMap({ situation.details[$0.id]?.createdAt }), birth >= begin
        else { return nil }
        return latest
    }

    /// Who runs though nobody meant it to, or beside whom another one runs: the one that was started last.
    private func startedMeanwhile(besides known: [Member?]) -> Member? {
        let active = family.active
        let others = active.filter { member in !known.contains { $0?.id == member.id } }
        guard active.count > 1 || !others.isEmpty else { return nil }
        return active.max { start(of: $0) < start(of: $1) }
    }

    private func start(of member: Member) -> Date { situation.details[member.id]?.startedAt ?? .distantPast }

    /// That one stays, and what was interrupted is cleaned up around it.
    private func leaving(_ winner: Member, before old: Member?) -> Plan {
        let others = family.members.filter { $0.id != winner.id }
        let keeping =
            policy(winner) == .unlessStopped
            ? [] : [Step(.setRestartPolicy(ContainerReference(winner.container), .unlessStopped), .commitment)]
        return recovery(
            others.flatMap(stopping) + keeping
                + (family.candidate.filter { $0.id != winner.id }.map(puttingAside) ?? []),
            winner.id == old?.id ? reverting(to: old) : "keep \(winner.name), which was started in the meantime",
            winner.id == old?.id
                ? reverted(to: old) : "\(winner.name) is running; it was started in the meantime")
    }

    /// Stops it if it runs, and sees to it that nothing starts it again.
    func stopping(_ member: Member) -> [Step] {
        let reference = ContainerReference(member.container)
        let disarming =
            policy(member) == .no ? nil : Step(.setRestartPolicy(reference, .no), .commitment, isOptional: true)
        let stop = member.container.state.isActive ? Step(.stop(reference), .commitment) : nil
        return [disarming, stop].compactMap(\.self)
    }

    /// A candidate that nobody decided about: it is kept like one that was displaced, or removed if it never ran.
    func puttingAside(_ candidate: Member) -> [Step] {
        let reference = ContainerReference(candidate.container)
        let call: EngineCall =
            neverRan(candidate)
            ? .remove(reference) : .rename(reference, to: savedName)
        return [Step(call, .commitment)]
    }

    private func isDecided(old: Member?, new: Member) -> Bool {
        guard let old else { return policy(new) == .unlessStopped }
        return policy(old) == .no && !old.container.state.isActive
    }

    private func finishing(old: Member?, new: Member) -> Plan {
        let disarming = old.filter { policy($0) != .no }.map {
            Step(.setRestartPolicy(ContainerReference($0.container), .no), .commitment)
        }
        let keeping = Step(.setRestartPolicy(ContainerReference(new.container), .unlessStopped), .commitment)
        let others = family.active.filter { ![old?.id, new.id].contains($0.id) }
        return recovery(
            others.flatMap(stopping) + [disarming, keeping].compactMap(\.self) + renaming(of: new),
            completing(with: new), completed(with: new))
    }

    /// The whole takeover once more, from where it may have been.
    private func forward(from old: Member?, to new: Member) -> Plan {
        let reference = ContainerReference(new.container)
        let anchor = Step(
            .setRestartPolicy(reference, .no), .preparation,
            undo: new.role == .candidate ? .setAside(reference, as: failedName) : nil)
        let others = family.active.filter { ![old?.id, new.id].contains($0.id) }
        return Plan(
            operation: operation,
            steps: others.flatMap(stopping) + [anchor] + takeover(from: old, to: reference) + renaming(of: new),
            intent: completing(with: new), result: completed(with: new),
            replaced: old.map { ContainerReference($0.container) }, promoted: reference,
            probation: situation.terms.probation)
    }

    /// What `:new` renames, as far as it is not done.
    private func renaming(of new: Member) -> [Step] {
        new.role == .candidate ? renaming(ContainerReference(new.container)) : []
    }

    private func finalName(of new: Member) -> String { new.role == .candidate ? name.latestContainer : new.name }

    private func completing(with new: Member) -> String { "complete the switch to \(finalName(of: new))" }

    private func completed(with new: Member) -> String { "\(finalName(of: new)) is running, as intended" }

    private func reverting(to old: Member?) -> String {
        old.map { "revert to \($0.name)" } ?? "revert what was begun on \(name)"
    }

    private func reverted(to old: Member?) -> String {
        "Reverted: " + (old.map { "\($0.name) is active again" } ?? "\(name) is as it was before")
    }

    /// The one that served comes back, and the new one is put away.
    private func takingBack(to old: Member?, from new: Member?) -> Plan {
        let comingBack = old.map(bringingBack) ?? []
        let removing = new.filter(neverRan).map { Step(.remove(ContainerReference($0.container)), .commitment) }
        let puttingAway = new.filter { !neverRan($0) }.map(puttingAway) ?? []
        return Plan(
            operation: operation, steps: [removing].compactMap(\.self) + comingBack + puttingAway,
            intent: reverting(to: old), result: reverted(to: old),
            settling: old.filter(mayBeStopping).map { ContainerReference($0.container) })
    }

    private func bringingBack(_ old: Member) -> [Step] {
        let reference = ContainerReference(old.container)
        let isStarted = old.container.state.isActive && !mayBeStopping(old)
        let start = isStarted ? nil : Step(.start(reference), .commitment)
        let keep = policy(old) == .unlessStopped ? nil : Step(.setRestartPolicy(reference, .unlessStopped), .commitment)
        return [start, keep].compactMap(\.self)
    }

    /// The one that began the stop may be gone, and the stop not: docker goes on without it.
    private func mayBeStopping(_ old: Member) -> Bool {
        guard old.container.state.isActive, policy(old) == .always else { return false }
        guard let begin = family.operationRecord.flatMap({ situation.details[$0.id]?.createdAt }),
            let start = situation.details[old.id]?.startedAt
        else { return true }
        return start < begin
    }

    /// A candidate that does not need to be kept. It goes before the old one comes back: podman lets it keep its ports.
    private func neverRan(_ new: Member) -> Bool {
        new.role == .candidate && situation.details[new.id]?.startedAt == nil
    }

    private func puttingAway(_ new: Member) -> [Step] {
        let reference = ContainerReference(new.container)
        let disarming = policy(new) == .no ? nil : Step(.setRestartPolicy(reference, .no), .commitment)
        let renaming =
            new.role == .candidate
            ? Step(.rename(reference, to: failedName), .commitment) : nil
        return [disarming, renaming].compactMap(\.self)
    }

    // MARK: A mark, a stop

    private func markingAgain(_ record: OperationRecord?) -> [Step] {
        let stable = family.stable
        guard let marked = member(record?.from) else {
            return member(record?.to).filter { _ in stable == nil }.map(restoringMark) ?? []
        }
        let reference = ContainerReference(marked.container)
        let tag = stableTagging(to: marked, from: nil, .commitment)
        guard marked.id != stable?.id else { return [tag] }
        let renaming = stable.map { Step(displacing($0), .commitment) }
        return [tag, renaming, Step(.rename(reference, to: name.stableContainer), .commitment)].compactMap(\.self)
    }

    /// The marked one is gone: the one before is the known good again.
    private func restoringMark(_ before: Member) -> [Step] {
        [
            stableTagging(to: before, from: nil, .commitment),
            Step(.rename(ContainerReference(before.container), to: name.stableContainer), .commitment),
        ]
    }

    private func stoppingAgain() -> [Step] {
        let references = family.active.map { ContainerReference($0.container) }
        return references.map { Step(.setRestartPolicy($0, .no), .commitment) }
            + references.map { Step(.stop($0), .commitment) }
    }
}

extension Optional {
    /// nil also where it is not so.
    fileprivate func filter(_ isIncluded: (Wrapped) -> Bool) -> Wrapped? {
        flatMap { isIncluded($0) ? $0 : nil }
    }
}
