extension Operation {
    package static func startLatest(_ family: FamilyName) -> Operation {
        Operation(
            family: family, targets: { [$0.latest, $0.stable].compactMap(\.self) }, isTakeover: true,
            typed: { "start \($0) :latest" },
            plan: { planning throws(Refusal) in try planning.start(try planning.latest()) })
    }
}

extension Planning {
    fileprivate func latest() throws(Refusal) -> Member {
        if let latest = family.latest { return latest }
        guard family.members.isEmpty else {
            throw refusal(
                "\(name) has neither a latest nor a stable container",
                remedy: "Create one: dockervisor start \(name) :new. Or start one by name: dockervisor list \(name)"
            )
        }
        throw refusal("\(name) has no container yet", remedy: "Create one: dockervisor start \(name) :new")
    }
}
