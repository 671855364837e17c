import Engine

extension Planning {
    /// Removes containers that neither serve nor are kept for a return, and the images that only they used.
    ///
    /// - Parameter chosen: names or ids; nil: all but the one that `undo` would go back to.
    func cleanUp(_ chosen: [String]?) throws(Refusal) -> Plan {
        let last = lastStopped
        let removed = try chosen.map { names throws(Refusal) in try names.map(removable) } ?? spare(besides: last)
        guard !removed.isEmpty else {
            let kept = family.members.first { isSpare($0) }.map { "; \($0.name) is kept for undo" } ?? ""
            return Plan(operation: operation, steps: [], summary: "\(name) has nothing to be cleaned up\(kept)")
        }
        let references = removed.map { ContainerReference($0.container) }
        let images = imagesOnly(of: removed)
        let count = removed.count == 1 ? "1 container" : "\(removed.count) containers"
        let verb = removed.count + images.count == 1 ? "is" : "are"
        let unused = images.isEmpty ? "" : " and \(images.count == 1 ? "1 image" : "\(images.count) images")"
        return Plan(
            operation: operation,
            steps: references.map { Step(.remove($0), .commitment) }
                + images.map { Step(.removeImage($0), .commitment) },
            summary: "\(count)\(unused) of \(name) \(verb) gone for good; named volumes stay",
            notes: volumeNotes(removed) + (removed.contains { $0.id == last?.id } ? [undoNote] : []),
            hasStable: family.stable != nil, removed: references
        ).locked(by: record(.mend, from: keeper(besides: removed)))
    }

    private var undoNote: String { "undo has nothing to go back to afterwards" }

    private func isSpare(_ member: Member) -> Bool {
        member.role == .saved && !member.container.state.isActive
    }

    private func spare(besides last: Member?) -> [Member] { family.members.filter { isSpare($0) && $0.id != last?.id } }

    private func removable(_ word: String) throws(Refusal) -> Member {
        let found = family.members.first {
            $0.name == word || $0.id == word || (word.count >= 12 && $0.id.hasPrefix(word))
        }
        guard let found else {
            throw refusal("\(name) has no container '\(word)'", remedy: "See what there is: dockervisor list \(name)")
        }
        guard isSpare(found) else {
            let what =
                found.container.state.isActive
                ? "serves" : found.role == .stable ? "is the stable one" : "is the latest one"
            throw refusal(
                "\(found.name) \(what), and is not removed",
                remedy: "See what can be: dockervisor clean \(name)")
        }
        return found
    }

    /// Whose image the record is made from: one that stays.
    private func keeper(besides removed: [Member]) -> Member? {
        family.members.first { member in !removed.contains { $0.id == member.id } } ?? removed.first
    }

    /// Without a tag, and used by nobody else: neither by others nor by the record.
    private func imagesOnly(of removed: [Member]) -> [String] {
        let gone = Set(removed.map(\.id))
        let used = situation.snapshot.containers.filter { !gone.contains($0.id) }
            .map { $0.labels[Label.image] ?? $0.image }
        let untagged = Set(situation.snapshot.images.filter { $0.repository == nil }.map(\.id))
        let record = keeper(besides: removed)?.imageID
        return removed.map(\.imageID).reduce(into: []) { images, image in
            let isWanted = used.contains(image) || image == record || !untagged.contains(image)
            if !isWanted, !images.contains(image) { images.append(image) }
        }
    }

    /// An anonymous volume has an id for a name, and nobody would find it again.
    private func volumeNotes(_ removed: [Member]) -> [String] {
        removed.compactMap { member in
            let mounts = situation.details[member.id]?.mounts ?? []
            let anonymous = mounts.filter(\.isAnonymousVolume)
            guard !anonymous.isEmpty else { return nil }
            return "The data of \(member.name) in \(anonymous.map(\.path).joined(separator: " and ")) goes with it: "
                + "that volume has no name"
        }
    }
}
