import Engine
import FoundationEssentials

extension Planning {
    /// How an existing container takes over. Rollback is this with the stable one.
    func start(_ new: Member) throws(Refusal) -> Plan {
        let old = try active()
        let renaming = renamingBack(new)
        if let old, old.id == new.id { return alreadyActive(new, renaming) }
        try refuseIfRemovedWhenStopped(old)
        try refuseIfRemovedWhenStopped(new)
        try refuseIfUnstartable(new)
        try refuseFullDisk()
        let reference = ContainerReference.existing(id: new.id, name: nameAfter(renaming, new))
        let ports = situation.details[new.id]?.ports ?? []
        try refuseTakenPorts(ports, besides: old)
        try refuseMissingNetworks(situation.details[new.id]?.networks.map(\.name) ?? [])
        let policy = situation.details[new.id]?.restartPolicy
        let preparation =
            policy == .no ? [] : [Step(.setRestartPolicy(reference, .no), .preparation)]
        return Plan(
            operation: operation, lock: record(.existing, from: old, to: new),
            steps: keepingImages() + renaming + preparation + takeover(from: old, to: reference),
            intent: (old.map { "stop \($0.name) and " } ?? "") + "start \(reference.name)",
            result: "\(reference.name) is running" + (old.map { "; \($0.name) is stopped and kept" } ?? ""),
            notes: renamingNotes(renaming, of: new) + returnNotes(to: new) + sharedDataNotes(of: new)
                + suspectNotes(of: new) + goneImageNotes(of: new),
            replaced: old.map { ContainerReference($0.container) }, promoted: reference,
            hasStable: family.stable != nil, probation: situation.terms.probation,
            isDoubtful: wentBack(from: new) != nil, ports: ports)
    }

    /// The stable one gets its name back if somebody gave it another one: by its name it is found again.
    private func renamingBack(_ new: Member) -> [Step] {
        guard operation.wantsStable, new.role != .stable else { return [] }
        let reference = ContainerReference(new.container)
        return [
            Step(
                .rename(reference, to: name.stableContainer), .preparation,
                undo: .call(.rename(reference, to: new.name)))
        ]
    }

    private func alreadyActive(_ new: Member, _ renaming: [Step]) -> Plan {
        guard !renaming.isEmpty else {
            return Plan(operation: operation, steps: [], result: "\(new.name) is already \(doing(new))")
        }
        return Plan(
            operation: operation, lock: record(.mend, from: new), steps: renaming,
            intent: "rename \(new.name) back to \(name.stableContainer)",
            result: "\(name.stableContainer) has its name back and keeps running",
            notes: renamingNotes(renaming, of: new), hasStable: true)
    }

    private func nameAfter(_ renaming: [Step], _ new: Member) -> String {
        renaming.isEmpty ? new.name : name.stableContainer
    }

    private func renamingNotes(_ renaming: [Step], of new: Member) -> [String] {
        renaming.isEmpty ? [] : ["The stable container was renamed to \(new.name); this renames it back"]
    }

    /// The heart of every switch: what served is stopped only after all that can fail beforehand was done, and it
    /// comes back if the new one does not start.
    ///
    /// From the first step to the decision the old one has the policy `always`: should the machine lose power while
    /// nothing runs, the engine brings it back by itself.
    func takeover(from old: Member?, to new: ContainerReference) -> [Step] {
        let isCandidate = new.name == name.candidateContainer
        let start = Step(.start(new), .takeover, undo: isCandidate ? .putDown(new) : .call(.stop(new)))
        let keep = Step(.setRestartPolicy(new, .unlessStopped), .commitment)
        guard let old else { return [start, keep] }
        let reference = ContainerReference(old.container)
        return [
            Step(
                .setRestartPolicy(reference, .always), .takeover,
                undo: .call(.setRestartPolicy(reference, .unlessStopped))),
            Step(.stop(reference), .takeover, undo: .call(.start(reference))),
            start,
            Step(.setRestartPolicy(reference, .no), .commitment),
            keep,
        ]
    }

    private func doing(_ member: Member) -> String {
        switch member.container.state {
        case .paused: "active, but paused (docker unpause \(member.name))"
        case .restarting: "active, but in a restart loop"
        default: "running"
        }
    }

    /// Which older one took over from it last, and when: somebody went back.
    private func wentBack(from new: Member) -> (to: String, at: Date)? {
        guard !operation.wantsStable, let left = situation.details[new.id], let end = left.finishedAt
        else { return nil }
        let older = family.members.filter { member in
            guard let details = situation.details[member.id], let start = details.startedAt else { return false }
            return details.createdAt < left.createdAt && (0..<30).contains(start.timeIntervalSince(end))
        }
        return older.first.map { ($0.name, end) }
    }

    private func returnNotes(to new: Member) -> [String] {
        guard let (older, time) = wentBack(from: new) else { return [] }
        let seconds = Int(situation.now.timeIntervalSince(time))
        let ago =
            seconds < 60
            ? "less than a minute" : seconds < 7200 ? "\(seconds / 60) min" : "\(seconds / 3600) h"
        return ["\(older) replaced \(new.name) \(ago) ago; this switches back to \(new.name)"]
    }

    private func sharedDataNotes(of new: Member) -> [String] {
        let sources = Set(situation.details[new.id]?.mounts.map(\.source) ?? [])
        guard !sources.isEmpty else { return [] }
        return ["Volumes are not rolled back: \(new.name) will see the current data"]
    }

    private func suspectNotes(of new: Member) -> [String] {
        guard let details = situation.details[new.id], details.state == .exited, details.exitCode != 0,
            ![130, 137, 143].contains(details.exitCode)
        else { return [] }
        return ["\(new.name) exited with code \(details.exitCode) when it last ran"]
    }
}
