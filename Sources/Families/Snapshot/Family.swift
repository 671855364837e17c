import Engine

/// An image name, and every image and container made under it.
package struct Family: Hashable, Sendable, Identifiable {
    package let name: FamilyName
    package let engine: EngineID
    /// What matters most first: a candidate, the latest, the stable one, a displaced one that serves, then the others,
    /// the displaced last first. Never the record of an operation.
    package let members: [Member]
    /// The record of an operation under way or interrupted.
    package let operationRecord: Container?
    /// Held by whoever recovers an interrupted operation.
    package let recoveryLock: Container?
    /// Tagged with the family's name, newest first; without the tags that only keep the images of members.
    package let images: [Image]
    /// What the newest build holds, as far as that is known.
    private let newestContent: ContentHash

    package var id: FamilyID { FamilyID(name, on: engine) }

    package init(
        name: FamilyName, containers: [Container], images: [Image], contents: [String: ContentHash] = [:],
        engine: EngineID = .local
    ) {
        let images = images.withoutMemberTags.sorted { $0.createdAt > $1.createdAt }
        self.init(
            name: name, engine: engine, containers: containers, shownImages: images,
            newestContent: images.first { $0.tag == "latest" }.flatMap { contents[$0.id] } ?? ContentHash())
    }

    /// The same with other accounts of its containers.
    package func replacing(_ containers: [Container]) -> Family {
        Family(
            name: name, engine: engine, containers: containers, shownImages: images, newestContent: newestContent)
    }

    private init(
        name: FamilyName, engine: EngineID, containers: [Container], shownImages: [Image], newestContent: ContentHash
    ) {
        let all = containers.map { Member(container: $0, role: name.role(ofContainer: $0.name)) }
        self.name = name
        self.engine = engine
        members = all.filter { ![.operationRecord, .recoveryLock].contains($0.role) }.sorted(by: Member.matters)
        operationRecord = all.first { $0.role == .operationRecord }?.container
        recoveryLock = all.first { $0.role == .recoveryLock }?.container
        images = shownImages
        self.newestContent = newestContent
    }

    /// Running, restarting or paused; more than one only if somebody else made it so.
    package var active: [Member] { members.filter(\.container.state.isActive) }

    package var stable: Member? { members.first { $0.role == .stable } }

    /// `dcv_F`; where nobody has that name, the newest is the stable one.
    package var latest: Member? { members.first { $0.role == .latest } ?? stable }

    package var candidate: Member? { members.first { $0.role == .candidate } }

    /// The image that `start :new` would use; nil if it was not built by dockervisor.
    package var newestImage: Image? { images.first { $0.tag == "latest" } }

    /// Full ids of the images that its members were made from, each once.
    package var memberImages: [String] {
        members.map(\.imageID).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Whether an image is tagged as the stable one's.
    package var hasStableTag: Bool { images.contains { $0.tag == "dcv-stable" } }

    /// Whether one was marked as stable, and is there no more: somebody pruned it.
    package var isStableGone: Bool { stable == nil && hasStableTag && renamedStable.isEmpty }

    /// Members that may be the stable one under another name, the likeliest first: their image is the marked one. None if
    /// the stable one is there, or if all have names that dockervisor gives: then it was removed.
    package var renamedStable: [Member] {
        guard stable == nil, let stableImage else { return [] }
        let same = members.filter { $0.imageID == stableImage && $0.role == .saved && !$0.hasFailed }
        let renamed = same.filter { !name.isOwnName($0.name) }
        return renamed.isEmpty ? [] : renamed + same.filter { name.isOwnName($0.name) }
    }

    var stableImage: String? { images.first { $0.tag == "dcv-stable" }?.id }

    /// A build that no container was made from yet, nor from one that holds the same.
    package var unusedBuild: Image? {
        guard let newestImage else { return nil }
        let isUsed = members.contains { $0.imageID == newestImage.id || $0.content.matches(newestContent) }
        return isUsed ? nil : newestImage
    }
}

/// A family among those of several engines.
package struct FamilyID: Hashable, Sendable {
    package let name: FamilyName
    package let engine: EngineID

    package init(_ name: FamilyName, on engine: EngineID) {
        self.name = name
        self.engine = engine
    }
}

extension [Image] {
    /// As people are to see them: without the tags that keep the images of members. One that has no other is untagged.
    package var withoutMemberTags: [Image] {
        func isKeeping(_ image: Image) -> Bool { image.tag == memberTag(of: image.id) }
        let named = Set(filter { !isKeeping($0) }.map(\.id))
        return compactMap { image in
            guard isKeeping(image) else { return image }
            guard !named.contains(image.id) else { return nil }
            var untagged = image
            untagged.tag = nil
            return untagged
        }
    }
}
