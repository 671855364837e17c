extension Operation {
    /// Lets a managed container take over, by name.
    package static func startContainer(_ family: FamilyName, name: String) -> Operation {
        Operation(
            family: family, named: [name],
            targets: { $0.members.filter { $0.name == name || $0.role == .stable } }, isTakeover: true,
            typed: { _ in "start \(name)" },
            plan: { planning throws(Refusal) in try planning.start(try planning.member(named: name)) })
    }
}

extension Planning {
    fileprivate func member(named container: String) throws(Refusal) -> Member {
        if let member = family.members.first(where: { $0.name == container }) { return member }
        throw refusal("\(name) has no container '\(container)'", remedy: "See its containers: dockervisor list \(name)")
    }
}
