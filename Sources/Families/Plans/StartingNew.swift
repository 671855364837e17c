import Engine

extension Operation {
    /// Creates a container from the newest build and lets it take over.
    ///
    /// - Parameter configuration: names one of the Dockerparams; nil: the one that was used before, or the only one.
    package static func startNew(_ family: FamilyName, configuration: String?) -> Operation {
        Operation(
            family: family, named: configuration.map { [$0] }, image: family.latestReference, builds: Label.buildFamily,
            targets: { [$0.latest].compactMap(\.self) }, needsFamily: false, nextWords: { ifItWorks(family, $0) },
            typed: { "start \($0) :new" + (configuration.map { " \($0)" } ?? "") },
            plan: { planning throws(Refusal) in try planning.startNew() })
    }

    static func ifItWorks(_ family: FamilyName, _ hasStable: Bool) -> String {
        "if it works: dockervisor stable mark \(family)"
            + (hasStable ? "; if not: dockervisor rollback \(family)" : "")
    }
}

extension Planning {
    /// How a container is made from the newest build and takes over.
    func startNew() throws(Refusal) -> Plan {
        guard let image = situation.newestImage else { throw noImage() }
        let old = try active()
        try refuseIfRemovedWhenStopped(old)
        try refuseFullDisk()
        for needed in [name.latestContainer, name.candidateContainer] { try refuseForeignHolder(of: needed) }
        let new = NewContainer(
            name: name, image: image, parameters: situation.parameters,
            predecessor: family.latest.flatMap { situation.details[$0.id] })
        try refuseVolumeClash(new)
        try refuseTakenPorts(new.takenPorts, besides: old)
        try refuseMissingNetworks(situation.parameters.configuration.networks)
        let candidate = ContainerReference.planned(name: name.candidateContainer)
        return Plan(
            operation: operation, lock: record(.new, from: old, new: image),
            steps: keepingImages() + creation(new, of: candidate) + takeover(from: old, to: candidate)
                + renaming(candidate),
            intent: (old.map { "stop \(keeping($0)) and " } ?? "") + "start a new \(name.latestContainer)",
            result: "A new \(name.latestContainer) is running"
                + (old.map { "; \(kept($0)) is stopped and kept" } ?? ""),
            notes: fromTagNotes() + new.notes + sameAgainNotes(new, old: old),
            replaced: old.map { ContainerReference($0.container) },
            promoted: candidate, hasStable: family.stable != nil, probation: situation.terms.probation,
            ports: new.takenPorts)
    }

    private func noImage() -> Refusal {
        if operation.isFromTag {
            return refusal(
                "no such image: \(name.stableReference)", remedy: "Build one: dockervisor build \(name) PATH")
        }
        let names = situation.snapshot.families.map(\.name.text)
        if let meant = nearest(to: name.text, among: names.filter { $0 != name.text }), family.members.isEmpty {
            return refusal("no such image: \(name.latestReference)", remedy: "Did you mean '\(meant)'?")
        }
        return refusal(
            "no such image: \(name.latestReference)", remedy: "Build it: dockervisor build \(name) PATH")
    }

    private func creation(_ new: NewContainer, of candidate: ContainerReference) -> [Step] {
        let request = new.request(named: name.candidateContainer, by: situation.by, why: situation.terms.why)
        let create = Step(
            .create(request), .preparation,
            undo: .setAside(candidate, as: failedName))
        return tagging(new.image) + [create]
            + new.furtherNetworks.map { network in
                Step(
                    .connect(candidate, network: network, alias: NewContainer.alias(of: name, on: network)),
                    .preparation)
            }
    }

    /// Before the container is created: from then on no build takes its image away.
    private func tagging(_ image: ImageDetails) -> [Step] {
        let reference = name.memberReference(of: image.id)
        guard !image.references.contains(reference), !family.memberImages.contains(image.id) else { return [] }
        let tag = EngineCall.tag(image: image.id, reference: reference)
        return [Step(tag, .preparation, undo: .untag(reference, image: image.id))]
    }

    /// Renames the new container to its final name; a container that has that name becomes an old one, running or not.
    func renaming(_ candidate: ContainerReference) -> [Step] {
        let holder = family.members.first { $0.role == .latest }
        let displaced = holder.map { Step(.rename(ContainerReference($0.container), to: savedName), .commitment) }
        return [displaced, Step(.rename(candidate, to: name.latestContainer), .commitment)].compactMap(\.self)
    }

    /// Its name afterwards.
    private func kept(_ old: Member) -> String {
        old.role == .latest ? savedName : old.name
    }

    private func keeping(_ old: Member) -> String {
        old.role == .latest ? "\(old.name) (kept as \(savedName))" : old.name
    }

    private func refuseVolumeClash(_ new: NewContainer) throws(Refusal) {
        if let clash = new.volumeClash {
            throw refusal(
                "volume \(clash.volume) would be mounted at both \(clash.paths.joined(separator: " and "))",
                remedy: "Name the volumes in dcv-\(name.fitted): \"volumes\": {\"NAME\": \"\(clash.paths[0])\"}")
        }
        for volume in new.generatedVolumes {
            guard
                let user = situation.snapshot.containers.first(where: { container in
                    container.mounts.contains(volume.source)
                        && container.labels[Label.family].map { $0 != name.text } ?? false
                })
            else { continue }
            throw refusal(
                "volume \(volume.source), needed for \(volume.path) of \(name), is in use by \(user.name) of family "
                    + (user.labels[Label.family] ?? ""),
                remedy: "Name another volume in dcv-\(name.fitted): \"volumes\": {\"NAME\": \"\(volume.path)\"}")
        }
    }

    /// Whether the new one would be what is there already, or what was given up.
    private func sameAgainNotes(_ new: NewContainer, old: Member?) -> [String] {
        if let old, let details = situation.details[old.id], new.isSame(as: details) {
            return ["\(old.name) already runs this image with these parameters"]
        }
        guard let latest = family.latest, latest.id != old?.id, let details = situation.details[latest.id],
            details.startedAt != nil, new.isSame(as: details)
        else { return [] }
        return ["\(latest.name), which is stopped, already has this image and these parameters"]
    }
}
