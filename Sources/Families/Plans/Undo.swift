import FoundationEssentials

extension Operation {
    /// Lets the container take over that was stopped last.
    package static func undo(_ family: FamilyName) -> Operation {
        Operation(
            family: family, targets: \.members, isTakeover: true, typed: { "undo \($0)" },
            plan: { planning throws(Refusal) in try planning.undo() })
    }
}

extension Planning {
    /// Lets the container take over that was stopped last; not one that never ran.
    fileprivate func undo() throws(Refusal) -> Plan {
        _ = try active()
        guard let last = lastStopped else {
            throw refusal(
                "\(name) has no previous container to switch back to",
                remedy: "See its containers: dockervisor list \(name)")
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
}
