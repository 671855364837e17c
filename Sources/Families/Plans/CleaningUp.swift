import Engine

extension Operation {
    /// Removes containers that neither serve nor are kept for a return, and the images that only they used.
    ///
    /// - Parameter containers: names or ids, or references of images whose containers are gone already; nil: all of
    ///   both, but the container that `undo` would go back to.
    package static func cleanUp(_ family: FamilyName, containers: [String]?) -> Operation {
        Operation(
            family: family, named: containers, builds: "\(Label.buildFamily)=\(family)", targets: \.members,
            isRemedy: true, progressWord: "cleaning", typed: { "clean \($0)" },
            plan: { planning throws(Refusal) in try planning.cleanUp(containers) })
    }
}

extension Planning {
    fileprivate func cleanUp(_ chosen: [String]?) throws(Refusal) -> Plan {
        let last = lastStopped
        let orphans = orphanedReferences.filter { chosen?.contains($0) ?? true }
        let names = chosen.map { $0.filter { !orphans.contains($0) } }
        let removed = try names.map { names throws(Refusal) in try names.map(removable) } ?? spare(besides: last)
        let images = doomedImages(with: removed)
        guard !removed.isEmpty || !orphans.isEmpty else {
            let kept = family.members.first { isSpare($0) }.map { "; \($0.name) is kept for undo" } ?? ""
            return Plan(operation: operation, steps: [], result: "\(name) has nothing to clean up\(kept)")
        }
        let references = removed.map { ContainerReference($0.container) }
        let imageCount = images.count { situation.memberImages[$0].map(losesEverything) ?? false } + orphans.count
        let counts = [counted(removed.count, "container"), counted(imageCount, "image")].compactMap(\.self)
        let words = "\(counts.joined(separator: " and ")) of \(name)"
        return Plan(
            operation: operation, lock: record(.mend, from: keeper(besides: removed), sparing: images),
            steps: references.map { Step(.remove($0), .commitment) } + images.compactMap(removal)
                + orphans.map { Step(.untag($0), .commitment, isOptional: true) },
            intent: "delete \(words); named volumes are kept", result: "\(words) deleted; named volumes are kept",
            notes: volumeNotes(removed) + (removed.contains { $0.id == last?.id } ? [undoNote] : []),
            removed: references, removedReferences: orphans, hasStable: family.stable != nil)
    }

    /// `2 images`; nil for none.
    private func counted(_ count: Int, _ noun: String) -> String? {
        count == 0 ? nil : "\(count) \(noun)" + (count == 1 ? "" : "s")
    }

    private var undoNote: String { "After this, undo has no container to switch back to" }

    private func isSpare(_ member: Member) -> Bool {
        member.role == .saved && !member.container.state.isActive
    }

    private func spare(besides last: Member?) -> [Member] { family.members.filter { isSpare($0) && $0.id != last?.id } }

    private func removable(_ word: String) throws(Refusal) -> Member {
        let found = family.members.first {
            $0.name == word || $0.id == word || (word.count >= 12 && $0.id.hasPrefix(word))
        }
        guard let found else {
            throw refusal("\(name) has no container '\(word)'", remedy: "See its containers: dockervisor list \(name)")
        }
        guard isSpare(found) else {
            let what =
                found.container.state.isActive
                ? "active" : found.role == .stable ? "the stable container" : "the latest container"
            throw refusal(
                "cannot delete \(found.name): it is \(what)",
                remedy: "See what can be deleted: dockervisor clean \(name)")
        }
        return found
    }

    /// Whose image the record is made from: one that stays.
    private func keeper(besides removed: [Member]) -> Member? {
        family.members.first { member in !removed.contains { $0.id == member.id } } ?? removed.first
    }

    /// Images that no container uses afterwards, and that have no reference but their own: `latest`, the stable one's and
    /// those that people gave stay.
    private func doomedImages(with removed: [Member]) -> [String] {
        let gone = Set(removed.map(\.id))
        return removed.map(\.imageID).reduce(into: []) { images, image in
            let isWanted = isUsed(image: image, besides: gone) || situation.memberImages[image] == nil
            if !isWanted, !images.contains(image) { images.append(image) }
        }
    }

    /// Whether nothing names it but its own reference, with which it goes.
    private func losesEverything(_ image: ImageDetails) -> Bool {
        image.references.allSatisfy { $0 == name.memberReference(of: image.id) }
    }

    /// By reference: by id an image is not removed that has several. One without any goes by its id.
    private func removal(of image: String) -> Step? {
        guard let found = situation.memberImages[image] else { return nil }
        let own = name.memberReference(of: image)
        if found.references.contains(own) { return Step(.untag(own), .commitment, isOptional: true) }
        return found.references.isEmpty ? Step(.removeImage(image), .commitment, isOptional: true) : nil
    }

    /// References of members whose containers somebody removed, where nothing else names the image.
    private var orphanedReferences: [String] {
        let kept = situation.snapshot.images.filter { $0.repository == name.text && $0.tag == memberTag(of: $0.id) }
        let counts = Dictionary(grouping: situation.snapshot.images, by: \.id).mapValues(\.count)
        return kept.filter { counts[$0.id] == 1 && !isUsed(image: $0.id) }.map { name.memberReference(of: $0.id) }
    }

    /// An anonymous volume has an id for a name, and nobody would find it again.
    private func volumeNotes(_ removed: [Member]) -> [String] {
        removed.compactMap { member in
            let mounts = situation.details[member.id]?.mounts ?? []
            let anonymous = mounts.filter(\.isAnonymousVolume)
            guard !anonymous.isEmpty else { return nil }
            return "Also deletes the data of \(member.name) in \(anonymous.map(\.path).joined(separator: " and ")) "
                + "(anonymous volume\(anonymous.count == 1 ? "" : "s"))"
        }
    }
}
