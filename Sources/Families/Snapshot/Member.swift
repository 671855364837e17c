import Engine

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

    /// True if the name contains the time when the container was replaced.
    private var isDated: Bool { role == .saved && name.contains("_save_") }

    /// Name of the configuration that it was made with; nil for none or an unnamed one.
    package var configuration: String? { container.labels[Label.configuration].flatMap { $0.isEmpty ? nil : $0 } }

    static func matters(_ left: Member, _ right: Member) -> Bool {
        guard left.rank == right.rank else { return left.rank < right.rank }
        guard left.isDated == right.isDated else { return left.isDated }
        if left.isDated { return left.name > right.name }
        return left.container.createdAt == right.container.createdAt
            ? left.name < right.name : left.container.createdAt > right.container.createdAt
    }
}
