import Engine
import FoundationEssentials

extension Planning {
    /// How an existing container takes over. Rollback is this with the stable one.
    func start(_ new: Member) throws(Refusal) -> Plan {
        let old = try active()
        if let old, old.id == new.id {
            return Plan(operation: operation, steps: [], summary: "\(new.name) already \(doing(new))")
        }
        try refuseIfRemovedWhenStopped(old)
        try refuseIfRemovedWhenStopped(new)
        try refuseIfUnstartable(new)
        try refuseFullDisk()
        let reference = ContainerReference(new.container)
        let ports = situation.details[new.id]?.ports ?? []
        try refuseTakenPorts(ports, besides: old)
        try refuseMissingNetworks(situation.details[new.id]?.networks.map(\.name) ?? [])
        let policy = situation.details[new.id]?.restartPolicy
        let preparation =
            policy == .no ? [] : [Step(.setRestartPolicy(reference, .no), .preparation)]
        return Plan(
            operation: operation, steps: keepingImages() + preparation + takeover(from: old, to: reference),
            summary: "\(new.name) serves" + (old.map { ", \($0.name) is stopped and kept" } ?? ""),
            notes: sharedDataNotes(of: new) + suspectNotes(of: new) + goneImageNotes(of: new),
            replaced: old.map { ContainerReference($0.container) }, promoted: reference,
            hasStable: family.stable != nil, gate: situation.terms.gate
        ).locked(by: record(.existing, from: old, to: new)).publishing(ports)
    }

    /// Lets the container take over that was stopped last; not one that never ran.
    func undo() throws(Refusal) -> Plan {
        guard let last = lastStopped else {
            throw refusal(
                "no container of \(name) was stopped: there is nothing to go back to",
                remedy: "See what there is: dockervisor list \(name)")
        }
        return try start(last)
    }

    /// One that did not pass its probation never took over.
    var lastStopped: Member? {
        let stopped = family.members.filter {
            !$0.container.state.isActive && $0.role != .candidate && !$0.hasFailed
        }
        return stopped.max { end(of: $0) < end(of: $1) }.flatMap { end(of: $0) > .distantPast ? $0 : nil }
    }

    private func end(of member: Member) -> Date {
        guard let details = situation.details[member.id], details.startedAt != nil else { return .distantPast }
        return details.finishedAt ?? .distantPast
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
        case .paused: "is the active one, but paused (docker unpause \(member.name))"
        case .restarting: "is the active one, but in a restart loop"
        default: "runs"
        }
    }

    private func sharedDataNotes(of new: Member) -> [String] {
        let sources = Set(situation.details[new.id]?.mounts.map(\.source) ?? [])
        guard !sources.isEmpty else { return [] }
        return ["Data in volumes is not rolled back: \(new.name) finds it as it is now"]
    }

    private func suspectNotes(of new: Member) -> [String] {
        guard let details = situation.details[new.id], details.state == .exited, details.exitCode != 0,
            ![130, 137, 143].contains(details.exitCode)
        else { return [] }
        return ["\(new.name) ended with exit code \(details.exitCode) when it last ran"]
    }
}
