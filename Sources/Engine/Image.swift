import FoundationEssentials

/// An image as a listing shows it: one entry per tag.
package struct Image: Hashable, Sendable {
    /// `sha256:` and 64 hexadecimal digits.
    package var id: String
    /// The repository, `registry:5000/team/web`; nil if the image has no name.
    package var repository: String?
    /// nil if the image has no tag.
    package var tag: String?
    package var createdAt: Date
    /// As docker rounds it: `12.3MB`.
    package var size: String

    package init(id: String, repository: String?, tag: String?, createdAt: Date, size: String) {
        self.id = id
        self.repository = repository
        self.tag = tag
        self.createdAt = createdAt
        self.size = size
    }
}

/// An image as `image inspect` shows it: what a container made from it gets.
package struct ImageDetails: Hashable, Sendable, Identifiable {
    package var id: String
    /// Every reference it has: `web:latest`.
    package var references: [String]
    package var createdAt: Date
    /// Bytes.
    package var size: Int
    /// `8080/tcp`, sorted by port.
    package var exposedPorts: [String]
    /// Container paths of `VOLUME`, sorted.
    package var volumePaths: [String]
    package var labels: [String: String]
    /// Entry point and default arguments.
    package var command: [String]
    package var hasHealthCheck: Bool
    /// Tells two builds of the same content from others, whatever their ids; empty if unknown.
    package var content: ContentHash

    package init(
        id: String, references: [String] = [], createdAt: Date, size: Int = 0, exposedPorts: [String] = [],
        volumePaths: [String] = [], labels: [String: String] = [:], command: [String] = [],
        hasHealthCheck: Bool = false, content: ContentHash = ContentHash()
    ) {
        self.id = id
        self.references = references
        self.createdAt = createdAt
        self.size = size
        self.exposedPorts = exposedPorts
        self.volumePaths = volumePaths
        self.labels = labels
        self.command = command
        self.hasHealthCheck = hasHealthCheck
        self.content = content
    }
}

/// The twelve digits by which people call an image or a container.
package func shortID(_ id: String) -> String {
    String((id.hasPrefix("sha256:") ? id.dropFirst(7) : id[...]).prefix(12))
}
