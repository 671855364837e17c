extension Operation {
    package static func startStable(_ family: FamilyName) -> Operation {
        backToStable(family) { "start \($0) :stable" }
    }

    /// `stop` and `start :stable` as one.
    package static func rollback(_ family: FamilyName) -> Operation { backToStable(family) { "rollback \($0)" } }

    private static func backToStable(
        _ family: FamilyName, typed: @escaping @Sendable (String) -> String
    ) -> Operation {
        Operation(
            family: family, targets: { [$0.stable].compactMap(\.self) + $0.renamedStable }, isTakeover: true,
            wantsStable: true, typed: typed,
            plan: { planning throws(Refusal) in try planning.start(try planning.stable()) })
    }
}

extension Planning {
    func stable() throws(Refusal) -> Member {
        if let stable = family.stable { return stable }
        let renamed = family.renamedStable
        if renamed.count == 1 { return renamed[0] }
        guard renamed.isEmpty else {
            let names = renamed.map(\.name)
            throw refusal(renamedProblem(names, name.stableContainer), remedy: renamedRemedy(names, in: name))
        }
        guard !family.hasStableTag else {
            throw refusal(
                "the stable container of \(name) was removed; its image \(name.stableReference) still exists",
                remedy: "Create it again with the current configuration: "
                    + "dockervisor start \(name) :stable --from-tag")
        }
        let mark = "Start one that works, then mark it as stable: dockervisor stable mark \(name)"
        let hasFormer = family.members.contains { [.exited, .dead].contains($0.container.state) }
        throw refusal(
            "\(name) has no stable container",
            remedy: family.members.isEmpty
                ? "Create a container first: dockervisor start \(name) :new"
                : hasFormer ? "Switch back to the previous container: dockervisor undo \(name). \(mark)" : mark)
    }
}
