import Engine

extension Planning {
    /// Stops every active container, so that it also mends a family in which two run.
    func stop() throws(Refusal) -> Plan {
        guard !family.members.isEmpty else {
            throw refusal("\(name) has no container", remedy: "See what there is: dockervisor list")
        }
        guard !family.active.isEmpty else {
            return Plan(operation: operation, steps: [], summary: "\(name) is stopped already")
        }
        for member in family.active { try refuseIfRemovedWhenStopped(member) }
        let disarming = family.active.map { member in
            let reference = ContainerReference(member.container)
            let policy = situation.details[member.id]?.restartPolicy ?? .unlessStopped
            return Step(
                .setRestartPolicy(reference, .no), .preparation, undo: .call(.setRestartPolicy(reference, policy)),
                isOptional: true)
        }
        let stopping = family.active.map { member in
            let reference = ContainerReference(member.container)
            return Step(.stop(reference), .takeover, undo: .call(.start(reference)))
        }
        let names = family.active.map(\.name).joined(separator: " and ")
        let verb = family.active.count == 1 ? "is" : "are"
        return Plan(
            operation: operation, steps: disarming + stopping,
            summary: "\(names) \(verb) stopped and kept; nothing of \(name) serves",
            replaced: family.active.first.map { ContainerReference($0.container) }, hasStable: family.stable != nil
        ).locked(by: record(.stop, from: family.active.first))
    }
}
