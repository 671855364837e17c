@testable import DemoEngine
import Engine
@testable import Families

/// The family `web`, as tests look at it and change it.
extension DemoWorld {
    var members: [DemoContainer] { containers.filter { $0.labels[Label.family] == "web" } }
    var active: [DemoContainer] { members.filter(\.state.isActive) }

    func box(_ idOrName: String) -> DemoContainer? { containers.first { $0.id == idOrName || $0.name == idOrName } }

    mutating func change(_ idOrName: String, _ body: (inout DemoContainer) -> Void) {
        guard let place = try? place(of: idOrName) else { return }
        body(&containers[place])
    }

    /// - Parameter isBroken: whether its containers end as soon as they start.
    mutating func build(_ repository: String = "web", isBroken: Bool = false) {
        let release = DemoRelease(program: "/web", exposedPorts: ["8080/tcp"], volumePaths: ["/data"])
        var image = image(of: release, labels: [Label.buildFamily: repository], seed: nextID())
        if isBroken { image.command = ["/bin/sh", "-c", "echo last words; exit 1"] }
        finish(image, "\(repository):latest")
    }

    /// Ids of images by reference.
    var tags: [String: String] {
        Dictionary(images.flatMap { image in image.references.map { ($0, image.id) } }) { first, _ in first }
    }

    /// Without those that only keep the images of members.
    var tagsWithoutMembers: [String: String] { tags.filter { $0.key != "web:\(memberTag(of: $0.value))" } }

    /// Tags that keep an image of which there is no container.
    var orphanedTags: [String] {
        tags.filter { tag in
            tag.key == "web:\(memberTag(of: tag.value))" && !containers.contains { $0.imageID == tag.value }
        }.keys.sorted()
    }
}

extension DemoContainer {
    var hasRun: Bool { startedAt != nil }

    /// Its process ends as soon as it starts.
    var isBroken: Bool {
        get { process.end?.after == 0 }
        set { process.end = newValue ? DemoProcess.End(after: 0, exitCode: 1) : nil }
    }
}

extension DemoWorld {
    /// The text with `id2` for the second container's id, and `build2` for the second image's.
    func plain(_ text: String) -> String {
        var text = text
        for (place, container) in containers.enumerated() { text.replace(container.id, with: "id\(place + 1)") }
        for (place, image) in images.enumerated() {
            text.replace(image.id, with: "sha256:build\(place + 1)")
            text.replace(shortID(image.id), with: "build\(place + 1)")
        }
        return text
    }

    /// A record of that operation, as if whoever holds it were at work.
    mutating func record(_ record: OperationRecord) {
        let image = images[images.count - 1].id
        let labels = record.labels.merging([Label.family: "web", Label.image: image]) { $1 }
        _ = try? create(CreateRequest(name: "dcv_web_op", image: image, labels: labels))
    }
}
