import Engine

extension Operation {
    /// Sets the restart policies as they should be: `unless-stopped` for the active one, `no` for all others.
    package static func mend(_ family: FamilyName) -> Operation {
        Operation(
            family: family, targets: \.members, typed: { "doctor \($0) --fix" },
            plan: { planning throws(Refusal) in try planning.mend() })
    }
}

extension Planning {
    fileprivate func mend() throws(Refusal) -> Plan {
        let old = try active()
        let steps = family.members.compactMap { member -> Step? in
            let right: RestartPolicy = member.id == old?.id ? .unlessStopped : .no
            guard let policy = situation.details[member.id]?.restartPolicy, policy != right else { return nil }
            let reference = ContainerReference(member.container)
            return Step(
                .setRestartPolicy(reference, right), .preparation, undo: .call(.setRestartPolicy(reference, policy)))
        }
        guard !steps.isEmpty else {
            return Plan(operation: operation, steps: [], result: "\(name) already has the right restart policies")
        }
        return Plan(
            operation: operation, lock: record(.mend, from: old ?? family.members.first), steps: steps,
            intent: "fix the restart policies of \(name)", result: "The restart policies of \(name) are fixed")
    }
}
