import Engine

extension Operation {
    /// Stops every active container, so that it also mends a family in which two run.
    package static func stop(_ family: FamilyName) -> Operation {
        Operation(
            family: family, isRemedy: true, isUnconditional: true, progressWord: "stopping",
            nextWords: { "dockervisor start \(family) :latest" + ($0 ? ", or :stable" : "") },
            typed: { "stop \($0)" }, plan: { planning throws(Refusal) in try planning.stop() })
    }
}

extension Planning {
    fileprivate func stop() throws(Refusal) -> Plan {
        if let interruption = family.interruption { return try stop(inSpiteOf: interruption) }
        guard !family.members.isEmpty else {
            throw refusal("\(name) has no containers", remedy: "See all families: dockervisor list")
        }
        guard !family.active.isEmpty else {
            return Plan(operation: operation, steps: [], result: "\(name) is already stopped")
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
            operation: operation, lock: record(.stop, from: family.active.first), steps: disarming + stopping,
            intent: "stop \(names); no container of \(name) will be running",
            result: "\(names) \(verb) stopped and kept; no container of \(name) is running",
            replaced: family.active.first.map { ContainerReference($0.container) }, hasStable: family.stable != nil)
    }

    /// Stops every running container, even after an interrupted operation: stopping needs no recovery first.
    private func stop(inSpiteOf interruption: Interruption) throws(Refusal) -> Plan {
        guard !situation.isUnderWay || situation.terms.takesOver else { throw .busy(interruption) }
        for member in family.active { try refuseIfRemovedWhenStopped(member) }
        let names = family.active.map(\.name).joined(separator: " and ")
        var stopping = Plan(
            operation: operation, lock: record(.stop, from: family.active.first, isSecond: true),
            steps: family.members.flatMap(stopping) + (family.candidate.map(puttingAside) ?? []),
            intent: names.isEmpty ? "keep all containers of \(name) stopped" : "stop \(names)",
            result: names.isEmpty
                ? "No container of \(name) is running"
                : "Stopped and kept: \(names); no container of \(name) is running",
            replaced: family.active.first.map { ContainerReference($0.container) }, hasStable: family.stable != nil)
        if family.recordDefect?.isOfAnotherVersion != true { stopping.steps += closing(stopping) }
        return stopping
    }
}
