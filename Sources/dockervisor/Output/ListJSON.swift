import Engine
import Families
import FoundationEssentials

/// The shape of `list --json`. Fields are added, never renamed or taken away.
struct ListJSON: Encodable {
    /// The engine's address, or `local`.
    let engine: String
    let families: [FamilyEntry]

    struct FamilyEntry: Encodable {
        let name: String
        /// Names of the containers that run; one, unless somebody else started another.
        let active: [String]
        let latest: String?
        let stable: String?
        /// What is under way or was interrupted; nil in a steady state.
        let operation: OperationEntry?
        /// Full id of a build that no container was made from yet.
        let unusedBuild: String?
        /// Newest first.
        let containers: [ContainerEntry]
        /// Newest first.
        let images: [ImageEntry]
    }

    struct ContainerEntry: Encodable {
        let id, name, role, state, status: String
        let health: String?
        let exitCode: Int?
        let image: String
        let configuration: String?
        let createdAt: Date
        let ports: [PublishedPort]
    }

    struct OperationEntry: Encodable {
        /// As it was typed; nil if its record is gone.
        let what, by: String?
        let since: Date?
    }

    struct ImageEntry: Encodable {
        let id: String
        let tag: String?
        let createdAt: Date
        let size: String
    }

    init(engine: String, families: [Family]) {
        self.engine = engine
        self.families = families.map(FamilyEntry.init)
    }

    var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return String(decoding: (try? encoder.encode(self)) ?? Data(), as: UTF8.self)
    }
}

extension ListJSON.FamilyEntry {
    fileprivate init(_ family: Family) {
        self.init(
            name: family.name.text, active: family.active.map(\.name), latest: family.latest?.name,
            stable: family.stable?.name, operation: family.interruption.map(ListJSON.OperationEntry.init),
            unusedBuild: family.unusedBuild?.id,
            containers: family.members.map(ListJSON.ContainerEntry.init),
            images: family.images.map {
                .init(id: $0.id, tag: $0.tag, createdAt: $0.createdAt, size: $0.size)
            })
    }
}

extension ListJSON.OperationEntry {
    fileprivate init(_ found: Interruption) {
        self.init(what: found.record?.words, by: found.record?.holder.by, since: found.record?.at)
    }
}

extension ListJSON.ContainerEntry {
    fileprivate init(_ member: Member) {
        let container = member.container
        self.init(
            id: container.id, name: container.name, role: member.role.word, state: container.state.rawValue,
            status: container.status, health: container.health?.rawValue, exitCode: container.exitCode,
            image: member.imageID, configuration: member.configuration, createdAt: container.createdAt,
            ports: container.ports)
    }
}
