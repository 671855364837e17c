import Engine

extension Operation {
    /// Makes a container from the image that is tagged stable, with the configuration of today; for when the stable
    /// container itself is gone.
    package static func startFromTag(_ family: FamilyName) -> Operation {
        Operation(
            family: family, image: family.stableReference, builds: Label.buildFamily,
            targets: { [$0.latest].compactMap(\.self) + $0.renamedStable }, wantsStable: true,
            nextWords: { ifItWorks(family, $0) }, typed: { "start \($0) :stable --from-tag" },
            plan: { planning throws(Refusal) in try planning.startFromTag() })
    }

    var isFromTag: Bool { image != nil && wantsStable }
}

extension Planning {
    /// Like a new one, from the image that was tagged when its container was marked. The mark itself is given anew.
    fileprivate func startFromTag() throws(Refusal) -> Plan {
        guard family.isStableGone else { return try start(try stable()) }
        return try startNew()
    }

    func fromTagNotes() -> [String] {
        guard operation.isFromTag else { return [] }
        return [
            "The stable container was removed; this creates a new one from its image, \(name.stableReference), with the "
                + "current parameters. Mark it as stable if it works"
        ]
    }
}
