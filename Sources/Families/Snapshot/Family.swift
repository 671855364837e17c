import Engine
import FoundationEssentials

/// What an engine said in one look: every container, and the images that dockervisor built.
package struct Snapshot: Hashable, Sendable {
    package var containers: [Container]
    package var images: [Image]
    /// What newest builds hold, by image id, as far as that matters.
    package var contents: [String: ContentHash]
    package var engine: EngineID

    package init(
        containers: [Container] = [], images: [Image] = [], contents: [String: ContentHash] = [:],
        engine: EngineID = .local
    ) {
        self.engine = engine
        self.containers = containers
        self.images = images
        self.contents = contents
    }

    /// Asks the engine both questions at once.
    ///
    /// - Parameters:
    ///   - family: whose builds to ask for, those without a tag included; nil: everybody's.
    ///   - known: contents of images that need not be asked for again; nil: builds are told apart by their ids.
    package init(
        of engine: some Engine, buildsOf family: FamilyName? = nil, knowing known: ImageContents? = nil
    ) async throws(EngineError) {
        let builds = Label.buildFamily + (family.map { "=\($0)" } ?? "")
        do {
            async let containers = engine.containers(labels: Label.listed)
            async let images = engine.images(labelled: builds)
            self.init(containers: try await containers, images: try await images, engine: engine.id)
            if let known { contents = await known.contents(of: buildsInDoubt, on: engine) }
        } catch let error as EngineError {
            throw error
        } catch {
            throw .unreadable(command: "ps", detail: "\(error)")
        }
    }

    /// Every family, by name.
    package var families: [Family] {
        let members = Dictionary(grouping: containers) { $0.labels[Label.family] }
        let images = Dictionary(grouping: images) { $0.repository }
        let names = Set(members.keys.compactMap(\.self)).union(images.keys.compactMap(\.self))
        return names.compactMap(Snapshot.familyName).sorted().map { name in
            Family(
                name: name, containers: members[name.text] ?? [], images: images[name.text] ?? [], contents: contents,
                engine: engine)
        }
    }

    /// The family of that name; one without containers and images if nothing has that name.
    package func family(_ name: FamilyName) -> Family {
        Family(
            name: name, containers: containers.filter { $0.labels[Label.family] == name.text },
            images: images.filter { $0.repository == name.text }, contents: contents, engine: engine)
    }

    /// Containers that no family has.
    package var foreign: [Container] {
        containers.filter { $0.labels[Label.family].flatMap(Snapshot.familyName) == nil }
    }

    /// nil for what was not written by dockervisor: names in other spellings would make one family two.
    private static func familyName(_ text: String) -> FamilyName? {
        guard let name = try? FamilyName(text), name.text == text else { return nil }
        return name
    }
}

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

/// A container of a family.
package struct Member: Hashable, Sendable, Identifiable {
    package let container: Container
    package let role: Role

    package init(container: Container, role: Role) {
        self.container = container
        self.role = role
    }

    package var id: String { container.id }
    package var name: String { container.name }

    /// Which one it is, without how it is.
    package struct Identity: Hashable, Sendable {
        package var id: String
        package var name: String

        init(id: String, name: String) {
            self.id = id
            self.name = name
        }

        init(_ details: ContainerDetails) { self.init(id: details.id, name: details.name) }
    }

    /// Full id of the image that it was made from.
    package var imageID: String { container.labels[Label.image] ?? container.image }

    /// What its image holds; unknown of those that older versions made.
    package var content: ContentHash { ContentHash(label: container.labels[Label.content] ?? "") }

    /// It was started, and did not pass its probation.
    package var hasFailed: Bool { role == .saved && name.hasSuffix("_failed") && !container.state.isActive }

    private var rank: Int {
        switch role {
        case .candidate: 0
        case .latest: 1
        case .stable: 2
        case .saved, .operationRecord, .recoveryLock: container.state.isActive ? 3 : 4
        }
    }

    /// Its name tells when it was displaced.
    private var isDated: Bool { role == .saved && name.contains("_save_") }

    /// Name of the configuration that it was made with; nil for none or an unnamed one.
    package var configuration: String? { container.labels[Label.configuration].flatMap { $0.isEmpty ? nil : $0 } }

    fileprivate static func matters(_ left: Member, _ right: Member) -> Bool {
        guard left.rank == right.rank else { return left.rank < right.rank }
        guard left.isDated == right.isDated else { return left.isDated }
        if left.isDated { return left.name > right.name }
        return left.container.createdAt == right.container.createdAt
            ? left.name < right.name : left.container.createdAt > right.container.createdAt
    }
}
